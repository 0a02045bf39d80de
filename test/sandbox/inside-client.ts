import {once} from 'node:events';
import type {IncomingHttpHeaders, IncomingMessage} from 'node:http';
import {type RequestOptions, request} from 'node:https';
import {buffer} from 'node:stream/consumers';
import type {Names} from './names.ts';

/** Long enough for a machine that is busy with other things. */
const timeLimit = 60_000;
const onThisMachine = ['localhost', '127.0.0.1'];

export type InsideRequest = {method?: string; headers?: Record<string, string>; body?: string | Buffer};
export type InsideAnswer = {status: number; headers: IncomingHttpHeaders; body: Buffer};

/** An HTTPS client that sits inside the cluster: it knows the cluster's names and trusts the cluster's CA, nothing else. */
export type InsideClient = (url: string, asked?: InsideRequest) => Promise<InsideAnswer>;

/** Rejects when the name is unknown, TLS fails or a minute passes; any status is an answer. */
export function createInsideClient(names: Names, ca: string): InsideClient {
	return async (url, {method = 'GET', headers = {}, body} = {}) => {
		const {hostname, port, pathname, search, host} = new URL(url);
		const endpoint = onThisMachine.includes(hostname)
			? {address: '127.0.0.1', port: Number(port || 443)}
			: names.lookUp(hostname);
		if (!endpoint) throw new Error(`${hostname}: Name or service not known`);
		return exchange(
			{
				host: endpoint.address,
				port: endpoint.port,
				servername: hostname === '127.0.0.1' ? '' : hostname,
				path: pathname + search,
				method,
				headers: {host, ...headers},
				ca,
				agent: false,
			},
			body,
		);
	};
}

async function exchange(options: RequestOptions, body?: string | Buffer): Promise<InsideAnswer> {
	const sent = request({...options, signal: AbortSignal.timeout(timeLimit)});
	sent.end(body);
	const [received] = (await once(sent, 'response')) as [IncomingMessage];
	return {status: received.statusCode ?? 0, headers: received.headers, body: await buffer(received)};
}
