import {readFile} from 'node:fs/promises';
import {Agent} from 'node:https';
import {CreateMultipartUploadCommand, S3Client} from '@aws-sdk/client-s3';
import test from 'ava';
import {prepareRegistry} from './registry-setup.ts';
import {withSandbox} from './with-sandbox.ts';

test('the state holds everything that was changed, and no secret', async t => {
	const {sandbox, client} = await withSandbox(t);
	const before = await sandbox.state();
	t.deepEqual(await sandbox.state(), before);
	await prepareRegistry(client, sandbox);
	await sandbox.agents.agents[0]?.run('mkdir -p /etc/docker/certs.d/host && echo ca > /etc/docker/certs.d/host/ca.crt');
	const after = await sandbox.state();
	t.deepEqual(Object.keys(after.secrets), ['dcos-registry/service-account', 'dcos-registry/s3-credentials']);
	t.deepEqual(after.grants['dcos:adminrouter:ops:ca:rw'], {'dcos-registry-account': ['full']});
	t.deepEqual(Object.keys(after.users), ['bootstrapuser', 'dcos-registry-account']);
	t.deepEqual(Object.keys(after.certsD['127.0.2.11'] ?? {}), ['host/ca.crt']);
	t.deepEqual([after.apps, after.objects, after.repositories.length], [{}, {}, 2]);
	t.false(JSON.stringify(after).includes('canary'));
});

test('the state holds the uploads in parts that nobody finished', async t => {
	const {sandbox} = await withSandbox(t);
	const {bucket: Bucket, region, endpoint, accessKeyId, secretAccessKey} = sandbox.s3;
	const httpsAgent = new Agent({ca: await readFile(sandbox.caFile, 'utf8')});
	const credentials = {accessKeyId, secretAccessKey};
	const client = new S3Client({endpoint, region, credentials, forcePathStyle: true, requestHandler: {httpsAgent}});
	t.teardown(() => client.destroy());
	t.deepEqual((await sandbox.state()).uploads, []);
	for (const Key of ['second', 'first']) await client.send(new CreateMultipartUploadCommand({Bucket, Key}));
	t.deepEqual((await sandbox.state()).uploads, ['first', 'second']);
});
