import {redactedBody, redactedHeaders} from '../errors/redact.ts';
import type {HttpAnswer, HttpRequest} from './http.ts';

export type Headers = Readonly<Record<string, string | readonly string[] | undefined>>;

/** What -vv shows of a request and its answer: `>` is what we said, `<` what came back. What is a secret by its name is hidden. */
export function exchangeLines(request: HttpRequest, answer: HttpAnswer & {headers: Headers}): string[] {
	return [
		...redactedHeaders({authorization: 'token', ...request.headers}).map(line => `> ${line}`),
		...(request.body === undefined ? [] : [`> ${redactedBody(request.body)}`]),
		...redactedHeaders(answer.headers).map(line => `< ${line}`),
		...(answer.text === '' ? [] : [`< ${redactedBody(answer.text)}`]),
	];
}
