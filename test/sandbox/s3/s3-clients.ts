import http from 'node:http';
import {S3Client, type S3ClientConfig} from '@aws-sdk/client-s3';
import type {ExecutionContext} from 'ava';
import aws4 from 'aws4';
import {type S3Options, type S3Service, startS3} from './s3-service.ts';

/** The key that the tests' service knows. */
export const operatorKey = {accessKeyId: 'AKIAOPERATOR', secretAccessKey: 'secret/of+the=operator'};

/** The bucket of the tests' service. */
export const bucket = 'packages';

/** A service that ends with the test, in eu-central-1, with one key and one bucket. */
export async function startTestS3(t: ExecutionContext, options: Partial<S3Options> = {}): Promise<S3Service> {
	const service = await startS3({region: 'eu-central-1', buckets: {[bucket]: {}}, keys: [operatorKey], ...options});
	t.teardown(() => service.stop());
	return service;
}

/** The AWS SDK's client for the service, path-style and without repeating what failed. */
export function connectSdk(t: ExecutionContext, service: S3Service, config: S3ClientConfig = {}): S3Client {
	const client = new S3Client({
		endpoint: service.endpoint,
		region: 'eu-central-1',
		credentials: operatorKey,
		forcePathStyle: true,
		maxAttempts: 1,
		...config,
	});
	t.teardown(() => client.destroy());
	return client;
}

export type RawRequest = {method?: string; path: string; headers?: Record<string, string>; body?: string | Buffer};

export type RawAnswer = {status: number; headers: http.IncomingHttpHeaders; body: string};

/** Sends exactly this, over plain HTTP. */
export async function sendRaw(service: S3Service, {method, path, headers, body}: RawRequest): Promise<RawAnswer> {
	const {promise, resolve, reject} = Promise.withResolvers<http.IncomingMessage>();
	const request = http.request({host: '127.0.0.1', port: service.port, method, path, headers, agent: false}, resolve);
	request.on('error', reject);
	request.end(body);
	const answer = await promise;
	const text = Buffer.concat(await answer.toArray()).toString();
	return {status: answer.statusCode ?? 0, headers: answer.headers, body: text};
}

/** The request with the signature of aws4, a third signer beside the service's and the SDK's. */
export function signRaw(service: S3Service, request: RawRequest & {signQuery?: boolean}): RawRequest {
	const address = {service: 's3', region: 'eu-central-1', host: `localhost:${service.port}`};
	const {path = request.path, headers = {}} = aws4.sign({...request, ...address}, operatorKey);
	const fields = Object.entries(headers).map(([name, value]) => [name, String(value)]);
	return {...request, path, headers: Object.fromEntries(fields)};
}

/** The text of an error document's element, as it stands there; '' without. */
export function readElement({body}: RawAnswer, name: string): string {
	return new RegExp(`<${name}>(.*?)</${name}>`, 's').exec(body)?.[1] ?? '';
}

/** A request that the service must refuse with this status and code. */
export type Refusal = {title: string; status: number; code: string; request: (service: S3Service) => RawRequest};

/** Sends the request to a fresh service: it must be refused, and must have stored nothing. */
export async function expectRefusal(
	t: ExecutionContext,
	{status, code, request}: Omit<Refusal, 'title'>,
): Promise<void> {
	const service = await startTestS3(t);
	const answer = await sendRaw(service, request(service));
	t.is(readElement(answer, 'Code'), code, answer.body);
	t.is(answer.status, status);
	t.deepEqual(service.objects(bucket), []);
}
