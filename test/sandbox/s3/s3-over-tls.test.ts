import {Agent} from 'node:https';
import {Readable} from 'node:stream';
import {ListObjectsV2Command, PutObjectCommand, type S3ClientConfig} from '@aws-sdk/client-s3';
import test, {type ExecutionContext} from 'ava';
import {createAuthority} from '../certificates.ts';
import {bucket as Bucket, connectSdk, startTestS3} from './s3-clients.ts';
import type {S3Service} from './s3-service.ts';

// Names below localhost do not resolve on every machine.
const toLoopback: NonNullable<ConstructorParameters<typeof Agent>[0]>['lookup'] = (_name, _options, answer) => {
	answer(null, [{address: '127.0.0.1', family: 4}]);
};

async function startWithTls(t: ExecutionContext): Promise<{service: S3Service; trusting: S3ClientConfig}> {
	const authority = await createAuthority(Date.now());
	const service = await startTestS3(t, {tls: await authority.issue(['localhost', `${Bucket}.localhost`])});
	const httpsAgent = new Agent({ca: authority.cert, lookup: toLoopback});
	t.teardown(() => httpsAgent.destroy());
	return {service, trusting: {requestHandler: {httpsAgent}}};
}

test('serves TLS to who trusts its authority, and to nobody else', async t => {
	const {service, trusting} = await startWithTls(t);
	t.true(service.endpoint.startsWith('https://localhost:'));
	await t.notThrowsAsync(connectSdk(t, service, trusting).send(new ListObjectsV2Command({Bucket})));
	const stranger = connectSdk(t, service).send(new ListObjectsV2Command({Bucket}));
	await t.throwsAsync(stranger, {message: /unable to verify the first certificate/});
});

test('answers under the name of the bucket', async t => {
	const {service, trusting} = await startWithTls(t);
	const client = connectSdk(t, service, {...trusting, forcePathStyle: false});
	await client.send(new PutObjectCommand({Bucket, Key: 'key', Body: 'content'}));
	t.deepEqual(service.objects(Bucket), ['key']);
	t.is(service.requests()[0]?.path, '/key?x-id=PutObject');
});

test('takes an unsigned body over TLS', async t => {
	const {service, trusting} = await startWithTls(t);
	const client = connectSdk(t, service, {...trusting, requestChecksumCalculation: 'WHEN_REQUIRED'});
	const Body = Readable.from(['content']);
	await client.send(new PutObjectCommand({Bucket, Key: 'key', Body, ContentLength: 'content'.length}));
	t.is(service.object(Bucket, 'key')?.toString(), 'content');
});
