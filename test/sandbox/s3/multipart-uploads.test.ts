import {
	AbortMultipartUploadCommand,
	CompleteMultipartUploadCommand,
	CreateMultipartUploadCommand,
	HeadObjectCommand,
	ListMultipartUploadsCommand,
	type S3Client,
	UploadPartCommand,
} from '@aws-sdk/client-s3';
import test from 'ava';
import {bucket as Bucket, connectSdk, startTestS3} from './s3-clients.ts';

const Key = 'registry/package.dcos';
const fullPart = Buffer.alloc(5 * 1024 * 1024, 'part');
const tail = Buffer.from('tail');

async function beginUpload(client: S3Client): Promise<string | undefined> {
	const {UploadId} = await client.send(new CreateMultipartUploadCommand({Bucket, Key, Metadata: {origin: 'test'}}));
	return UploadId;
}

async function uploadParts(client: S3Client, UploadId: string | undefined, bodies: Buffer[]) {
	const parts: {PartNumber: number; ETag: string | undefined}[] = [];
	for (const [index, Body] of bodies.entries()) {
		const PartNumber = index + 1;
		const {ETag} = await client.send(new UploadPartCommand({Bucket, Key, UploadId, PartNumber, Body}));
		parts.push({PartNumber, ETag});
	}
	return parts;
}

test('puts an object together from its parts', async t => {
	const service = await startTestS3(t);
	const client = connectSdk(t, service);
	const UploadId = await beginUpload(client);
	const Parts = await uploadParts(client, UploadId, [fullPart, tail]);
	t.deepEqual([service.objects(Bucket), service.uploads(Bucket)], [[], [Key]]);
	const done = await client.send(new CompleteMultipartUploadCommand({Bucket, Key, UploadId, MultipartUpload: {Parts}}));
	t.regex(done.ETag ?? '', /^"[0-9a-f]{32}-2"$/);
	t.true(service.object(Bucket, Key)?.equals(Buffer.concat([fullPart, tail])));
	t.deepEqual(service.uploads(Bucket), []);
	t.deepEqual((await client.send(new HeadObjectCommand({Bucket, Key}))).Metadata, {origin: 'test'});
});

test('forgets an aborted upload, and knows it no more', async t => {
	const service = await startTestS3(t);
	const client = connectSdk(t, service);
	const UploadId = await beginUpload(client);
	const {Uploads} = await client.send(new ListMultipartUploadsCommand({Bucket}));
	t.like(Uploads?.[0], {Key, UploadId});
	const otherKey = client.send(new AbortMultipartUploadCommand({Bucket, Key: 'other', UploadId}));
	await t.throwsAsync(otherKey, {name: 'NoSuchUpload'});
	await client.send(new AbortMultipartUploadCommand({Bucket, Key, UploadId}));
	t.deepEqual(service.uploads(Bucket), []);
	await t.throwsAsync(client.send(new AbortMultipartUploadCommand({Bucket, Key, UploadId})), {name: 'NoSuchUpload'});
	await t.throwsAsync(uploadParts(client, UploadId, [tail]), {name: 'NoSuchUpload'});
});

test('refuses to complete what does not fit together, and keeps the upload', async t => {
	const service = await startTestS3(t);
	const client = connectSdk(t, service);
	const UploadId = await beginUpload(client);
	const [small, last] = await uploadParts(client, UploadId, [tail, tail]);
	const complete = (Parts: object[]) =>
		client.send(new CompleteMultipartUploadCommand({Bucket, Key, UploadId, MultipartUpload: {Parts}}));
	await t.throwsAsync(complete([{...small}, {...last}]), {name: 'EntityTooSmall'});
	await t.throwsAsync(complete([{...last}, {...small}]), {name: 'InvalidPartOrder'});
	await t.throwsAsync(complete([{...small, ETag: '"00"'}]), {name: 'InvalidPart'});
	await t.throwsAsync(complete([{...small, PartNumber: 3}]), {name: 'InvalidPart'});
	await t.throwsAsync(complete([]), {name: 'MalformedXML'});
	t.deepEqual([service.objects(Bucket), service.uploads(Bucket)], [[], [Key]]);
	await t.notThrowsAsync(complete([{...last}]));
});

test('refuses a part number outside 1 to 10000', async t => {
	const client = connectSdk(t, await startTestS3(t));
	const UploadId = await beginUpload(client);
	const part = new UploadPartCommand({Bucket, Key, UploadId, PartNumber: 10_001, Body: tail});
	await t.throwsAsync(client.send(part), {name: 'InvalidArgument', message: /between 1 and 10000/});
});
