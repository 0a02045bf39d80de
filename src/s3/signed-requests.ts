import {createHash} from 'node:crypto';
import aws4 from 'aws4';
import got, {type Got, type Method} from 'got';
import {withoutEndSlashes} from '../errors/end-slashes.ts';
import {RefusedError} from '../errors/errors.ts';
import {escaped} from '../errors/escaped.ts';
import {redactedHeaders} from '../errors/redact.ts';
import {holdWithin} from '../network/bounded.ts';
import {connections} from '../network/connections.ts';
import {refuseDotSegments} from '../network/dot-segments.ts';
import {requestId} from '../network/request-id.ts';
import {urlEscaped} from '../network/url-escaped.ts';
import type {Clock, Environment, Log} from '../world.ts';
import type {Bucket, KeyPair} from './object-store.ts';
import {storeError, unreachable} from './store-answer.ts';

export type SigningOptions = {
	env: Environment;
	clock: Clock;
	log: Log;
	/** Gives up what takes long and leaves nothing behind: lists, downloads and parts of an upload. */
	interrupted: AbortSignal;
};

export type StoreRequest = {
	method: Method;
	key?: string;
	query?: Record<string, string>;
	body?: Buffer;
	/** It is asked of the service itself, not of the bucket. */
	ofService?: boolean;
	/** Bytes of the answer's body, after which it is given up; 1 MB where nothing is said. */
	longest?: number;
	/** Nothing is lost when the user's Ctrl-C ends it half-way. */
	abandonable?: boolean;
};

export type StoreAnswer = {status: number; headers: Record<string, string | string[] | undefined>; body: Buffer};

export type SendRequest = (request: StoreRequest) => Promise<StoreAnswer>;

/**
 * Signs each request with Signature Version 4 and sends it through got. Nothing is retried: the first answer is the diagnosis.
 * Throws a StoreError for every answer but 2xx, and when there is none.
 */
export function signedRequests(options: SigningOptions, bucket: Bucket, keys: KeyPair): SendRequest {
	const agentsFor = connections(options.env, {authority: bucket.certificateAuthority});
	return request => sendSigned(agentsFor, options, {bucket, keys, request});
}

async function sendSigned(
	agentsFor: ReturnType<typeof connections>,
	{clock, log, interrupted}: SigningOptions,
	{bucket, keys, request}: {bucket: Bucket; keys: KeyPair; request: StoreRequest},
): Promise<StoreAnswer> {
	const url = urlOf(bucket, request);
	const body = request.body ?? Buffer.alloc(0);
	const signed = aws4.sign(
		{
			service: 's3',
			region: bucket.region,
			method: request.method,
			host: url.host,
			path: url.pathname + url.search,
			headers: {
				'x-amz-date': new Date(clock.now()).toISOString().replaceAll(/[:-]|\.\d{3}/g, ''),
				'content-type': 'application/octet-stream',
				'x-amz-content-sha256': createHash('sha256').update(body).digest('hex'),
			},
			body,
		},
		{accessKeyId: keys.accessKeyId, secretAccessKey: keys.secretAccessKey.reveal()},
	);
	const started = performance.now();
	const line = `${request.method} ${url.origin}${url.pathname}`;
	const ending = new AbortController();
	const sent = client(url, {
		method: request.method,
		headers: signed.headers as Record<string, string>,
		agent: agentsFor(url),
		...(body.length > 0 && {body}),
		signal: request.abandonable ? AbortSignal.any([ending.signal, interrupted]) : ending.signal,
	});
	holdWithin(sent, ending, status => (status < 300 ? (request.longest ?? longest) : longest));
	const answer = await sent.catch(error => {
		const failure = unreachable(ending.signal.aborted ? ending.signal.reason : error);
		log(1, `${line} ${failure.code}`);
		throw failure;
	});
	const took = Math.round(performance.now() - started);
	log(1, `${line} ${answer.statusCode} ${took} ms${requestId(answer.headers)}`);
	for (const each of redactedHeaders(signed.headers as Record<string, string>)) log(2, `> ${each}`);
	for (const each of redactedHeaders(answer.headers)) log(2, `< ${each}`);
	const {statusCode: status, headers, rawBody} = answer;
	const store = {status, headers, body: Buffer.from(rawBody)};
	if (status < 200 || status > 299) throw storeError(store);
	return store;
}

/** Bytes: more than any of S3's documents that we ask for. */
const longest = 1_000_000;

/** Keys are escaped as Signature Version 4 wants it: every byte but the unreserved ones, slashes kept. */
function urlOf({endpoint, bucket, pathStyle}: Bucket, {key = '', query = {}, ofService = false}: StoreRequest): URL {
	const base = withoutEndSlashes(endpoint.pathname);
	const escaped = key.split('/').map(percentEncode).join('/');
	const path = pathStyle && !ofService ? `${base}/${bucket}/${escaped}` : `${base}/${escaped}`;
	const search = Object.entries(query).map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`);
	refuseOddBucket(bucket);
	refuseDotSegments(path);
	const host = pathStyle || ofService ? endpoint.host : `${bucket}.${endpoint.host}`;
	return new URL(`${endpoint.protocol}//${host}${path}${search.length > 0 ? `?${search.join('&')}` : ''}`);
}

/** It may come from the options of the registry that runs, and would be a path, a port or another host in the URL. */
function refuseOddBucket(bucket: string): void {
	if (/^[\w.-]+$/.test(bucket)) return;
	throw new RefusedError(`${escaped(bucket)} is no name of a bucket, and nothing is asked for it`, {
		hint: 'correct it in the options file; dcos registry storage show tells the options of the registry that runs',
	});
}

function percentEncode(text: string): string {
	return urlEscaped(text).replaceAll(/[!'()*]/g, each => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}

const client = got.extend({
	throwHttpErrors: false,
	followRedirect: false,
	responseType: 'buffer',
	retry: {limit: 0},
	// 5 MiB have to go through a slow line; what does not move is given up sooner
	timeout: {request: 300_000, socket: 30_000, connect: 10_000, secureConnect: 10_000},
	https: {rejectUnauthorized: true},
}) as Got;
