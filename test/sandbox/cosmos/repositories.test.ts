import test, {type ExecutionContext} from 'ava';
import {createAuthority} from '../certificates.ts';
import {type Answer, emptyAnswer, jsonAnswer, send} from '../exchange.ts';
import {serveOnLoopback} from '../loopback-server.ts';
import {repositoryAnswer} from '../repository-format.ts';
import {type Client, callCosmos} from '../sandbox-client.ts';
import {type TestCluster, withCluster} from '../with-cluster.ts';

const universe = {name: 'Universe', uri: 'https://universe.mesosphere.com/repo'};
const bootstrap = {name: 'Bootstrap Registry', uri: 'https://registry.component.thisdcos.directory/repo'};
const initial = [universe, bootstrap];

function call(client: Client, operation: 'list' | 'add' | 'delete', body: object) {
	return callCosmos(client, `/package/repository/${operation}`, body);
}

/** A repository of the cluster with a certificate of its CA, known by a name of its own. */
async function startRepository(t: ExecutionContext, {authority, names}: TestCluster, answer: Answer): Promise<string> {
	const host = 'repo.sandbox';
	const server = await serveOnLoopback(await authority.issue([host]), (_, outgoing) => send(outgoing, answer));
	t.teardown(() => server.stop());
	await names.set(host, {address: '127.0.0.1', port: server.port});
	return `https://${host}/repo`;
}

test('a repository is added at its index and deleted by name or address', async t => {
	const world = await withCluster(t);
	const uri = await startRepository(t, world, repositoryAnswer([]));
	t.deepEqual((await call(world.client, 'list', {})).json.repositories, initial);
	const mine = {name: 'Registry', uri};
	t.deepEqual((await call(world.client, 'add', {...mine, index: 0})).json.repositories, [mine, ...initial]);
	t.deepEqual((await call(world.client, 'delete', {name: 'Registry'})).json.repositories, initial);
	t.deepEqual((await call(world.client, 'add', mine)).json.repositories, [...initial, mine]);
	t.deepEqual((await call(world.client, 'delete', {uri})).json.repositories, initial);
});

test('what the list does not take is told by type', async t => {
	const world = await withCluster(t);
	const uri = await startRepository(t, world, repositoryAnswer([]));
	const type = async (operation: 'add' | 'delete', body: object) => {
		const {status, json} = await call(world.client, operation, body);
		return `${status} ${json.type}`;
	};
	t.is(await type('add', {name: bootstrap.name, uri}), '400 RepositoryAlreadyPresent');
	t.is(await type('add', {name: 'x', uri: bootstrap.uri}), '400 RepositoryAlreadyPresent');
	t.is(await type('add', {name: 'x', uri, index: 3}), '400 RepositoryAddIndexOutOfBounds');
	t.is(await type('add', {name: 'x', uri: 'ftp://repo.sandbox/'}), '400 UnsupportedRepositoryUri');
	t.is(await type('add', {name: 'x', uri: 'no address'}), '400 RepositoryUriSyntax');
	t.is(await type('delete', {name: 'x'}), '400 RepositoryNotPresent');
	t.is(await type('delete', {name: bootstrap.name, uri}), '400 RepositoryNotPresent');
	t.is(await type('delete', {}), '400 RepoNameOrUriMissing');
});

test('Cosmos tries a repository before it takes it', async t => {
	const world = await withCluster(t);
	const add = async (uri: string) => (await call(world.client, 'add', {name: 'x', uri})).json.type;
	t.is(await add('https://nowhere.sandbox/repo'), 'RepositoryUriConnection');
	t.is(await add(`${world.url}/repo`), 'UniverseClientHttpError');
	t.is(await add(await startRepository(t, world, jsonAnswer(200, {packages: []}))), 'UnsupportedContentType');
	t.is(world.cluster.catalog.repositories.length, 2);
});

test('a certificate that the cluster does not trust is no connection', async t => {
	const world = await withCluster(t);
	const foreign = {...world, authority: await createAuthority(Date.now())};
	const uri = await startRepository(t, foreign, repositoryAnswer([]));
	const {json} = await call(world.client, 'add', {name: 'x', uri});
	t.is(json.type, 'RepositoryUriConnection');
	t.regex(json.data.cause, /certificate/);
});

test('one repository that stopped answering makes every look-up fail, and nothing else', async t => {
	const world = await withCluster(t);
	const uri = await startRepository(t, world, repositoryAnswer([]));
	await call(world.client, 'add', {name: 'x', uri});
	await world.names.set('repo.sandbox', undefined);
	const type = async (path: string, body: object, version?: string) =>
		(await callCosmos(world.client, path, body, version)).json.type;
	const name = {packageName: 'hello-dcos'};
	t.is(await type('/package/describe', name, 'v3'), 'RepositoryUriConnection');
	t.is(await type('/package/install', name, 'v2'), 'RepositoryUriConnection');
	t.is(await type('/package/search', {}), 'RepositoryUriConnection');
	t.is(await type('/package/list-versions', {...name, includePackageVersions: true}), 'RepositoryUriConnection');
	t.is((await callCosmos(world.client, '/package/list', {})).status, 200);
	t.is((await call(world.client, 'delete', {name: 'x'})).status, 200);
});

test('the first repository that has a package wins over newer releases further down', async t => {
	const world = await withCluster(t);
	const hello = {packagingVersion: '4.0', name: 'hello-dcos', version: '0.1.0', releaseVersion: 1, tags: []};
	const answer = repositoryAnswer([{...hello, description: 'older', maintainer: 'm'}]);
	const uri = await startRepository(t, world, answer);
	const version = async () =>
		(await callCosmos(world.client, '/package/describe', {packageName: 'hello-dcos'}, 'v3')).json.package.version;
	await call(world.client, 'add', {name: 'x', uri});
	t.is(await version(), '1.0.0');
	await call(world.client, 'delete', {name: 'x'});
	await call(world.client, 'add', {name: 'x', uri, index: 0});
	t.is(await version(), '0.1.0');
});

test('an answer other than 200 from a listed repository is a 500 of Cosmos', async t => {
	const world = await withCluster(t);
	const uri = await startRepository(t, world, emptyAnswer(503));
	world.cluster.catalog.repositories.push({name: 'x', uri});
	const {status, json} = await callCosmos(world.client, '/package/search', {});
	t.deepEqual([status, json.type, json.data.clientStatus], [500, 'UniverseClientHttpError', 503]);
});
