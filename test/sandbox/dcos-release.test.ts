import test from 'ava';
import {isSince} from './dcos-release.ts';
import {eventually} from './eventually.ts';
import {installRegistry, nestedRegistryOptions, prepareRegistry} from './registry-setup.ts';
import {type Client, callCosmos} from './sandbox-client.ts';
import {withCluster} from './with-cluster.ts';
import {withSandbox} from './with-sandbox.ts';

const universe = {name: 'Universe', uri: 'https://universe.mesosphere.com/repo'};
const bootstrap = {name: 'Bootstrap Registry', uri: 'https://registry.component.thisdcos.directory/repo'};

const describe = async (client: Client) =>
	(await callCosmos(client, '/package/describe', {packageName: 'package-registry'}, 'v3')).json;

test('versions are compared by their numbers', t => {
	const since = (version: string) => isSince(version, '1.13');
	t.deepEqual(['1.9.11', '1.12.3', '1.12'].filter(since), []);
	t.deepEqual(
		['1.13', '1.13.0', '1.13-dev', '1.20.1', '2.0.0', '10.0'].filter(version => !since(version)),
		[],
	);
});

for (const version of ['1.13.9', '2.2.1']) {
	test(`${version} offers the registry with its service at top level`, async t => {
		const {client, cluster} = await withCluster(t, {facts: {version}});
		t.deepEqual(cluster.catalog.repositories, [universe, bootstrap]);
		const {config} = (await describe(client)).package;
		t.deepEqual(Object.keys(config.properties), ['service', 'registry']);
		t.is(config.properties.service.properties.name.default, 'dcos-registry');
		t.true('mount-volume' in config.properties.registry.properties);
	});
}

test('1.12 offers the registry, with its service nested, once the repository is added', async t => {
	const {client, cluster} = await withCluster(t, {facts: {version: '1.12.3'}});
	t.deepEqual(cluster.catalog.repositories, [universe]);
	t.is((await describe(client)).type, 'PackageNotFound');
	const added = await callCosmos(client, '/package/repository/add', bootstrap);
	t.deepEqual(added.json.repositories, [universe, bootstrap]);
	const {version, config} = (await describe(client)).package;
	t.is(version, '0.2.1');
	t.deepEqual(Object.keys(config.properties), ['registry']);
	const {registry} = config.properties;
	t.deepEqual(Object.keys(registry.properties), ['service', 'service-account-secret-path', 's3']);
	t.is(registry.properties.service.properties.name.default, 'registry');
});

test('1.11 has no registry, and does not tell its variant', async t => {
	const {client} = await withCluster(t, {facts: {version: '1.11.12'}});
	t.is((await callCosmos(client, '/package/repository/add', bootstrap)).json.type, 'RepositoryUriConnection');
	const {json} = await client('GET', '/dcos-metadata/dcos-version.json');
	t.deepEqual([json.version, 'dcos-variant' in json], ['1.11.12', false]);
});

test('the registry of 1.12 gets healthy under its own name', async t => {
	const {sandbox, client} = await withSandbox(t, {version: '1.12.3', agents: 2, publicAgents: 0});
	await callCosmos(client, '/package/repository/add', bootstrap);
	t.deepEqual(await prepareRegistry(client, sandbox, 'registry'), [201, 201, 201, 201, 204]);
	const installed = await installRegistry(client, nestedRegistryOptions(sandbox));
	t.is(installed.json.appId, '/registry', installed.text);
	await eventually('both instances are healthy', async () => {
		const {app} = (await client('GET', '/service/marathon/v2/apps/registry?embed=app.lastTaskFailure')).json;
		if (app.lastTaskFailure) t.fail(app.lastTaskFailure.message);
		return app.tasksHealthy === 2;
	});
	const uri = 'https://registry.marathon.l4lb.thisdcos.directory/repo';
	await eventually('its name resolves', async () => {
		return (await callCosmos(client, '/package/repository/add', {name: 'Registry', uri, index: 0})).status === 200;
	});
});
