import {spawnSync} from 'node:child_process';
import {existsSync} from 'node:fs';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {testWhere} from '../support/test-where.ts';
import {createSigningRequest} from './certificates.ts';
import {eventually} from './eventually.ts';
import {vipHost} from './names.ts';
import {installRegistry, nestedRegistryOptions, prepareRegistry, registryOptions} from './registry-setup.ts';
import type {Sandbox} from './sandbox.ts';
import {type Client, callCosmos} from './sandbox-client.ts';
import {withSandbox} from './with-sandbox.ts';

const project = join(import.meta.dirname, '..', '..');
const checker = join(project, '..', 'shared', 'contract', 'check.mjs');
const iam = '/acs/api/v1';
const store = '/secrets/v1/secret/default';
const acl = `${iam}/acls/dcos:adminrouter:ops:ca:rw`;

type Release = {version: string; service: string; options: (sandbox: Sandbox) => object; fewer: object};

const releases: Release[] = [
	{version: '2.2.1', service: 'dcos-registry', options: registryOptions, fewer: {service: {instances: 1}}},
	{
		version: '1.12.3',
		service: 'registry',
		options: nestedRegistryOptions,
		fewer: {registry: {service: {instances: 1}}},
	},
];

async function useIam(client: Client, account: string): Promise<void> {
	await client('PUT', acl, {description: 'again'});
	await client('PUT', `${acl}/users/${account}/full`);
	await client('GET', acl);
	await client('GET', `${iam}/acls`);
	await client('GET', `${acl}/permissions`);
	await client('GET', `${acl}/users/${account}/full`);
	await client('GET', `${iam}/users/${account}`);
	await client('GET', `${iam}/users/nobody`);
	await client('GET', `${iam}/users?type=service`);
	await client('GET', `${iam}/users/${account}/permissions`);
	await client('PATCH', `${iam}/users/${account}`, {description: 'changed'});
	await client('POST', `${iam}/auth/login`, {uid: 'bootstrapuser', password: 'wrong'});
	await client('GET', `${iam}/auth/jwks`);
}

async function useSecretsAndCa(client: Client): Promise<void> {
	await client('PUT', `${store}/a/b`, {value: 'v', author: 'me', created: 'now', description: 'd', labels: ['l']});
	await client('PUT', `${store}/a/b`, {value: 'v'});
	await client('GET', `${store}/a/b`);
	await client('GET', `${store}/?list=true`);
	await client('PATCH', `${store}/a/b`, {value: 'w'});
	await client('DELETE', `${store}/a/b`);
	await client('GET', `${store}/a/b`);
	await client('GET', '/secrets/v1/seal-status/default');
	await client('GET', '/secrets/v1/store/default');
	await client('GET', '/secrets/v1/ping');
	await client('POST', '/ca/api/v2/info', {profile: ''});
	const {request} = await createSigningRequest('service.sandbox');
	await client('POST', '/ca/api/v2/sign', {certificate_request: request, hosts: ['service.sandbox']});
	await client('POST', '/ca/api/v2/sign', {certificate_request: 'none', hosts: ['service.sandbox']});
}

async function useCatalog(client: Client): Promise<void> {
	const uri = 'https://registry.component.thisdcos.directory/repo';
	await callCosmos(client, '/package/repository/add', {name: 'Bootstrap Registry', uri});
	for (const packageName of ['package-registry', 'hello-dcos']) {
		await callCosmos(client, '/package/describe', {packageName}, 'v3');
		await callCosmos(client, '/package/list-versions', {packageName, includePackageVersions: true});
	}
	await callCosmos(client, '/package/describe', {packageName: 'nothing'}, 'v3');
	await callCosmos(client, '/package/render', {packageName: 'hello-dcos'});
	await callCosmos(client, '/package/search', {query: 'registry'});
	const accept = 'application/vnd.dcos.capabilities+json;charset=utf-8;version=v1';
	await client('GET', '/capabilities', undefined, {accept});
}

