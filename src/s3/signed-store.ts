import {createHash} from 'node:crypto';
import aws4 from 'aws4';
import {XMLParser} from 'fast-xml-parser';
import got, {type Got, type Method} from 'got';
import {connections, systemAuthorities} from '../network/connections.ts';
import type {Clock, Environment, Log} from '../world.ts';
import type {Bucket, KeyPair, ObjectStore} from './object-store.ts';
import {notS3, storeError, unreachable} from './store-answer.ts';

type Options = {
	env: Environment;
	clock: Clock;
	log: Log;
	/** Gives up what takes long and leaves nothing behind: lists, downloads and parts of an upload. */
	interrupted: AbortSignal;
};
type StoreRequest = {
	method: Method;
	key?: string;
	query?: Record<string, string>;
	body?: Buffer;
	/** It is asked of the service itself, not of the bucket. */
	ofService?: boolean;
	/** Nothing is lost when the user's Ctrl-C ends it half-way. */
	abandonable?: boolean;
};
type StoreAnswer = {status: number; headers: Record<string, string | string[] | undefined>; body: Buffer};

const xml = new XMLParser({parseTagValue: false, isArray: name => name === 'Contents' || name === 'Bucket'});

/** Signs each request with Signature Version 4 and sends it through got. Nothing is retried: the first answer is the diagnosis. */
export function openSignedStore(options: Options, bucket: Bucket, keys: KeyPair): ObjectStore {
	const client = clientOf(options, bucket);
	return storeOver(request => sendSigned(client, options, {bucket, keys, request}));
}

function storeOver(send: (request: StoreRequest) => Promise<StoreAnswer>): ObjectStore {
	return {
		async list(prefix, limit) {
			const query = {'list-type': '2', 'max-keys': String(limit), prefix};
			const {status, body} = await send({method: 'GET', query, abandonable: true});
			const {ListBucketResult: result} = documentIn(body) as {ListBucketResult?: '' | {Contents?: {Key: string}[]}};
			if (result === undefined) throw notS3(status);
			return (result === '' ? [] : (result.Contents ?? [])).map(entry => entry.Key);
		},
		async ownBuckets() {
			const {status, body} = await send({method: 'GET', ofService: true});
			const {ListAllMyBucketsResult: result} = documentIn(body) as {
				ListAllMyBucketsResult?: {Buckets?: '' | {Bucket?: {Name: string}[]}};
			};
			if (result?.Buckets === undefined) throw notS3(status);
			return result.Buckets === '' ? [] : (result.Buckets.Bucket ?? []).map(bucket => bucket.Name);
		},
		async put(key, body) {
			await send({method: 'PUT', key, body});
		},
		async get(key) {
			return (await send({method: 'GET', key, abandonable: true})).body;
		},
		async delete(key) {
			await send({method: 'DELETE', key});
		},
		async beginUpload(key) {
			const {status, body} = await send({method: 'POST', key, query: {uploads: ''}});
			const answer = documentIn(body) as {InitiateMultipartUploadResult?: {UploadId?: string}};
			const id = answer.InitiateMultipartUploadResult?.UploadId;
			if (id === undefined) throw notS3(status);
			return id;
		},
		async uploadPart(key, uploadId, part, body) {
			const query = {partNumber: String(part), uploadId};
			const {headers} = await send({method: 'PUT', key, query, body, abandonable: true});
			return String(headers.etag ?? '');
		},
		async completeUpload(key, uploadId, etags) {
			const parts = etags.map(
				(etag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${etag}</ETag></Part>`,
			);
			const body = Buffer.from(`<CompleteMultipartUpload>${parts.join('')}</CompleteMultipartUpload>`);
			const answer = await send({method: 'POST', key, query: {uploadId}, body});
			// S3 may answer 200 first and put the error into the body
			if (answer.body.includes('<Error>')) throw storeError({...answer, status: 500});
		},
		async abortUpload(key, uploadId) {
			await send({method: 'DELETE', key, query: {uploadId}});
		},
	};
}

/** Empty for a page of HTML, a torn document, or whatever else is no answer of S3. */
function documentIn(body: Buffer): object {
	try {
		return xml.parse(body.toString('utf8')) as object;
	} catch {
		return {};
	}
}

async function sendSigned(
	client: Got,
	{clock, log, interrupted}: Options,
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
	const answer = await client(url, {
		method: request.method,
		headers: signed.headers as Record<string, string>,
		...(body.length > 0 && {body}),
		...(request.abandonable && {signal: interrupted}),
	}).catch(error => {
		throw unreachable(error);
	});
	log(1, `${request.method} ${url.origin}${url.pathname} ${answer.statusCode}`);
	const {statusCode: status, headers, rawBody} = answer;
	const store = {status, headers, body: Buffer.from(rawBody)};
	if (status < 200 || status > 299) throw storeError(store);
	return store;
}

/** Keys are escaped as Signature Version 4 wants it: every byte but the unreserved ones, slashes kept. */
function urlOf({endpoint, bucket, pathStyle}: Bucket, {key = '', query = {}, ofService = false}: StoreRequest): URL {
	const base = endpoint.pathname.replace(/\/+$/, '');
	const escaped = key.split('/').map(percentEncode).join('/');
	const path = pathStyle && !ofService ? `${base}/${bucket}/${escaped}` : `${base}/${escaped}`;
	const search = Object.entries(query).map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`);
	const host = pathStyle || ofService ? endpoint.host : `${bucket}.${endpoint.host}`;
	return new URL(`${endpoint.protocol}//${host}${path}${search.length > 0 ? `?${search.join('&')}` : ''}`);
}

function percentEncode(text: string): string {
	return encodeURIComponent(text).replaceAll(/[!'()*]/g, each => `%${each.charCodeAt(0).toString(16).toUpperCase()}`);
}

function clientOf({env}: Options, {certificateAuthority}: Bucket): Got {
	return got.extend({
		throwHttpErrors: false,
		followRedirect: false,
		responseType: 'buffer',
		retry: {limit: 0},
		// 5 MiB have to go through a slow line; what does not move is given up sooner
		timeout: {request: 300_000, socket: 30_000, connect: 10_000, secureConnect: 10_000},
		agent: connections(env),
		https: {
			rejectUnauthorized: true,
			certificateAuthority: [...systemAuthorities(), ...(certificateAuthority === null ? [] : [certificateAuthority])],
		},
	}) as Got;
}
