import {
	DeleteObjectsCommand,
	GetObjectCommand,
	HeadBucketCommand,
	ListBucketsCommand,
	ListMultipartUploadsCommand,
	ListObjectsV2Command,
	PutObjectCommand,
} from '@aws-sdk/client-s3';
import test from 'ava';
import {bucket as Bucket, connectSdk, operatorKey, sendRaw, signRaw, startTestS3} from './s3-clients.ts';

test('shuts every operation on the bucket of another account', async t => {
	const service = await startTestS3(t, {buckets: {[Bucket]: {owner: 'stranger'}}});
	const client = connectSdk(t, service);
	const body = Buffer.from('content');
	for (const command of [new ListObjectsV2Command({Bucket}), new ListMultipartUploadsCommand({Bucket})]) {
		await t.throwsAsync(client.send(command), {name: 'AccessDenied'});
	}
	await t.throwsAsync(client.send(new PutObjectCommand({Bucket, Key: 'k', Body: body})), {name: 'AccessDenied'});
	await t.throwsAsync(client.send(new GetObjectCommand({Bucket, Key: 'k'})), {name: 'AccessDenied'});
	const head = await sendRaw(service, signRaw(service, {path: `/${Bucket}`, method: 'HEAD'}));
	t.deepEqual([head.status, head.headers['x-amz-bucket-region']], [403, 'eu-central-1']);
	t.deepEqual(service.objects(Bucket), []);
});

test("lists the buckets of the key's own account, if the key may list them", async t => {
	const buckets = {[Bucket]: {}, foreign: {owner: 'stranger'}};
	const {Buckets, Owner} = await connectSdk(t, await startTestS3(t, {buckets})).send(new ListBucketsCommand());
	t.deepEqual([Buckets?.map(bucket => bucket.Name), Owner?.ID], [[Bucket], 'sandbox']);
	const service = await startTestS3(t, {buckets, keys: [{...operatorKey, denied: ['list-buckets']}]});
	await t.throwsAsync(connectSdk(t, service).send(new ListBucketsCommand()), {name: 'AccessDenied'});
	await t.notThrowsAsync(connectSdk(t, service).send(new ListObjectsV2Command({Bucket})));
});

test('a policy for one prefix allows everything below it, and nothing of the bucket as a whole', async t => {
	const service = await startTestS3(t, {keys: [{...operatorKey, below: 'packages/dcos/'}]});
	const client = connectSdk(t, service);
	const allowed = {Bucket, Key: 'packages/dcos/a'};
	await client.send(new PutObjectCommand({...allowed, Body: 'content'}));
	t.is(await (await client.send(new GetObjectCommand(allowed))).Body?.transformToString(), 'content');
	for (const Prefix of ['packages/dcos/', 'packages/dcos/deeper/']) {
		await t.notThrowsAsync(client.send(new ListObjectsV2Command({Bucket, Prefix})), Prefix);
	}
	for (const Prefix of [undefined, 'packages/dcos', 'elsewhere/']) {
		await t.throwsAsync(client.send(new ListObjectsV2Command({Bucket, Prefix})), {name: 'AccessDenied'});
	}
	const outside = new PutObjectCommand({Bucket, Key: 'packages/b', Body: 'content'});
	await t.throwsAsync(client.send(outside), {name: 'AccessDenied'});
	await t.throwsAsync(client.send(new HeadBucketCommand({Bucket})), {message: 'UnknownError'});
	await t.notThrowsAsync(client.send(new ListBucketsCommand()));
});

test('who may list only a prefix is not told that a key below it is missing', async t => {
	const client = connectSdk(t, await startTestS3(t, {keys: [{...operatorKey, below: 'a/'}]}));
	await t.throwsAsync(client.send(new GetObjectCommand({Bucket, Key: 'a/missing'})), {name: 'AccessDenied'});
});

test('deleting many objects deletes those that the key may delete', async t => {
	const keys = [
		{...operatorKey, below: 'a/'},
		{accessKeyId: 'AKIAOWNER', secretAccessKey: 'secret'},
	];
	const service = await startTestS3(t, {keys});
	const owner = connectSdk(t, service, {credentials: keys[1]});
	for (const Key of ['a/1', 'b/1']) await owner.send(new PutObjectCommand({Bucket, Key, Body: Key}));
	const asked = {Objects: [{Key: 'a/1'}, {Key: 'b/1'}]};
	const answer = await connectSdk(t, service).send(new DeleteObjectsCommand({Bucket, Delete: asked}));
	t.deepEqual(answer.Deleted, [{Key: 'a/1'}]);
	t.deepEqual(answer.Errors, [{Key: 'b/1', Code: 'AccessDenied', Message: 'Access Denied'}]);
	t.deepEqual(service.objects(Bucket), ['b/1']);
});
