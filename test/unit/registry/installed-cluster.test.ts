import test, {type ExecutionContext} from 'ava';
import {openCluster} from '../../../src/dcos/open-cluster.ts';
import {ApiError} from '../../../src/errors/api-error.ts';
import {LoginError} from '../../../src/errors/errors.ts';
import {KnownSecrets} from '../../../src/errors/known-secrets.ts';
import {installedRegistries, installedRegistry} from '../../../src/registry/installed.ts';
import type {Files} from '../../../src/world.ts';
import {callCosmos} from '../../sandbox/sandbox-client.ts';
import {type TestCluster, withCluster} from '../../sandbox/with-cluster.ts';

const optionsOf = (name: string, path: string) => ({
	service: {name},
	registry: {'service-account-secret-path': 'x/y', s3: {bucket: 'b', path, endpoint: 'https://s3.sandbox'}},
});

/** A cluster in which two registries were installed, and our own client of it. */
async function withRegistries(t: ExecutionContext) {
	const world = await withCluster(t);
	for (const [name, path] of [
		['one', 'p'],
		['team/two', 'q'],
	] as const) {
		const body = {packageName: 'package-registry', options: optionsOf(name, path)};
		t.is((await callCosmos(world.client, '/package/install', body, 'v2')).status, 200);
	}
	return {...world, open: (token = world.token) => open(world, token)};
}

function open({url, authority}: Pick<TestCluster, 'url' | 'authority'>, token: string) {
	const files = {read: async () => Buffer.from(authority.cert)} as unknown as Files;
	const env = {DCOS_URL: url, DCOS_ACS_TOKEN: token, DCOS_TLS_CA_PATH: 'ca'};
	return openCluster({env, files, log: () => {}, userAgent: 'test', known: new KnownSecrets()});
}

/** From now on Cosmos has a repository that does not resolve. */
function breakRepository({cluster}: TestCluster): void {
	cluster.catalog.repositories = [...cluster.catalog.repositories, {name: 'Old', uri: 'https://nowhere.sandbox/repo'}];
}

test('the labels tell the same as Cosmos did before a repository stopped to answer', async t => {
	const world = await withRegistries(t);
	const cluster = await world.open();
	const told = await installedRegistry(cluster, 'team/two');
	t.is(told?.packageVersion, '0.4.2');
	t.like(told?.options, {registry: {s3: {path: 'q', 'credential-profile-name': 'default'}}});
	t.deepEqual(told?.given, optionsOf('team/two', 'q'));
	breakRepository(world);
	await t.throwsAsync(cluster.cosmos.describeService('/team/two'), {instanceOf: ApiError});
	t.deepEqual(await installedRegistry(cluster, 'team/two'), told);
	t.is(await installedRegistry(cluster, 'three'), null);
});

test('all registries are told whether Cosmos lists them or not', async t => {
	const world = await withRegistries(t);
	await world.client('POST', '/service/marathon/v2/apps', {id: '/sleep', cmd: 'sleep 1', cpus: 0.1, mem: 32});
	const cluster = await world.open();
	const told = await installedRegistries(cluster);
	t.deepEqual(told.map(each => each.appId).sort(), ['/one', '/team/two']);
	const body = {type: 'unhandled_exception', message: 'no'};
	world.faults.add({match: (_, path) => path === '/package/list', kind: 'status', status: 500, body});
	t.deepEqual(await installedRegistries(cluster), told);
	t.deepEqual(world.cluster.unknownRequests, []);
});

test('a package that left the repositories is still told by Cosmos', async t => {
	const world = await withRegistries(t);
	world.cluster.catalog.repositories = [];
	const cluster = await world.open();
	t.is(await cluster.cosmos.describe('package-registry'), null);
	t.like((await installedRegistry(cluster, 'one'))?.options, {registry: {s3: {path: 'p'}}});
});

test('a login that expired is never passed over', async t => {
	const world = await withRegistries(t);
	const cluster = await world.open(await world.cluster.tokens.issue('bootstrapuser', -60));
	await t.throwsAsync(installedRegistry(cluster, 'one'), {instanceOf: LoginError});
	await t.throwsAsync(installedRegistries(cluster), {instanceOf: LoginError});
});
