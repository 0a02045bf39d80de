import test from 'ava';
import {eventually} from '../eventually.ts';
import {callCosmos} from '../sandbox-client.ts';
import {withCluster} from '../with-cluster.ts';

const hello = {packageName: 'hello-dcos'};

test('an installed package is listed, described with its options and uninstalled', async t => {
	const {client, cluster} = await withCluster(t);
	const options = {service: {name: 'greet/hello'}};
	const installed = await callCosmos(client, '/package/install', {...hello, options}, 'v2');
	const expected = {packageName: 'hello-dcos', packageVersion: '1.0.0', appId: '/greet/hello'};
	t.deepEqual(installed.json, {...expected, postInstallNotes: 'The app is being started.'});
	const {packages} = (await callCosmos(client, '/package/list', {appId: 'greet/hello'})).json;
	t.is(packages.length, 1);
	t.is(packages[0].packageInformation.packageDefinition.name, 'hello-dcos');
	const described = await callCosmos(client, '/cosmos/service/describe', {appId: '/greet/hello'});
	t.deepEqual(described.json.userProvidedOptions, options);
	t.deepEqual(described.json.resolvedOptions, {service: {name: 'greet/hello', instances: 1}});
	const removed = await callCosmos(client, '/package/uninstall', {...hello, appId: '/greet/hello'});
	t.deepEqual(removed.json.results, [expected]);
	await eventually('the app is gone', async () => cluster.scheduler.apps.size === 0);
});

test('the answer to an installation in the form that the core CLI asks for', async t => {
	const {client} = await withCluster(t);
	const reply = await callCosmos(client, '/package/install', hello, 'v1');
	t.deepEqual(reply.json, {packageName: 'hello-dcos', packageVersion: '1.0.0', appId: '/hello-dcos'});
});

test('a second installation under the same name is a conflict', async t => {
	const {client} = await withCluster(t);
	await callCosmos(client, '/package/install', hello, 'v2');
	const again = await callCosmos(client, '/package/install', hello, 'v2');
	t.deepEqual(
		[again.status, again.json],
		[409, {type: 'PackageAlreadyInstalled', message: 'Package is already installed'}],
	);
});

test("Marathon's refusal comes in its own words", async t => {
	const {client} = await withCluster(t);
	const options = {service: {name: 'Not Valid'}};
	const {json} = await callCosmos(client, '/package/install', {...hello, options}, 'v2');
	t.like(json, {type: 'MarathonBadResponse', message: 'Object is not valid'});
	t.is(json.data.errors[0].path, '/id');
});

test('what is not installed cannot be uninstalled, and several need to be told apart', async t => {
	const {client} = await withCluster(t);
	const uninstall = (more = {}) => callCosmos(client, '/package/uninstall', {...hello, ...more});
	t.is((await uninstall()).json.type, 'PackageNotInstalled');
	t.is((await uninstall({appId: 'x'})).json.type, 'UninstallNonExistentAppForPackage');
	for (const appId of ['a', 'b']) await callCosmos(client, '/package/install', {...hello, appId}, 'v2');
	t.deepEqual((await uninstall()).json.data.appIds, ['/a', '/b']);
	t.is((await uninstall({all: true})).json.results.length, 2);
});

test('an update merges over the stored options, or replaces them, and restarts the app', async t => {
	const {client} = await withCluster(t);
	await callCosmos(client, '/package/install', {...hello, options: {service: {instances: 1}, note: 'kept'}}, 'v2');
	const update = (body: object) => callCosmos(client, '/cosmos/service/update', {appId: 'hello-dcos', ...body});
	const merged = await update({replace: false, options: {service: {instances: 2}}});
	t.deepEqual(merged.json.resolvedOptions, {service: {name: 'hello-dcos', instances: 2}, note: 'kept'});
	await eventually('two instances run', async () => {
		const {json} = await client('GET', '/service/marathon/v2/apps/hello-dcos');
		return json.app.tasksRunning === 2 && json.app.deployments.length === 0;
	});
	const replaced = await update({replace: true, options: {}});
	t.deepEqual(replaced.json.resolvedOptions, {service: {name: 'hello-dcos', instances: 1}});
	t.is((await update({replace: true, options: {service: {name: 'other'}}})).json.type, 'AppIdChanged');
	t.is((await update({replace: true, packageVersion: '2'})).json.type, 'VersionUpgradeNotSupportedInOpen');
	const nothing = await callCosmos(client, '/cosmos/service/describe', {appId: '/nothing'});
	t.deepEqual([nothing.status, nothing.json.type], [400, 'MarathonAppNotFound']);
});

test('a user whom Admin Router lets through needs the right on the service as well', async t => {
	const {client, clientWith, cluster} = await withCluster(t);
	const grant = async (rid: string, action: string) => {
		await client('PUT', `/acs/api/v1/acls/${rid.replaceAll('/', '%252F')}`, {description: ''});
		await client('PUT', `/acs/api/v1/acls/${rid.replaceAll('/', '%252F')}/users/operator/${action}`);
	};
	await client('PUT', '/acs/api/v1/users/operator', {password: 'p'});
	await grant('dcos:adminrouter:package', 'full');
	const operator = clientWith(await cluster.tokens.issue('operator', 60));
	const refused = await callCosmos(operator, '/package/install', {...hello, appId: 'team/hello'}, 'v2');
	t.deepEqual([refused.status, refused.json.type], [403, 'Forbidden']);
	await grant('dcos:service:marathon:marathon:services:/team', 'create');
	t.is((await callCosmos(operator, '/package/install', {...hello, appId: 'team/hello'}, 'v2')).status, 200);
});

test('a repository that does not answer makes a description fail, but neither the list nor an uninstallation', async t => {
	const {client, cluster} = await withCluster(t);
	await callCosmos(client, '/package/install', hello, 'v2');
	cluster.catalog.repositories = [{name: 'x', uri: 'https://nowhere.sandbox/repo'}];
	const described = await callCosmos(client, '/cosmos/service/describe', {appId: '/hello-dcos'});
	t.deepEqual([described.status, described.json.type], [400, 'RepositoryUriConnection']);
	t.is((await callCosmos(client, '/package/list', hello)).json.packages.length, 1);
	t.is((await callCosmos(client, '/package/uninstall', hello)).status, 200);
});

test('a package that left the repositories is described from what its app kept', async t => {
	const {client, cluster} = await withCluster(t);
	await callCosmos(client, '/package/install', hello, 'v2');
	cluster.catalog.repositories = [];
	const {json} = await callCosmos(client, '/cosmos/service/describe', {appId: '/hello-dcos'});
	t.like(json, {package: {name: 'hello-dcos'}, userProvidedOptions: {}, upgradesTo: [], downgradesTo: []});
});
