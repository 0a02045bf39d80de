import type {IncomingHttpHeaders, ServerResponse} from 'node:http';

/** One request as a service behind Admin Router sees it. */
export type Request = {
	method: string;
	/** The path as it was sent, still percent-encoded, without the query. */
	path: string;
	query: URLSearchParams;
	headers: IncomingHttpHeaders;
	body: Buffer;
	/** The user whose login token came with the request; empty on the paths that need none. */
	uid: string;
};

export type Answer = {
	status: number;
	headers: Record<string, string>;
	body: Buffer;
};

/** A service of the cluster; undefined means that it knows no such path. */
export type Service = (request: Request) => Answer | undefined | Promise<Answer | undefined>;

export function answer(status: number, contentType: string, body: string | Buffer): Answer {
	return {status, headers: {'content-type': contentType}, body: Buffer.from(body)};
}

export function emptyAnswer(status: number): Answer {
	return {status, headers: {}, body: Buffer.alloc(0)};
}

export function jsonAnswer(status: number, value: unknown, contentType = 'application/json'): Answer {
	return answer(status, contentType, JSON.stringify(value));
}

/** The request's JSON object; undefined when the body is no JSON object. */
export function jsonObject(body: Buffer): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(body.toString('utf8'));
		return isObject(value) ? value : undefined;
	} catch {
		return undefined;
	}
}

export function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Writes an answer as it is. */
export function send(outgoing: ServerResponse, {status, headers, body}: Answer): void {
	outgoing.writeHead(status, {...headers, 'content-length': String(body.length)}).end(body);
}
