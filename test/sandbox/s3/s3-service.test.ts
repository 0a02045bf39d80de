import {Readable} from 'node:stream';
import {
	DeleteObjectCommand,
	DeleteObjectsCommand,
	GetBucketLocationCommand,
	GetObjectCommand,
	HeadBucketCommand,
	HeadObjectCommand,
	ListBucketsCommand,
	PutObjectCommand,
} from '@aws-sdk/client-s3';
import test from 'ava';
import {bucket as Bucket, connectSdk, operatorKey, sendRaw, signRaw, startTestS3} from './s3-clients.ts';

const awkwardKey = "registry/a b+c&d='(ü)!*.dcos";

test('keeps what the AWS SDK puts, gives it back and deletes it', async t => {
	const service = await startTestS3(t);
	const client = connectSdk(t, service);
	const object = {Bucket, Key: awkwardKey};
	const put = await client.send(
		new PutObjectCommand({...object, Body: 'package', ContentType: 'text/plain', Metadata: {origin: 'build 7'}}),
	);
	t.is(put.ETag, '"efe90a8e604a7c840e88d03a67f6b7d8"');
	t.deepEqual(service.objects(Bucket), [awkwardKey]);
	const got = await client.send(new GetObjectCommand(object));
	t.is(await got.Body?.transformToString(), 'package');
	t.is(got.ContentType, 'text/plain');
	t.deepEqual(got.Metadata, {origin: 'build 7'});
	const head = await client.send(new HeadObjectCommand(object));
	t.is(head.ContentLength, 7);
	t.is(head.ETag, put.ETag);
	await client.send(new DeleteObjectCommand(object));
	await client.send(new DeleteObjectCommand(object));
	t.deepEqual(service.objects(Bucket), []);
});

test('keeps a streamed body without its chunk framing', async t => {
	const service = await startTestS3(t);
	const content = Buffer.alloc(200_000, 'stream');
	const body = Readable.from([content.subarray(0, 70_000), content.subarray(70_000)]);
	await connectSdk(t, service).send(
		new PutObjectCommand({Bucket, Key: 'streamed', Body: body, ContentLength: content.length}),
	);
	t.true(service.object(Bucket, 'streamed')?.equals(content));
	const stored = await sendRaw(service, signRaw(service, {path: `/${Bucket}/streamed`, method: 'HEAD'}));
	t.is(stored.headers['content-encoding'], undefined);
});

test('deletes many objects in one request', async t => {
	const service = await startTestS3(t);
	const client = connectSdk(t, service);
	const keys = [' spaces ', 'a&<b>', 'line\rbreak', 'stays'];
	await Promise.all(keys.map(Key => client.send(new PutObjectCommand({Bucket, Key, Body: Key}))));
	const objects = [...keys.slice(0, 3), 'never there'].map(Key => ({Key}));
	const answer = await client.send(new DeleteObjectsCommand({Bucket, Delete: {Objects: objects}}));
	t.deepEqual(
		answer.Deleted?.map(deleted => deleted.Key),
		objects.map(object => object.Key),
	);
	t.deepEqual(service.objects(Bucket), ['stays']);
});

test('describes its buckets', async t => {
	const service = await startTestS3(t, {
		buckets: {second: {owner: 'team'}, first: {owner: 'team'}},
		keys: [{...operatorKey, account: 'team'}],
		now: () => new Date(),
	});
	const client = connectSdk(t, service);
	const {Buckets, Owner} = await client.send(new ListBucketsCommand());
	t.deepEqual(
		Buckets?.map(bucket => bucket.Name),
		['first', 'second'],
	);
	t.is(Owner?.ID, 'team');
	t.is((await client.send(new HeadBucketCommand({Bucket: 'first'}))).BucketRegion, 'eu-central-1');
	const location = await client.send(new GetBucketLocationCommand({Bucket: 'first'}));
	t.is(String(location.LocationConstraint), 'eu-central-1');
});

test('takes the bucket from the host name as well as from the path', async t => {
	const service = await startTestS3(t, {ownNames: ['s3.sandbox']});
	const path = `/${Bucket}/key`;
	await sendRaw(service, signRaw(service, {path, method: 'PUT', body: 'content'}));
	for (const host of ['localhost', 'LocalHost', '127.0.0.1', 's3.sandbox']) {
		const headers = {host: `${Bucket}.${host}:${service.port}`};
		const answer = await sendRaw(service, signRaw(service, {path: '/key', method: 'GET', headers}));
		t.is(answer.body, 'content', host);
	}
});

test('reads a plus sign in a path as a space, as S3 does', async t => {
	const service = await startTestS3(t);
	await sendRaw(service, signRaw(service, {path: `/${Bucket}/a+b%2Bc`, method: 'PUT', body: 'content'}));
	t.deepEqual(service.objects(Bucket), ['a b+c']);
});

test('tells what was asked of it', async t => {
	const service = await startTestS3(t);
	await sendRaw(service, signRaw(service, {path: `/${Bucket}/key`, method: 'PUT', body: 'content'}));
	await sendRaw(service, {path: `/${Bucket}?location`});
	t.deepEqual(service.requests(), [
		{method: 'PUT', path: `/${Bucket}/key`, action: 'PutObject', status: 200},
		{method: 'GET', path: `/${Bucket}?location`, action: 'GetBucketLocation', status: 403, code: 'AccessDenied'},
	]);
});
