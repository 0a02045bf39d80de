import type {IncomingHttpHeaders} from 'node:http';
import {createInsideClient} from './inside-client.ts';
import {createNames} from './names.ts';

export type Reply = {
	status: number;
	headers: IncomingHttpHeaders;
	text: string;
	/** The body read as JSON, undefined where it is none. */
	json: ReturnType<typeof JSON.parse>;
};

/** An object is sent as JSON, bytes are sent as they are. */
export type Client = (
	method: string,
	path: string,
	body?: object | Buffer,
	headers?: Record<string, string>,
) => Promise<Reply>;

/** A client of Admin Router for tests, without a login where the token is "". */
export function createClient(url: string, ca: string, token: string): Client {
	const client = createInsideClient(createNames(), ca);
	const login: Record<string, string> = token === '' ? {} : {authorization: `token=${token}`};
	return async (method, path, body, headers = {}) => {
		const type: Record<string, string> = body && !Buffer.isBuffer(body) ? {'content-type': 'application/json'} : {};
		const sent = body === undefined || Buffer.isBuffer(body) ? body : JSON.stringify(body);
		const reply = await client(url + path, {method, headers: {...login, ...type, ...headers}, body: sent});
		return {status: reply.status, headers: reply.headers, ...read(reply.body)};
	};
}

/** Calls an operation of Cosmos with its media types. */
export function callCosmos(client: Client, operation: string, body: object, responseVersion = 'v1'): Promise<Reply> {
	const [family, ...words] = operation
		.replace(/^\/cosmos/, '')
		.slice(1)
		.split('/');
	const type = (kind: string, version: string) =>
		`application/vnd.dcos.${family}.${words.join('.')}-${kind}+json;charset=utf-8;version=${version}`;
	const headers = {'content-type': type('request', 'v1'), accept: type('response', responseVersion)};
	return client('POST', operation, body, headers);
}

function read(body: Buffer): Pick<Reply, 'text' | 'json'> {
	const text = body.toString('latin1');
	try {
		return {text, json: JSON.parse(body.toString('utf8'))};
	} catch {
		return {text, json: undefined};
	}
}
