import {
	GetObjectCommand,
	HeadBucketCommand,
	HeadObjectCommand,
	ListObjectsV2Command,
	PutObjectCommand,
	type S3ClientConfig,
	S3ServiceException,
} from '@aws-sdk/client-s3';
import test, {type ExecutionContext} from 'ava';
import {bucket as Bucket, connectSdk, operatorKey, readElement, sendRaw, signRaw, startTestS3} from './s3-clients.ts';
import type {S3Action, S3Options} from './s3-service.ts';

const hour = 60 * 60 * 1000;
const path = `/${Bucket}/key`;

type Attempt = {client?: S3ClientConfig; service?: Partial<S3Options>; bucket?: string};

async function refusedList(t: ExecutionContext, {client = {}, service = {}, bucket = Bucket}: Attempt) {
	const sdk = connectSdk(t, await startTestS3(t, service), client);
	const list = sdk.send(new ListObjectsV2Command({Bucket: bucket}));
	const error = await t.throwsAsync(list, {any: true, instanceOf: S3ServiceException});
	return error as S3ServiceException & Record<string, unknown>;
}

test('knows a wrong secret key by its signature, and shows what should have been signed', async t => {
	const error = await refusedList(t, {client: {credentials: {...operatorKey, secretAccessKey: 'wrong'}}});
	t.like(error, {name: 'SignatureDoesNotMatch', $fault: 'client', AWSAccessKeyId: operatorKey.accessKeyId});
	t.is(error.$metadata.httpStatusCode, 403);
	t.regex(String(error.CanonicalRequest), /^GET\n\/packages\/\nlist-type=2/);
	t.regex(String(error.StringToSign), /^AWS4-HMAC-SHA256\n\d{8}T\d{6}Z\n\d{8}\/eu-central-1\/s3\/aws4_request\n/);
});

test('names an access key that it does not know', async t => {
	const error = await refusedList(t, {client: {credentials: {...operatorKey, accessKeyId: 'AKIANOBODY'}}});
	t.like(error, {name: 'InvalidAccessKeyId', AWSAccessKeyId: 'AKIANOBODY'});
});

test('names the right region to who signed for a wrong one', async t => {
	const error = await refusedList(t, {client: {region: 'us-east-1'}});
	t.like(error, {
		name: 'AuthorizationHeaderMalformed',
		message: "The authorization header is malformed; the region 'us-east-1' is wrong; expecting 'eu-central-1'",
		Region: 'eu-central-1',
	});
	t.is(error.$metadata.httpStatusCode, 400);
});

test('tells both times when the clocks are too far apart', async t => {
	const now = new Date('2026-01-02T03:04:05.678Z');
	const error = await refusedList(t, {service: {now: () => now}});
	t.like(error, {
		name: 'RequestTimeTooSkewed',
		ServerTime: '2026-01-02T03:04:05Z',
		MaxAllowedSkewMilliseconds: '900000',
	});
});

test('gives the SDK its time, so that a second attempt succeeds', async t => {
	const service = await startTestS3(t, {now: () => new Date(Date.now() + hour)});
	await connectSdk(t, service, {maxAttempts: 2}).send(new ListObjectsV2Command({Bucket}));
	t.deepEqual(
		service.requests().map(request => request.code),
		['RequestTimeTooSkewed', undefined],
	);
});

test('tells a missing bucket from a missing key', async t => {
	t.like(await refusedList(t, {bucket: 'nowhere'}), {name: 'NoSuchBucket', BucketName: 'nowhere'});
	const client = connectSdk(t, await startTestS3(t));
	await t.throwsAsync(client.send(new GetObjectCommand({Bucket, Key: 'k'})), {name: 'NoSuchKey'});
	await t.throwsAsync(client.send(new HeadObjectCommand({Bucket, Key: 'k'})), {name: 'NotFound'});
	await t.throwsAsync(client.send(new HeadBucketCommand({Bucket: 'nowhere'})), {name: 'NotFound'});
});

test('denies what the key may not do, and only that', async t => {
	const requests: Record<S3Action, {method: string; path: string}> = {
		'list-buckets': {method: 'GET', path: '/'},
		list: {method: 'GET', path: `/${Bucket}?list-type=2`},
		put: {method: 'PUT', path},
		get: {method: 'GET', path},
		delete: {method: 'DELETE', path},
		multipart: {method: 'POST', path: `${path}?uploads`},
	};
	const actions: S3Action[] = ['list-buckets', 'list', 'put', 'get', 'delete', 'multipart'];
	for (const denied of actions) {
		const service = await startTestS3(t, {keys: [{...operatorKey, denied: [denied]}]});
		for (const action of actions) {
			const {status} = await sendRaw(service, signRaw(service, requests[action]));
			t.is(status === 403, action === denied, `${action} with ${denied} denied`);
		}
	}
});

test('does not tell who may not list that a key is missing', async t => {
	const service = await startTestS3(t, {keys: [{...operatorKey, denied: ['list']}]});
	t.is(readElement(await sendRaw(service, signRaw(service, {path, method: 'GET'})), 'Code'), 'AccessDenied');
});

test('answers HEAD without a body, but with the right region', async t => {
	const service = await startTestS3(t, {region: 'us-west-2'});
	const answer = await sendRaw(service, signRaw(service, {path: `/${Bucket}`, method: 'HEAD'}));
	t.is(answer.status, 400);
	t.is(answer.body, '');
	t.is(answer.headers['x-amz-bucket-region'], 'us-west-2');
	t.regex(String(answer.headers['x-amz-request-id']), /^[0-9A-F]{16}$/);
});

test('puts its request ids into the error and its header fields', async t => {
	const answer = await sendRaw(await startTestS3(t), {path});
	t.true(answer.body.startsWith('<?xml version="1.0" encoding="UTF-8"?><Error><Code>AccessDenied</Code>'));
	t.is(answer.headers['x-amz-request-id'], readElement(answer, 'RequestId'));
	t.is(answer.headers['x-amz-id-2'], readElement(answer, 'HostId'));
	t.is(answer.headers.server, 'AmazonS3');
});

test('stores nothing from a refused request', async t => {
	const service = await startTestS3(t);
	const client = connectSdk(t, service, {credentials: {...operatorKey, secretAccessKey: 'wrong'}});
	const put = new PutObjectCommand({Bucket, Key: 'key', Body: Buffer.alloc(3_000_000)});
	await t.throwsAsync(client.send(put), {name: 'SignatureDoesNotMatch'});
	t.deepEqual(service.objects(Bucket), []);
});
