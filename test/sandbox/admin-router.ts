import {randomUUID} from 'node:crypto';
import type {IncomingMessage, ServerResponse} from 'node:http';
import {buffer} from 'node:stream/consumers';
import type {KeyedCertificate} from './certificates.ts';
import {badGatewayPage, forbiddenPage, notFoundPage, unauthorizedPage} from './error-pages.ts';
import type {Answer, Request} from './exchange.ts';
import type {Faults} from './faults.ts';
import {answerInstead, tear} from './faulty-answer.ts';
import {type LoopbackServer, serveOnLoopback} from './loopback-server.ts';
import type {Recorder} from './recorder.ts';
import type {RequestLog} from './request-log.ts';
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
	/** How it asks for a login, which is how clients tell DC/OS Enterprise from open DC/OS. */
	challenge: string;
	faults: Faults;
	record: Recorder;
	requests: RequestLog;
	/** Hears of every request that no service knows, as "GET /path": a test that meets one is wrong, or the sandbox is. */
	unknown: (request: string) => void;
};

export type AdminRouter = LoopbackServer & {
	/** Resolves when nothing is being done for any request; one that hangs is not worked on. */
	atRest: () => Promise<void>;
};

/** The cluster's one front door. */
export async function startAdminRouter(options: AdminRouterOptions): Promise<AdminRouter> {
	const underWay = new Set<Promise<void>>();
	const accept = async (incoming: IncomingMessage, outgoing: ServerResponse) => {
		const request = await receive(incoming);
		const work = handle(options, request, {url: incoming.url ?? '/', outgoing});
		underWay.add(work);
		await work.finally(() => underWay.delete(work));
	};
	const server = await serveOnLoopback(options.certificate, (incoming, outgoing) => {
		accept(incoming, outgoing).catch(() => outgoing.destroy());
	});
	const atRest = async () => {
		while (underWay.size > 0) await Promise.allSettled(underWay);
	};
	return {...server, atRest};
}

async function handle(
	options: AdminRouterOptions,
	request: Request,
	{url, outgoing}: {url: string; outgoing: ServerResponse},
): Promise<void> {
	options.requests.add(request);
	const fault = options.faults.take(request.method, request.path);
	await fault?.before?.();
	if (fault?.kind === 'hang') return;
	if (fault?.kind === 'cut') return void outgoing.destroy();
	const result = answerInstead(fault, options.challenge) ?? (await route(options, request));
	result.headers['x-request-id'] = randomUUID();
	await fault?.after?.();
	if (fault?.kind === 'lose-answer') return void outgoing.destroy();
	if (fault?.kind === 'torn-body') return tear(outgoing, result);
	options.record(request, url, result);
	outgoing.writeHead(result.status, {...result.headers, 'content-length': String(result.body.length)});
	outgoing.end(request.method === 'HEAD' ? undefined : result.body);
}

async function receive(incoming: IncomingMessage): Promise<Request> {
	const [path = '/', query = ''] = (incoming.url ?? '/').split(/\?(.*)/s);
	return {
		method: incoming.method ?? 'GET',
		path,
		query: new URLSearchParams(query),
		headers: incoming.headers,
		body: await buffer(incoming),
		uid: '',
	};
}

async function route(options: AdminRouterOptions, request: Request): Promise<Answer> {
	const {routes, gatekeeper, challenge, unknown} = options;
	const found = findRoute(routes, request.path);
	if (found?.access !== 'anyone') {
		const uid = await gatekeeper.userOf(bearer(request));
		if (uid === undefined) return unauthorizedPage(challenge);
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
