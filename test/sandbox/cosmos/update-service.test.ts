import test, {type ExecutionContext} from 'ava';
import {jsonAnswer} from '../exchange.ts';
import {type Client, callCosmos} from '../sandbox-client.ts';
import {withCluster} from '../with-cluster.ts';
import {CosmosError} from './cosmos-error.ts';
import {readUpdateAnswer} from './marathon-access.ts';

const packageName = 'package-registry';
const appId = '/dcos-registry';
const options = {registry: {'service-account-secret-path': 'a'}};

function update(client: Client, body: object) {
	return callCosmos(client, '/cosmos/service/update', {appId, replace: false, ...body});
}

async function withRegistry(t: ExecutionContext, packageVersion: string) {
	const world = await withCluster(t);
	const installed = await callCosmos(world.client, '/package/install', {packageName, packageVersion, options}, 'v2');
	t.is(installed.status, 200, installed.text);
	return world;
}

async function labelOf(client: Client, name: string): Promise<string> {
	return (await client('GET', `/service/marathon/v2/apps${appId}`)).json.app.labels[name];
}

test('the registry is offered in two versions, and the newer one unless the older one is asked for', async t => {
	const {client} = await withCluster(t);
	const body = {packageName, includePackageVersions: true};
	const versions = {'0.4.1': '401', '0.4.2': '402'};
	t.deepEqual((await callCosmos(client, '/package/list-versions', body)).json.results, versions);
	const describe = async (packageVersion?: string) =>
		(await callCosmos(client, '/package/describe', {packageName, packageVersion}, 'v3')).json.package;
	t.like(await describe(), {version: '0.4.2', upgradesFrom: ['0.4.1'], downgradesTo: ['0.4.1']});
	t.like(await describe('0.4.1'), {version: '0.4.1', upgradesFrom: [], downgradesTo: []});
	const [found] = (await callCosmos(client, '/package/search', {query: packageName})).json.packages;
	t.like(found, {currentVersion: '0.4.2', versions});
});

test('1.12 has the one version of its registry', async t => {
	const {client} = await withCluster(t, {facts: {version: '1.12.3'}});
	const uri = 'https://registry.component.thisdcos.directory/repo';
	await callCosmos(client, '/package/repository/add', {name: 'Bootstrap Registry', uri});
	const {json} = await callCosmos(client, '/package/list-versions', {packageName, includePackageVersions: true});
	t.deepEqual(json.results, {'0.2.1': '201'});
});

test('a service is upgraded and taken back, with its options and in a deployment', async t => {
	const {client} = await withRegistry(t, '0.4.1');
	const described = async () => {
		const {json} = await callCosmos(client, '/cosmos/service/describe', {appId});
		return [json.package.version, json.upgradesTo, json.downgradesTo];
	};
	t.deepEqual(await described(), ['0.4.1', ['0.4.2'], []]);
	const upgraded = await update(client, {packageVersion: '0.4.2', options: {service: {instances: 2}}});
	t.is(upgraded.json.package.version, '0.4.2');
	t.like(upgraded.json.resolvedOptions, {...options, service: {instances: 2, name: 'dcos-registry'}});
	const [deployment] = (await client('GET', '/service/marathon/v2/deployments')).json;
	t.is(upgraded.json.marathonDeploymentId, deployment.id);
	t.is(await labelOf(client, 'DCOS_PACKAGE_VERSION'), '0.4.2');
	t.deepEqual(await described(), ['0.4.2', [], ['0.4.1']]);
	t.is((await update(client, {packageVersion: '0.4.1'})).json.package.version, '0.4.1');
	const {json} = await callCosmos(client, '/cosmos/service/describe', {appId});
	t.deepEqual(json.userProvidedOptions, {...options, service: {instances: 2}});
});

test('a version that neither release names is refused', async t => {
	const {client} = await withRegistry(t, '0.4.2');
	const refused = await update(client, {packageVersion: '0.3.0'});
	t.deepEqual([refused.status, refused.json.type], [400, 'VersionUpgradeNotSupportedInOpen']);
	t.deepEqual(refused.json.data, {requested: '0.3.0', actual: '0.4.2'});
	t.is((await update(client, {packageVersion: '0.4.2'})).status, 200);
});

test('open DC/OS changes options, but no versions', async t => {
	const {client, cluster} = await withRegistry(t, '0.4.1');
	cluster.catalog.changesVersions = false;
	t.is((await update(client, {packageVersion: '0.4.2'})).json.type, 'VersionUpgradeNotSupportedInOpen');
	t.is((await update(client, {packageVersion: '0.4.1'})).status, 200);
});

test('the repositories are read for another version only', async t => {
	const {client, cluster} = await withRegistry(t, '0.4.1');
	cluster.catalog.repositories = [{name: 'x', uri: 'https://nowhere.sandbox/repo'}];
	t.is((await update(client, {packageVersion: '0.4.2'})).json.type, 'RepositoryUriConnection');
	t.is((await update(client, {options: {service: {instances: 2}}})).status, 200);
});

test('options that nobody stored can be replaced, but not merged', async t => {
	const {client, cluster} = await withRegistry(t, '0.4.2');
	delete cluster.scheduler.apps.get(appId)?.definition.labels.DCOS_PACKAGE_OPTIONS;
	const refused = await update(client, {options: {service: {instances: 2}}});
	t.deepEqual(
		[refused.status, refused.json],
		[400, {type: 'OptionsNotStored', message: 'The options of the current service were not stored'}],
	);
	t.is((await update(client, {options, replace: true})).status, 200);
	t.is((await update(client, {})).status, 200);
});

test('options that break the schema of the version are refused, and nothing is changed', async t => {
	const {client} = await withRegistry(t, '0.4.1');
	const refused = await update(client, {packageVersion: '0.4.2', options: {service: {instances: 0}}});
	t.is(refused.json.type, 'JsonSchemaMismatch');
	t.is((await update(client, {replace: true})).json.type, 'JsonSchemaMismatch');
	t.is(await labelOf(client, 'DCOS_PACKAGE_VERSION'), '0.4.1');
});

test('an update takes the permission to update the service', async t => {
	const {client, clientWith, cluster} = await withRegistry(t, '0.4.2');
	const grant = async (rid: string, action: string) => {
		await client('PUT', `/acs/api/v1/acls/${rid}`, {description: ''});
		await client('PUT', `/acs/api/v1/acls/${rid}/users/operator/${action}`);
	};
	await client('PUT', '/acs/api/v1/users/operator', {password: 'p'});
	await grant('dcos:adminrouter:package', 'full');
	const operator = clientWith(await cluster.tokens.issue('operator', 60));
	const services = 'dcos:service:marathon:marathon:services:%252Fdcos-registry';
	await grant(services, 'create');
	t.deepEqual(await update(operator, {}).then(({status, json}) => [status, json.type]), [403, 'Forbidden']);
	await grant(services, 'update');
	t.is((await update(operator, {})).status, 200);
});

test('an app of no package is an accident of Cosmos, and so is a refusal by Marathon', async t => {
	const {client} = await withRegistry(t, '0.4.2');
	await client('POST', '/service/marathon/v2/apps', {id: '/plain', cmd: 'sleep 1'});
	const plain = await update(client, {appId: '/plain'});
	t.deepEqual([plain.status, plain.json.type], [500, 'unhandled_exception']);
	const error = t.throws(() => readUpdateAnswer(jsonAnswer(422, {message: 'no'})), {instanceOf: CosmosError});
	t.like(error, {type: 'unhandled_exception', status: 500, message: 'java.lang.Error: {"message":"no"}'});
});
