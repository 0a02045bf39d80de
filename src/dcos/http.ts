import got, {type Got, HTTPError, type Method, RequestError, type Response} from 'got';
import {UsageError} from '../errors/errors.ts';
import {holdWithin, type Longest} from '../network/bounded.ts';
import {connections} from '../network/connections.ts';
import {refuseDotSegments} from '../network/dot-segments.ts';
import {proxyFor} from '../network/proxy-choice.ts';
import {requestId} from '../network/request-id.ts';
import type {Environment, Files, Log} from '../world.ts';
import {certificateChecks} from './certificate-checks.ts';
import type {Cluster} from './cluster.ts';
import {exchangeLines, type Headers} from './exchange-lines.ts';
import {connectionFailed, refused} from './refused.ts';
import {requestName} from './request-name.ts';

export type HttpRequest = {
	method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
	/** Path and query below the cluster's URL, escaped. */
	path: string;
	headers?: Readonly<Record<string, string>>;
	/** Sent as it is. */
	body?: string;
	/** Statuses that the caller understands; any other throws an ApiError, 401 and 403 a LoginError. */
	expect: readonly number[];
	/** May be sent again after a failure: it only reads, or does no more the second time. Default: for GET. */
	repeatable?: boolean;
	/** Milliseconds for the whole request, default 30 s; DCOS_TIMEOUT replaces both. */
	timeout?: number;
};

export type HttpAnswer = {
	/** Method and path of what was asked, without the query. */
	request: string;
	status: number;
	contentType: string;
	text: string;
};

export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

type Options = {
	env: Environment;
	files: Files;
	log: Log;
	userAgent: string;
	/** Bytes of an answer's body, uncompressed, after which it is given up; by default 64 MB, and 1 MB of a refusal. */
	longestAnswer?: Longest;
};

/** The one client of the cluster's HTTP APIs: token, the CLI's TLS choices, proxies, time limits, errors in words. */
export async function openHttp(cluster: Cluster, options: Options): Promise<Http> {
	const {log, env, longestAnswer = longest} = options;
	const client = await clientOf(cluster, options);
	const limit = timeLimit(env);
	const target = {url: cluster.url, proxy: proxyFor(new URL(cluster.url), env)};
	return async asked => {
		refuseDotSegments(asked.path);
		const request = {...asked, timeout: limit ?? asked.timeout ?? 30_000, longestAnswer};
		const line = `${request.method} ${request.path}`;
		const started = performance.now();
		const {headers, ...answer} = await send(client, request, log).catch(error => {
			log(1, `${line} ${error instanceof RequestError ? error.code : 'failed'}`);
			throw connectionFailed(error, request, target);
		});
		log(1, `${line} ${answer.status} ${Math.round(performance.now() - started)} ms${requestId(headers)}`);
		for (const detail of exchangeLines(request, {...answer, headers})) log(2, detail);
		if (!request.expect.includes(answer.status)) throw refused(answer, request, cluster.url);
		return answer;
	};
}

/** Milliseconds; null where the CLI was not told any. Its setting core.timeout is not handed over, only the variable is (in seconds). */
function timeLimit({DCOS_TIMEOUT: seconds}: Environment): number | null {
	if (!seconds || seconds === '0') return null;
	// a timer of more than 24 days would fire at once
	if (/^\d{1,6}$/.test(seconds) && Number(seconds) > 0) return Number(seconds) * 1000;
	throw new UsageError(`DCOS_TIMEOUT is "${seconds}", and it takes the seconds that a request may take, such as 180`);
}

/** Mesos' state of a large cluster has tens of MB; a refusal has a page at most. */
const longest: Longest = status => (status < 300 ? 64_000_000 : 1_000_000);

type TimedRequest = HttpRequest & {timeout: number; longestAnswer: Longest};

async function send(client: Got, request: TimedRequest, log: Log): Promise<HttpAnswer & {headers: Headers}> {
	const repeatable = request.repeatable ?? request.method === 'GET';
	const ending = new AbortController();
	const sent = client(request.path.replace(/^\//, ''), {
		method: request.method,
		...(request.headers && {headers: {...request.headers}}),
		...(request.body !== undefined && {body: request.body}),
		signal: ending.signal,
		hooks: {
			beforeRetry: [
				error => log(1, `${request.method} ${request.path} ${error.response?.statusCode ?? error.code}, tried again`),
			],
		},
		timeout: {request: request.timeout, connect: 10_000, secureConnect: 10_000},
		retry: {
			limit: repeatable ? 2 : 0,
			methods: [request.method as Method],
			statusCodes: [429, 500, 502, 503, 504],
			// a time limit that ran out is not among them: it was long enough
			errorCodes: [
				'ECONNRESET',
				'ECONNREFUSED',
				'EPIPE',
				'ENOTFOUND',
				'ENETUNREACH',
				'EAI_AGAIN',
				'ERR_READING_RESPONSE_STREAM',
				'ERR_HTTP_CONTENT_LENGTH_MISMATCH',
			],
			maxRetryAfter: 10_000,
			calculateDelay: ({error, computedValue}) => (isVerdict(error.response) ? 0 : computedValue),
		},
	});
	holdWithin(sent, ending, request.longestAnswer);
	const {statusCode, headers, body} = await sent.catch(error => {
		if (ending.signal.aborted) throw ending.signal.reason;
		return answerOfRefusal(error);
	});
	const contentType = headers['content-type'] ?? '';
	return {request: requestName(request), status: statusCode, contentType, text: body, headers};
}

/** Cosmos says so when a package repository fails, after it has tried several times itself. */
function isVerdict(response: Response | undefined): boolean {
	return response?.headers['content-type']?.startsWith('application/vnd.dcos.package.error') ?? false;
}

function answerOfRefusal(error: unknown): Response<string> {
	if (error instanceof HTTPError) return error.response as Response<string>;
	throw error;
}

async function clientOf(cluster: Cluster, {env, files, userAgent}: Options): Promise<Got> {
	return got.extend({
		prefixUrl: cluster.url,
		headers: {authorization: `token=${cluster.token.reveal()}`, 'user-agent': userAgent},
		followRedirect: false,
		agent: connections(env, {patience: Math.min(30_000, timeLimit(env) ?? 30_000)})(new URL(cluster.url)),
		https: await certificateChecks(cluster, files),
	});
}
