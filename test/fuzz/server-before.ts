import type {IncomingMessage} from 'node:http';
import https from 'node:https';
import {buffer} from 'node:stream/consumers';
import {serveOnLoopback} from '../sandbox/loopback-server.ts';
import type {Sandbox} from '../sandbox/sandbox.ts';

export type Asked = {method: string; url: string; headers: IncomingMessage['headers']; body: Buffer};
export type Answer = {status: number; headers: IncomingMessage['headers']; body: Buffer | string};

export type ServerBefore = {
	url: string;
	/** Path and query of every request, in order. */
	asked: string[];
	stop: () => Promise<void>;
};

/** Stands before the sandbox's cluster or store, and answers as `answerTo` wants it; `real` passes the request on. */
export async function serverBefore(
	sandbox: Sandbox,
	target: string,
	answerTo: (sent: Asked, real: () => Promise<Answer>) => Promise<Answer>,
): Promise<ServerBefore> {
	const certificate = await sandbox.issue(['localhost', '127.0.0.1']);
	const asked: string[] = [];
	const {port, stop} = await serveOnLoopback(certificate, (request, response) => {
		const answering = async () => {
			const {method = 'GET', url = '/', headers} = request;
			asked.push(url);
			const sent = {method, url, headers, body: await buffer(request)};
			const answer = await answerTo(sent, () => forwarded(target, sent));
			const {'content-length': _, 'transfer-encoding': __, ...kept} = answer.headers;
			response.writeHead(answer.status, kept).end(answer.body);
		};
		answering().catch(() => response.destroy());
	});
	return {url: `https://localhost:${port}`, asked, stop};
}

/** The host stays as the client wrote it, since a signature covers it. */
function forwarded(target: string, {method, url, headers, body}: Asked): Promise<Answer> {
	const {hostname, port} = new URL(target);
	return new Promise((resolve, reject) => {
		const request = https.request(
			{hostname, port, method, path: url, headers, rejectUnauthorized: false},
			response =>
				void buffer(response).then(
					received => resolve({status: response.statusCode ?? 502, headers: response.headers, body: received}),
					reject,
				),
		);
		request.once('error', reject).end(body);
	});
}
