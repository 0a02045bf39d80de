import got, {type Got, HTTPError, type Method, RequestError, type Response} from 'got';
import {RefusedError} from '../errors/errors.ts';
import {connections, systemAuthorities} from '../network/connections.ts';
import type {Environment, Files, Log} from '../world.ts';
import type {Cluster} from './cluster.ts';
import {connectionFailed, refused} from './refused.ts';

export type HttpRequest = {
	method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
	/** Path and query below the cluster's URL, escaped. */
	path: string;
	headers?: Readonly<Record<string, string>>;
	/** Sent as it is. */
	body?: string;
	/** Statuses that the caller understands; any other throws an ApiError, 401 and 403 a LoginError. */
	expect: readonly number[];
	/** May be sent again after a failure, because it only reads. Default: for GET. */
	repeatable?: boolean;
	/** Milliseconds for the whole request, default 30 s. */
	timeout?: number;
};

export type HttpAnswer = {
	status: number;
	contentType: string;
	text: string;
};

export type Http = (request: HttpRequest) => Promise<HttpAnswer>;

type Options = {env: Environment; files: Files; log: Log; userAgent: string};

/** The one client of the cluster's HTTP APIs: token, the CLI's TLS choices, proxies, time limits, errors in words. */
export async function openHttp(cluster: Cluster, options: Options): Promise<Http> {
	const client = await clientOf(cluster, options);
	return async request => {
		const started = performance.now();
		const failed = (error: unknown) => connectionFailed(error, request, cluster.url);
		const answer = await send(client, request).catch(error => {
			options.log(1, `${request.method} ${request.path} ${error instanceof RequestError ? error.code : 'failed'}`);
			throw failed(error);
		});
		options.log(1, `${request.method} ${request.path} ${answer.status} ${Math.round(performance.now() - started)} ms`);
		if (!request.expect.includes(answer.status)) throw refused(answer, request, cluster.url);
		return answer;
	};
}

async function send(client: Got, request: HttpRequest): Promise<HttpAnswer> {
	const repeatable = request.repeatable ?? request.method === 'GET';
	const response = await client(request.path.replace(/^\//, ''), {
		method: request.method,
		...(request.headers && {headers: {...request.headers}}),
		...(request.body !== undefined && {body: request.body}),
		timeout: {request: request.timeout ?? 30_000, connect: 10_000, secureConnect: 10_000},
		retry: {
			limit: repeatable ? 2 : 0,
			methods: [request.method as Method],
			statusCodes: [429, 502, 503, 504],
			// a time limit that ran out is not among them: it was long enough
			errorCodes: ['ECONNRESET', 'ECONNREFUSED', 'EPIPE', 'ENOTFOUND', 'ENETUNREACH', 'EAI_AGAIN'],
			maxRetryAfter: 10_000,
		},
	}).catch(answerOfRefusal);
	return {status: response.statusCode, contentType: response.headers['content-type'] ?? '', text: response.body};
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
		agent: connections(env),
		https: await certificateChecks(cluster, files),
	});
}

async function certificateChecks(
	{trust}: Cluster,
	files: Files,
): Promise<{rejectUnauthorized: boolean; certificateAuthority?: string[]}> {
	if (trust.kind === 'insecure') return {rejectUnauthorized: false};
	if (trust.kind === 'system') return {rejectUnauthorized: true, certificateAuthority: systemAuthorities()};
	const file = await files.read(trust.path);
	if (file?.includes('-----BEGIN CERTIFICATE-----')) {
		return {rejectUnauthorized: true, certificateAuthority: [file.toString('utf8')]};
	}
	throw new RefusedError(
		`the cluster's CA file ${trust.path} ${file ? 'holds no PEM certificate' : 'does not exist'}`,
		{
			hint: 'dcos config set core.ssl_verify <path of the CA file>',
		},
	);
}
