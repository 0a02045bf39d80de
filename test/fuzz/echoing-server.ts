import type {IncomingMessage, ServerResponse} from 'node:http';
import https from 'node:https';
import {buffer} from 'node:stream/consumers';
import {serveOnLoopback} from '../sandbox/loopback-server.ts';
import type {Sandbox} from '../sandbox/sandbox.ts';
import {type Dice, hostileWord} from './hostile.ts';

export type EchoingServer = {
	url: string;
	/** Path and query of every request, in order. */
	asked: string[];
	stop: () => Promise<void>;
};

type Asked = {method: string; url: string; headers: IncomingMessage['headers']; body: Buffer};

/** How often it does not answer as the real one: an error that echoes the request, or an answer with other words in it. */
const shareOfErrors = 0.08;
const shareOfOtherWords = 0.25;

/** Stands before the sandbox's cluster or store, and answers some requests with what it was sent, or with hostile words. */
export async function echoingServer(sandbox: Sandbox, target: string, dice: Dice): Promise<EchoingServer> {
	const certificate = await sandbox.issue(['localhost', '127.0.0.1']);
	const asked: string[] = [];
	const answer = async (request: IncomingMessage, response: ServerResponse) => {
		const {method = 'GET', url = '/', headers} = request;
		asked.push(url);
		const sent = {method, url, headers, body: await buffer(request)};
		if (dice.chance(shareOfErrors)) return refuse(response, sent, dice);
		const real = await forwarded(target, sent);
		const body = dice.chance(shareOfOtherWords) ? withOtherWords(real.body, sent, dice) : real.body;
		const {'content-length': _, 'transfer-encoding': __, ...kept} = real.headers;
		response.writeHead(real.status, kept).end(body);
	};
	const {port, stop} = await serveOnLoopback(certificate, (request, response) => {
		answer(request, response).catch(() => response.destroy());
	});
	return {url: `https://localhost:${port}`, asked, stop};
}

/** All that was sent, in one of the forms in which it comes back. */
function echo({headers, body, url}: Asked, {pick}: Dice): string {
	const text = `${JSON.stringify(headers)} ${url} ${body.toString()}`;
	return pick<(sent: string) => string>([
		sent => sent,
		encodeURIComponent,
		sent => Buffer.from(sent).toString('base64'),
		sent => `x${Buffer.from(` ${sent}`).toString('base64url')}`,
		sent => JSON.stringify(sent),
		() => body.toString(),
		() => headers.authorization ?? '',
		() => Buffer.from(headers.authorization ?? '').toString('base64'),
	])(text);
}

function refuse(response: ServerResponse, sent: Asked, dice: Dice): void {
	const text = dice.chance(0.7) ? echo(sent, dice) : hostileWord(dice);
	const status = dice.pick([400, 401, 403, 404, 409, 422]);
	const [type, body] = dice.pick([
		['application/json', JSON.stringify({type: hostileWord(dice), message: text, data: {errors: [{message: text}]}})],
		['application/json', JSON.stringify({code: text, title: text, description: text})],
		['text/html', `<html><body>${text}</body></html>`],
		['text/plain', text],
		['application/xml', `<Error><Code>${escapedXml(text)}</Code><Message>${escapedXml(text)}</Message></Error>`],
		[
			'application/xml',
			`<Error><Code>AuthorizationHeaderMalformed</Code><Region>${escapedXml(hostileWord(dice))}</Region></Error>`,
		],
		['application/xml', `<Error><Code>InvalidAccessKeyId</Code><Message>${escapedXml(text)}</Message></Error>`],
	] as const);
	response.writeHead(status, {'content-type': type}).end(body);
}

function escapedXml(text: string): string {
	return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('\0', '');
}

/** A few of the texts in the document are others now; what is none is left. */
function withOtherWords(body: Buffer, sent: Asked, dice: Dice): string | Buffer {
	try {
		const share = dice.pick([0.02, 0.1, 0.5]);
		return JSON.stringify(JSON.parse(body.toString()), (_name, value: unknown) =>
			typeof value === 'string' && dice.chance(share) ? dice.pick([hostileWord(dice), echo(sent, dice)]) : value,
		);
	} catch {
		return body;
	}
}

type Answered = {status: number; headers: IncomingMessage['headers']; body: Buffer};

/** The host stays as the client wrote it, since a signature covers it. */
function forwarded(target: string, {method, url, headers, body}: Asked): Promise<Answered> {
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
