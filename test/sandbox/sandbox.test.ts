import test from 'ava';
import {eventually} from './eventually.ts';
import {installRegistry, prepareRegistry, registryOptions} from './registry-setup.ts';
import {callCosmos} from './sandbox-client.ts';
import {withSandbox} from './with-sandbox.ts';

test('a registry that has its account and its secrets gets healthy, known by name and usable as a repository', async t => {
	const {sandbox, client} = await withSandbox(t, {agents: 3, publicAgents: 1});
	t.deepEqual(await prepareRegistry(client, sandbox), [201, 201, 201, 201, 204]);
	const installed = await installRegistry(client, registryOptions(sandbox));
	t.is(installed.status, 200, installed.text);
	t.is(installed.json.appId, '/dcos-registry');

	const uri = 'https://dcos-registry.marathon.l4lb.thisdcos.directory/repo';
	const early = await callCosmos(client, '/package/repository/add', {name: 'Registry', uri, index: 0});
	t.is(early.json.type, 'RepositoryUriConnection');

	const app = await eventually('the deployment is over', async () => {
		const {json} = await client('GET', '/service/marathon/v2/apps/dcos-registry?embed=app.lastTaskFailure');
		if (json.app.lastTaskFailure) t.fail(json.app.lastTaskFailure.message);
		return json.app.deployments.length === 0 && json.app;
	});
	t.deepEqual([app.tasksStaged, app.tasksRunning, app.tasksHealthy, app.tasksUnhealthy], [0, 2, 2, 0]);

	const added = await eventually('the name resolves', async () => {
		const reply = await callCosmos(client, '/package/repository/add', {name: 'Registry', uri, index: 0});
		return reply.status === 200 && reply.json;
	});
	t.deepEqual(added.repositories[0], {name: 'Registry', uri});
	const described = await callCosmos(client, '/package/describe', {packageName: 'package-registry'}, 'v3');
	t.is(described.json.package.version, '0.4.2');
});

test('an agent can pull from the registry once it trusts the cluster, for as long as the registry is there', async t => {
	const {sandbox, client} = await withSandbox(t, {agents: 1, publicAgents: 0});
	const host = 'dcos-registry.marathon.l4lb.thisdcos.directory';
	const pull = async () => (await sandbox.agents.agents[0]?.run(`docker pull ${host}/none:none`))?.stderr ?? '';
	const says = (words: RegExp) => eventually(`docker says ${words}`, async () => words.test(await pull()));
	t.regex(await pull(), /no such host/);
	await prepareRegistry(client, sandbox);
	await installRegistry(client, registryOptions(sandbox));
	await says(/x509: certificate signed by unknown authority/);
	const directory = `/etc/docker/certs.d/${host}`;
	await sandbox.agents.agents[0]?.run(`mkdir -p ${directory} && cp /run/dcos/pki/CA/ca-bundle.crt ${directory}/ca.crt`);
	t.regex(await pull(), /manifest unknown/);
	await callCosmos(client, '/package/uninstall', {packageName: 'package-registry'});
	await says(/no such host/);
	t.deepEqual(sandbox.unknownRequests(), []);
});

test('without machines Mesos tells about the agents all the same, and tasks run on them', async t => {
	const {sandbox, client} = await withSandbox(t, {agents: 3, publicAgents: 1, machines: false});
	t.is((await client('GET', '/mesos/slaves')).json.slaves.length, 3);
	t.deepEqual([sandbox.agents.agents, sandbox.agents.way], [[], 'no machines']);
	t.deepEqual((await sandbox.state()).certsD, {});
	await prepareRegistry(client, sandbox);
	await installRegistry(client, registryOptions(sandbox));
	await eventually('healthy', async () => {
		return (await client('GET', '/service/marathon/v2/apps/dcos-registry')).json.app.tasksHealthy === 2;
	});
	t.true(sandbox.requests().includes('POST /ca/api/v2/sign'));
	t.false(sandbox.requests('outside').includes('POST /ca/api/v2/sign'));
	sandbox.forgetRequests();
	t.deepEqual(sandbox.requests(), []);
});

test('an app is uninstalled in the middle of its deployment, and gone soon after', async t => {
	const {sandbox, client} = await withSandbox(t, {machines: false});
	await prepareRegistry(client, sandbox);
	const app = () => client('GET', '/service/marathon/v2/apps/dcos-registry');
	const counts = async () => {
		const {tasksStaged, tasksRunning, deployments} = (await app()).json.app;
		return [tasksStaged, tasksRunning, deployments.length].join(' ');
	};
	for (const moment of ['2 0 1', '0 2 1']) {
		await installRegistry(client, registryOptions(sandbox));
		await eventually(moment, async () => (await counts()) === moment);
		const started = performance.now();
		const removed = await callCosmos(client, '/package/uninstall', {packageName: 'package-registry'});
		t.is(removed.status, 200);
		await eventually('gone', async () => (await app()).status === 404);
		t.log(`${moment}: gone after ${Math.round(performance.now() - started)} ms`);
	}
});

test('a repository is put into the list unseen, and a name taken away, so that Cosmos cannot reach either', async t => {
	const {sandbox, client} = await withSandbox(t, {machines: false});
	const type = async () => (await callCosmos(client, '/package/describe', {packageName: 'hello-dcos'}, 'v3')).json.type;
	const [universe, bootstrap] = sandbox.repositories();
	const old = {name: 'Old', uri: 'https://nowhere.sandbox/repo'};
	sandbox.putRepository(old, 0);
	t.deepEqual(sandbox.repositories(), [old, universe, bootstrap]);
	t.is(await type(), 'RepositoryUriConnection');
	await callCosmos(client, '/package/repository/delete', {name: 'Old'});
	t.is(await type(), undefined);
	await sandbox.names.set('registry.component.thisdcos.directory', undefined);
	t.is(await type(), 'RepositoryUriConnection');
	sandbox.putRepository(old);
	t.is(sandbox.repositories().at(-1)?.name, 'Old');
});
