import {redactedBody, redactedHeaders} from '../errors/redact.ts';
import type {Secret} from '../errors/secret.ts';
import type {HttpAnswer, HttpRequest} from './http.ts';

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What -vv shows of a request and its answer: `>` is what we said, `<` what came back. Nothing of it is a secret. */
export function exchangeLines(
	request: HttpRequest,
	answer: HttpAnswer & {headers: Headers},
	known: readonly Secret[],
): string[] {
	return [
		...redactedHeaders({authorization: 'token', ...request.headers}, known).map(line => `> ${line}`),
		...(request.body === undefined ? [] : [`> ${redactedBody(request.body, known)}`]),
		...redactedHeaders(answer.headers, known).map(line => `< ${line}`),
		...(answer.text === '' ? [] : [`< ${redactedBody(answer.text, known)}`]),
	];
}
