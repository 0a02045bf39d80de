import type {Http, HttpRequest} from '../../../src/dcos/http.ts';

/** A client that gives these answers, the last one for ever, and keeps the requests. */
export function recordedHttp(...answers: readonly {status?: number; type?: string; body?: unknown}[]) {
	const requests: HttpRequest[] = [];
	const http: Http = async request => {
		const {
			status = 200,
			type = 'application/json',
			body = {},
		} = answers[requests.push(request) - 1] ?? answers.at(-1) ?? {};
		const text = typeof body === 'string' ? body : JSON.stringify(body);
		return {request: `${request.method} ${request.path.split('?')[0]}`, status, contentType: type, text};
	};
	return {http, requests};
}
