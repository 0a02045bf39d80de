import {
	CompleteMultipartUploadCommand,
	CreateMultipartUploadCommand,
	GetObjectCommand,
	ListObjectsV2Command,
	PutObjectCommand,
	type S3ServiceException,
} from '@aws-sdk/client-s3';
import test, {type ExecutionContext} from 'ava';
import {bucket as Bucket, connectSdk, readElement, sendRaw, signRaw, startTestS3} from './s3-clients.ts';
import {createFaults} from './s3-faults.ts';

const object = {Bucket, Key: 'key'};
const put = () => new PutObjectCommand({...object, Body: 'content'});

async function startWithClient(t: ExecutionContext) {
	const service = await startTestS3(t);
	return {service, client: connectSdk(t, service), faults: service.faults};
}

test('a fault of the store lets the first requests pass and hits as often as it was told', t => {
	const faults = createFaults();
	faults.fail('PutObject', {kind: 'hang', skip: 1, times: 2});
	faults.fail('*', {status: 503, code: 'SlowDown', skip: 4});
	const hits = ['PutObject', 'GetObject', 'PutObject', 'PutObject', 'PutObject'].map(name => faults.take(name)?.kind);
	t.deepEqual(hits, [undefined, undefined, 'hang', 'hang', undefined]);
	t.like(faults.take('GetObject'), {code: 'SlowDown'});
	faults.clear();
	t.is(faults.take('GetObject'), undefined);
});

test('a store that is too busy is so as often as it was told, and then works', async t => {
	const {service, faults} = await startWithClient(t);
	faults.fail('PutObject', {status: 503, code: 'SlowDown', message: 'Please reduce your request rate.', times: 2});
	await connectSdk(t, service, {maxAttempts: 3}).send(put());
	t.deepEqual(
		service.requests().map(({status, code}) => [status, code]),
		[
			[503, 'SlowDown'],
			[503, 'SlowDown'],
			[200, undefined],
		],
	);
});

test('an error after the head of the answer is an error to the SDK', async t => {
	const {client, faults} = await startWithClient(t);
	const {UploadId} = await client.send(new CreateMultipartUploadCommand(object));
	faults.fail('CompleteMultipartUpload', {status: 200, code: 'InternalError'});
	const completed = client.send(new CompleteMultipartUploadCommand({...object, UploadId}));
	await t.throwsAsync(completed, {name: 'InternalError'});
});

test('a page of something in between has nothing of S3', async t => {
	const {service, client, faults} = await startWithClient(t);
	faults.fail('*', {kind: 'page', status: 502, html: '<html><body>Bad Gateway</body></html>'});
	const error = await t.throwsAsync(client.send(put()), {any: true});
	t.is((error as S3ServiceException).$metadata.httpStatusCode, 502);
	const answer = await sendRaw(service, signRaw(service, {path: `/${Bucket}/key`, method: 'GET'}));
	t.is(answer.headers['content-type'], 'text/html; charset=utf-8');
	t.is(answer.headers['x-amz-request-id'], undefined);
	t.deepEqual([service.requests(), service.objects(Bucket)], [[], []]);
});

test('a request that hangs has begun, is not answered, and does not keep the service from stopping', async t => {
	const {service, client, faults} = await startWithClient(t);
	faults.fail('PutObject', {kind: 'hang'});
	const begun = service.untilRequest('PutObject');
	const hanging = t.throwsAsync(client.send(put()), {any: true});
	await begun;
	await t.notThrowsAsync(client.send(new ListObjectsV2Command({Bucket})));
	await service.stop();
	await hanging;
	t.deepEqual(service.objects(Bucket), []);
});

test('a request has begun when its operation is known, of every kind alike', async t => {
	const {service, client} = await startWithClient(t);
	const begun = service.untilRequest('GetObject');
	await client.send(put());
	t.is(await Promise.race([begun, Promise.resolve('not yet')]), 'not yet');
	await client.send(new GetObjectCommand(object));
	await t.notThrowsAsync(begun);
});

test('an upload that is cut off in the middle stores nothing', async t => {
	const {service, client, faults} = await startWithClient(t);
	faults.fail('PutObject', {kind: 'cut-upload', times: 1});
	const large = new PutObjectCommand({...object, Body: Buffer.alloc(6_000_000)});
	await t.throwsAsync(client.send(large), {message: /ECONNRESET|EPIPE|socket hang up/});
	t.deepEqual(service.objects(Bucket), []);
	await t.notThrowsAsync(client.send(put()));
});

test('an upload without a body is cut off too', async t => {
	const {service, faults} = await startWithClient(t);
	faults.fail('CreateMultipartUpload', {kind: 'cut-upload'});
	const begin = sendRaw(service, signRaw(service, {path: `/${Bucket}/key?uploads`, method: 'POST'}));
	await t.throwsAsync(begin, {code: 'ECONNRESET'});
	t.deepEqual(service.uploads(Bucket), []);
});

test('an answer that is cut off in the middle comes after the work was done', async t => {
	const {service, client, faults} = await startWithClient(t);
	faults.fail('*', {kind: 'cut-answer', times: 2});
	await t.throwsAsync(client.send(put()), {message: /ECONNRESET|socket hang up/});
	t.deepEqual(service.objects(Bucket), ['key']);
	const got = await client.send(new GetObjectCommand(object));
	t.is(got.ContentLength, 'content'.length);
	await t.throwsAsync(async () => got.Body?.transformToString(), {message: /aborted/});
});

test('an object comes back with another content', async t => {
	const {service, client, faults} = await startWithClient(t);
	await client.send(put());
	faults.fail('GetObject', {kind: 'other-content', content: Buffer.from('something else')});
	const answer = await sendRaw(service, signRaw(service, {path: `/${Bucket}/key`, method: 'GET'}));
	t.is(answer.body, 'something else');
	t.is(service.object(Bucket, 'key')?.toString(), 'content');
	faults.fail('GetObject', {status: 404, code: 'NoSuchKey'});
	faults.clear();
	t.is((await sendRaw(service, signRaw(service, {path: `/${Bucket}/key`, method: 'GET'}))).body, 'content');
});

test('a refusal without a message says its code', async t => {
	const {service, faults} = await startWithClient(t);
	faults.fail('ListBuckets', {status: 503, code: 'ServiceUnavailable'});
	const answer = await sendRaw(service, signRaw(service, {path: '/', method: 'GET'}));
	t.is(readElement(answer, 'Message'), 'ServiceUnavailable');
});
