import type {ServerResponse} from 'node:http';
import {forbiddenPage, unauthorizedPage} from './error-pages.ts';
import {type Answer, answer, jsonAnswer} from './exchange.ts';
import type {Fault} from './faults.ts';

/** The answer that a fault gives in the service's place; undefined where the service is asked. */
export function answerInstead(fault: Fault | undefined, challenge: string): Answer | undefined {
	if (fault?.kind === 'html-401') return unauthorizedPage(challenge);
	if (fault?.kind === 'html-403') return forbiddenPage();
	if (fault?.kind !== 'status') return undefined;
	const {status = 500, body = '', contentType} = fault;
	return typeof body === 'string'
		? answer(status, contentType ?? 'text/plain', body)
		: jsonAnswer(status, body, contentType);
}

/** Cuts the connection in the middle of the answer's body. */
export function tear(outgoing: ServerResponse, {status, headers, body}: Answer): void {
	outgoing.writeHead(status, {...headers, 'content-length': String(body.length + 1)});
	outgoing.write(body.subarray(0, body.length / 2), () => outgoing.destroy());
}
