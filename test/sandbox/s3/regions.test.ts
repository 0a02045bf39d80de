import {GetBucketLocationCommand, ListObjectsV2Command, PutObjectCommand} from '@aws-sdk/client-s3';
import test from 'ava';
import {bucket as Bucket, connectSdk, readElement, sendRaw, signRaw, startTestS3} from './s3-clients.ts';

const elsewhere = {buckets: {[Bucket]: {region: 'us-west-2'}, here: {}}};

test("a bucket of another region is answered with that region's endpoint", async t => {
	const service = await startTestS3(t, elsewhere);
	const client = connectSdk(t, service);
	await t.throwsAsync(client.send(new ListObjectsV2Command({Bucket})), {name: 'PermanentRedirect'});
	const put = client.send(new PutObjectCommand({Bucket, Key: 'key', Body: 'content'}));
	await t.throwsAsync(put, {name: 'PermanentRedirect'});
	t.deepEqual(service.objects(Bucket), []);
	t.is((await client.send(new ListObjectsV2Command({Bucket: 'here'}))).KeyCount, 0);
	const location = await client.send(new GetBucketLocationCommand({Bucket: 'here'}));
	t.is(String(location.LocationConstraint), 'eu-central-1');
});

test('the redirect names the endpoint in the style of the request, and the region in a header field', async t => {
	const service = await startTestS3(t, elsewhere);
	const ask = (path: string, host: string) => {
		const headers = {host: `${host}:${service.port}`};
		return sendRaw(service, signRaw(service, {path, method: 'GET', headers}));
	};
	const byPath = await ask(`/${Bucket}?list-type=2`, 'localhost');
	t.is(byPath.status, 301);
	t.is(readElement(byPath, 'Endpoint'), 's3-us-west-2.amazonaws.com');
	t.is(readElement(byPath, 'Bucket'), Bucket);
	t.is(byPath.headers['x-amz-bucket-region'], 'us-west-2');
	t.is(byPath.headers.location, undefined);
	const byHost = await ask(`/${Bucket}/key`, `${Bucket}.localhost`);
	t.is(readElement(byHost, 'Endpoint'), `${Bucket}.s3-us-west-2.amazonaws.com`);
});

test('the redirect of a HEAD has the region and no body', async t => {
	const service = await startTestS3(t, elsewhere);
	const answer = await sendRaw(service, signRaw(service, {path: `/${Bucket}`, method: 'HEAD'}));
	t.deepEqual([answer.status, answer.headers['x-amz-bucket-region'], answer.body], [301, 'us-west-2', '']);
});

test("a signature for the bucket's region is wrong at the endpoint of another", async t => {
	const client = connectSdk(t, await startTestS3(t, elsewhere), {region: 'us-west-2'});
	await t.throwsAsync(client.send(new ListObjectsV2Command({Bucket})), {name: 'AuthorizationHeaderMalformed'});
});
