import {readFile} from 'node:fs/promises';
import {Agent} from 'node:https';
import {CreateMultipartUploadCommand, PutObjectCommand, S3Client} from '@aws-sdk/client-s3';
import test from 'ava';
import {eventually} from './eventually.ts';
import {installRegistry, prepareRegistry, registryOptions} from './registry-setup.ts';
import type {Sandbox} from './sandbox.ts';
import {type Client, callCosmos} from './sandbox-client.ts';
import {withCluster} from './with-cluster.ts';
import {withSandbox} from './with-sandbox.ts';

const app = '/service/marathon/v2/apps/dcos-registry';
const host = 'dcos-registry.marathon.l4lb.thisdcos.directory';

async function fillBucket({s3, caFile}: Sandbox): Promise<void> {
	const {bucket: Bucket, region, endpoint, accessKeyId, secretAccessKey} = s3;
	const httpsAgent = new Agent({ca: await readFile(caFile, 'utf8')});
	const credentials = {accessKeyId, secretAccessKey};
	const client = new S3Client({endpoint, region, credentials, forcePathStyle: true, requestHandler: {httpsAgent}});
	await client.send(new PutObjectCommand({Bucket, Key: 'object', Body: 'content'}));
	await client.send(new CreateMultipartUploadCommand({Bucket, Key: 'upload'}));
	client.destroy();
}

async function installAndAdd(client: Client, sandbox: Sandbox): Promise<void> {
	await prepareRegistry(client, sandbox);
	await installRegistry(client, registryOptions(sandbox));
	const repository = {name: 'Registry', uri: `https://${host}/repo`, index: 0};
	await eventually('the registry is added', async () => {
		return (await callCosmos(client, '/package/repository/add', repository)).status === 200;
	});
}

test('after a reset everything is as it was after the start, and can be done again', async t => {
	const {sandbox, client} = await withSandbox(t);
	const first = await sandbox.state();
	const {apps, users, names, mesosAgents, agents, behaviour} = sandbox;
	for (let round = 0; round < 2; round += 1) {
		await installAndAdd(client, sandbox);
		await fillBucket(sandbox);
		await client('PATCH', '/acs/api/v1/users/bootstrapuser', {description: 'changed'});
		await client('GET', '/mesos/nothing');
		sandbox.secrets.sealed = true;
		behaviour.unhealthy = 'refused';
		Object.assign(mesosAgents[0] ?? {}, {active: false});
		await names.set('leader.mesos', undefined);
		await names.set('more.sandbox', {address: '127.0.0.1', port: 1});
		sandbox.faults.add({match: () => true, kind: 'status'});
		sandbox.s3.service.faults.fail('*', {kind: 'hang'});
		await agents.agents[0]?.run('mkdir /etc/docker/certs.d && echo ca > /etc/docker/certs.d/x && echo > /root/x');
		await agents.agents[0]?.setFault('no-docker');
		await sandbox.reset();
		t.deepEqual(await sandbox.state(), first);
		t.deepEqual([apps.size, users.size, sandbox.secrets.sealed, behaviour], [0, 1, false, {}]);
		t.deepEqual([sandbox.requests(), sandbox.unknownRequests(), sandbox.s3.service.requests()], [[], [], []]);
		t.deepEqual([...names.all().keys()].includes(host), false);
		t.deepEqual([names.lookUp('more.sandbox'), names.lookUp('leader.mesos') === undefined], [undefined, false]);
		t.true(mesosAgents[0]?.active);
		t.is((await agents.agents[0]?.run('ls -A /root /etc/docker && docker version > /dev/null'))?.code, 0);
		t.is((await client('GET', '/acs/api/v1/users/bootstrapuser')).status, 200);
		t.is((await client('GET', app)).status, 404);
	}
});

test('a reset ends what is being deployed', async t => {
	const {sandbox, client} = await withSandbox(t, {agents: 3, machines: false});
	const first = await sandbox.state();
	for (const staging of [true, false]) {
		sandbox.behaviour.staging = staging;
		await prepareRegistry(client, sandbox);
		await installRegistry(client, registryOptions(sandbox));
		if (!staging) await eventually('running', async () => (await client('GET', app)).json.app.tasksRunning === 2);
		await sandbox.reset();
		t.deepEqual(await sandbox.state(), first);
	}
});

test('a reset waits for the request that is being worked on', async t => {
	const {client, cluster, faults} = await withCluster(t);
	const path = '/secrets/v1/secret/default/a';
	let letGo: () => void = () => undefined;
	const held = new Promise<void>(resolve => {
		letGo = resolve;
	});
	let arrived = false;
	const before = () => {
		arrived = true;
		return held;
	};
	faults.add({match: method => method === 'PUT', kind: 'lose-answer', before});
	const lost = t.throwsAsync(client('PUT', path, {value: 'v'}));
	await eventually('the request is there', async () => arrived);
	const reset = cluster.reset();
	letGo();
	await Promise.all([reset, lost]);
	t.is(cluster.secrets.secrets.size, 0);
});

test('a request that hangs does not keep a reset from being done', async t => {
	const {client, cluster, faults} = await withCluster(t);
	faults.add({match: () => true, kind: 'hang'});
	const hanging = t.throwsAsync(client('GET', '/metadata'));
	await eventually('the request is there', async () => cluster.requests.list().length === 1);
	await cluster.reset();
	t.is((await client('GET', '/metadata')).status, 200);
	await cluster.stop();
	await hanging;
});