/** An app that waits for offers, and one whose health checks fail. */
async function useAppsInTrouble(client: Client, {behaviour}: Sandbox): Promise<void> {
	const marathon = '/service/marathon/v2';
	const healthChecks = [{protocol: 'COMMAND', command: {value: 'true'}}];
	await client('POST', `${marathon}/apps`, {id: '/waiting', cmd: 'true', cpus: 100, mem: 1});
	behaviour.unhealthy = 'exit status 1';
	await client('POST', `${marathon}/apps`, {id: '/unhealthy', cmd: 'true', cpus: 0.1, mem: 1, healthChecks});
	await eventually('offers were declined', async () => {
		const {queue} = (await client('GET', `${marathon}/queue?embed=lastUnusedOffers`)).json;
		return queue[0]?.lastUnusedOffers.length > 0;
	});
	await eventually('unhealthy', async () => {
		return (await client('GET', `${marathon}/apps/unhealthy?embed=app.tasks`)).json.app.tasksUnhealthy === 1;
	});
	behaviour.unhealthy = undefined;
	for (const id of ['waiting', 'unhealthy']) await client('DELETE', `${marathon}/apps/${id}?force=true`);
}

/** Back to the older release and up again, where the registry has one. */
async function changeVersion(client: Client, appId: string): Promise<void> {
	const {json} = await callCosmos(client, '/cosmos/service/describe', {appId});
	for (const packageVersion of [...json.downgradesTo, json.package.version]) {
		await callCosmos(client, '/cosmos/service/update', {appId, replace: false, packageVersion});
	}
}

async function useServices(client: Client, sandbox: Sandbox, {service, options, fewer}: Release): Promise<void> {
	const marathon = '/service/marathon/v2';
	await installRegistry(client, {registry: {}});
	await installRegistry(client, options(sandbox));
	await installRegistry(client, options(sandbox));
	for (const what of ['apps', 'deployments', 'queue', 'apps/nothing']) await client('GET', `${marathon}/${what}`);
	const repository = {name: 'Registry', uri: `https://${vipHost(service)}/repo`, index: 0};
	const add = () => callCosmos(client, '/package/repository/add', repository);
	await eventually('the repository is added', async () => (await add()).status === 200);
	await add();
	await callCosmos(client, '/package/repository/list', {});
	await callCosmos(client, '/package/list', {});
	const appId = `/${service}`;
	await client('GET', `${marathon}/apps${appId}?embed=app.tasks&embed=app.lastTaskFailure`);
	await callCosmos(client, '/cosmos/service/describe', {appId});
	await callCosmos(client, '/cosmos/service/update', {appId, replace: false, options: fewer});
	await callCosmos(client, '/package/repository/delete', {name: 'Registry'});
	await changeVersion(client, appId);
	await callCosmos(client, '/package/uninstall', {packageName: 'package-registry', appId});
}

const withChecker = testWhere(
	test,
	existsSync(checker) ? null : 'the checker of the contract is not beside the project',
);

for (const release of releases) {
	withChecker(`what a sandbox of ${release.version} answers conforms to the published specifications`, async t => {
		const directory = await mkdtemp(join(tmpdir(), 'recording-'));
		t.teardown(() => rm(directory, {recursive: true}));
		const record = join(directory, 'exchanges.ndjson');
		const {sandbox, client} = await withSandbox(t, {record, version: release.version});
		await useEverything(client, sandbox, release);
		const {status, stdout} = spawnSync(process.execPath, [checker, record], {cwd: project, encoding: 'utf8'});
		t.log(stdout.trim().split('\n').at(-1));
		t.is(status, 0, stdout);
	});
}

async function useEverything(client: Client, sandbox: Sandbox, release: Release): Promise<void> {
	const account = `${release.service}-account`;
	await prepareRegistry(client, sandbox, release.service);
	await useIam(client, account);
	await useSecretsAndCa(client);
	await useCatalog(client);
	await useServices(client, sandbox, release);
	await useAppsInTrouble(client, sandbox);
	sandbox.secrets.sealed = true;
	await client('GET', `${store}/a/b`);
	await client('DELETE', `${acl}/users/${account}`);
	await client('DELETE', `${iam}/users/${account}`);
	await client('DELETE', acl);
}
