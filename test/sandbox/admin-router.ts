import {randomUUID} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {buffer} from 'node:stream/consumers';
import type {KeyedCertificate} from './certificates.ts';
import {badGatewayPage, forbiddenPage, notFoundPage, unauthorizedPage} from './error-pages.ts';
import {type Answer, answer, jsonAnswer, type Request} from './exchange.ts';
import type {Fault, Faults} from './faults.ts';
import {type LoopbackServer, serveOnLoopback} from './loopback-server.ts';
import type {Recorder} from './recorder.ts';
import {findRoute, type Route} from './routes.ts';

/** What Admin Router asks the IAM: who a login token belongs to, and what that user may do. */
export type Gatekeeper = {
	/** undefined for a token that is expired, forged or of a user who is gone. */
	userOf: (token: string) => Promise<string | undefined>;
	isAllowed: (uid: string, rid: string, action: string) => boolean;
};

export type AdminRouterOptions = {
	certificate: KeyedCertificate;
	routes: Route[];
	gatekeeper: Gatekeeper;
	faults: Faults;
	record: Recorder;
	/** Hears of every request that no service knows, as "GET /path": a test that meets one is wrong, or the sandbox is. */
	unknown: (request: string) => void;
};

/** The cluster's one front door. */
export function startAdminRouter(options: AdminRouterOptions): Promise<LoopbackServer> {
	return serveOnLoopback(options.certificate, (incoming, outgoing) => {
		handle(options, incoming, outgoing).catch(() => outgoing.destroy());
	});
}

async function handle(options: AdminRouterOptions, incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
	const url = incoming.url ?? '/';
	const request = await receive(incoming, url);
	const fault = options.faults.take(request.method, request.path);
	if (fault?.kind === 'hang') return;
	const result = (fault && answerOf(fault)) ?? (await route(options, request));
	result.headers['x-request-id'] = randomUUID();
	if (fault?.kind === 'lose-answer') {
		outgoing.destroy();
		return;
	}
	if (fault?.kind === 'torn-body') {
		tear(outgoing, result);
		return;
	}
	options.record(request, url, result);
	outgoing.writeHead(result.status, {...result.headers, 'content-length': String(result.body.length)});
	outgoing.end(request.method === 'HEAD' ? undefined : result.body);
}

async function receive(incoming: IncomingMessage, url: string): Promise<Request> {
	const [path = '/', query = ''] = url.split(/\?(.*)/s);
	return {
		method: incoming.method ?? 'GET',
		path,
		query: new URLSearchParams(query),
		headers: incoming.headers,
		body: await buffer(incoming),
		uid: '',
	};
}

async function route({routes, gatekeeper, unknown}: AdminRouterOptions, request: Request): Promise<Answer> {
	const found = findRoute(routes, request.path);
	if (found?.access !== 'anyone') {
		const uid = await gatekeeper.userOf(bearer(request));
		if (uid === undefined) return unauthorizedPage();
		if (!found) return missing(request, unknown);
		if (found.access !== 'logged-in' && !gatekeeper.isAllowed(uid, found.access, 'full')) return forbiddenPage();
		request.uid = uid;
	}
	try {
		return (await found.service(request)) ?? missing(request, unknown);
	} catch (error) {
		process.emitWarning(error instanceof Error ? error : String(error), {detail: `${request.method} ${request.path}`});
		return badGatewayPage();
	}
}

function missing({method, path}: Request, unknown: AdminRouterOptions['unknown']): Answer {
	unknown(`${method} ${path}`);
	return notFoundPage();
}

/** Admin Router takes both `token=…` and `Bearer …`. */
function bearer({headers}: Request): string {
	return /^(?:token=|Bearer )(.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
}

function answerOf(fault: Fault): Answer | undefined {
	if (fault.kind === 'html-401') return unauthorizedPage();
	if (fault.kind === 'html-403') return forbiddenPage();
	if (fault.kind !== 'status') return undefined;
	const {status = 500, body = '', contentType} = fault;
	return typeof body === 'string'
		? answer(status, contentType ?? 'text/plain', body)
		: jsonAnswer(status, body, contentType);
}

function tear(outgoing: ServerResponse, {status, headers, body}: Answer): void {
	outgoing.writeHead(status, {...headers, 'content-length': String(body.length + 1)});
	outgoing.write(body.subarray(0, body.length / 2), () => outgoing.destroy());
}
