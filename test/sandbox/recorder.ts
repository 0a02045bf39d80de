import {appendFileSync, writeFileSync} from 'node:fs';
import type {Answer, Request} from './exchange.ts';

/** Writes down what went over the wire: one JSON line per exchange, in the form that the contract checker reads. */
export type Recorder = (request: Request, url: string, answer: Answer) => void;

/** Starts the file anew. The login token is left out, so that a recording can be handed on. */
export function createRecorder(file: string | undefined): Recorder {
	if (file === undefined) return () => undefined;
	writeFileSync(file, '', {mode: 0o600});
	return (request, url, answer) => {
		const {authorization: _, ...requestHeaders} = request.headers;
		const exchange = {
			method: request.method,
			url,
			requestHeaders,
			requestBody: request.body.toString('utf8'),
			status: answer.status,
			responseHeaders: answer.headers,
			responseBody: answer.body.toString('utf8'),
		};
		appendFileSync(file, `${JSON.stringify(exchange)}\n`);
	};
}
