import {createHash} from 'node:crypto';
import aws4 from 'aws4';
import {XMLParser} from 'fast-xml-parser';
import got, {type Got, type Method} from 'got';
import {connections, systemAuthorities} from '../network/connections.ts';
import type {Clock, Environment, Log} from '../world.ts';
import type {Bucket, KeyPair, ObjectStore} from './object-store.ts';
import {storeError, unreachable} from './store-answer.ts';

type Options = {env: Environment; clock: Clock; log: Log};
type StoreRequest = {method: Method; key?: string; query?: Record<string, string>; body?: Buffer};
type StoreAnswer = {status: number; headers: Record<string, string | string[] | undefined>; body: Buffer};

const xml = new XMLParser({parseTagValue: false, isArray: name => name === 'Contents'});

/** Signs each request with Signature Version 4 and sends it through got. Nothing is retried: the first answer is the diagnosis. */
export function openSignedStore(options: Options, bucket: Bucket, keys: KeyPair): ObjectStore {
	const client = clientOf(options, bucket);
	return storeOver(request => sendSigned(client, options, {bucket, keys, request}));
}

function storeOver(send: (request: StoreRequest) => Promise<StoreAnswer>): ObjectStore {
	return {
		async list(prefix, limit) {
			const {body} = await send({method: 'GET', query: {'list-type': '2', 'max-keys': String(limit), prefix}});
			const {ListBucketResult: result} = xml.parse(body.toString('utf8')) as {
				ListBucketResult?: {Contents?: {Key: string}[]};
			};
			return (result?.Contents ?? []).map(entry => entry.Key);
		},
		async put(key, body) {
			await send({method: 'PUT', key, body});
		},
		async get(key) {
			return (await send({method: 'GET', key})).body;
		},
		async delete(key) {
			await send({method: 'DELETE', key});
		},
		async beginUpload(key) {
			const {body} = await send({method: 'POST', key, query: {uploads: ''}});
			const answer = xml.parse(body.toString('utf8')) as {InitiateMultipartUploadResult: {UploadId: string}};
			return answer.InitiateMultipartUploadResult.UploadId;
		},
		async uploadPart(key, uploadId, part, body) {
			const {headers} = await send({method: 'PUT', key, query: {partNumber: String(part), uploadId}, body});
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

async function sendSigned(
	client: Got,
	{clock, log}: Options,
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
function urlOf({endpoint, bucket, pathStyle}: Bucket, {key = '', query = {}}: StoreRequest): URL {
	const base = endpoint.pathname.replace(/\/+$/, '');
	const escaped = key.split('/').map(percentEncode).join('/');
	const path = pathStyle ? `${base}/${bucket}/${escaped}` : `${base}/${escaped}`;
	const search = Object.entries(query).map(([name, value]) => `${percentEncode(name)}=${percentEncode(value)}`);
	const host = pathStyle ? endpoint.host : `${bucket}.${endpoint.host}`;
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
		timeout: {request: 60_000, connect: 10_000, secureConnect: 10_000},
		agent: connections(env),
		https: {
			rejectUnauthorized: true,
			certificateAuthority: [...systemAuthorities(), ...(certificateAuthority === null ? [] : [certificateAuthority])],
		},
	}) as Got;
}
