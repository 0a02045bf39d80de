import test from 'ava';
import {createSecretStore, readForService} from './secret-store.ts';
import {withCluster} from './with-cluster.ts';

const store = '/secrets/v1/secret/default';

const asBytes = {'content-type': 'application/octet-stream'};

test('a text secret is created once, read back, changed and deleted', async t => {
	const {client} = await withCluster(t);
	const path = `${store}/dcos-registry/s3-credentials`;
	t.is((await client('GET', path)).status, 404);
	t.is((await client('PATCH', path, {value: 'x'})).status, 404);
	t.is((await client('PUT', path, {value: 'one', description: 'd'})).status, 201);
	t.is((await client('PUT', path, {value: 'two'})).status, 409);
	t.deepEqual((await client('GET', path)).json, {value: 'one', description: 'd'});
	t.is((await client('PATCH', path, {value: 'two'})).status, 204);
	t.deepEqual((await client('GET', path)).json, {value: 'two'});
	t.is((await client('DELETE', path)).status, 204);
	t.is((await client('DELETE', path)).status, 404);
});

test('a file secret keeps its bytes and is answered as such, not as JSON', async t => {
	const {client} = await withCluster(t);
	const bytes = Buffer.from([0, 255, 10, 13, 128]);
	t.is((await client('PUT', `${store}/file`, bytes, asBytes)).status, 201);
	const reply = await client('GET', `${store}/file`);
	t.is(reply.headers['content-type'], 'application/octet-stream');
	t.deepEqual(Buffer.from(reply.text, 'latin1'), bytes);
});

test('a list names what is below a path, whether the slashes were escaped or not', async t => {
	const {client} = await withCluster(t);
	await client('PUT', `${store}/a/b/c`, {value: 'v'});
	await client('PUT', `${store}/a%2Fd`, {value: 'v'});
	await client('PUT', `${store}/top`, {value: 'v'});
	t.deepEqual((await client('GET', `${store}/?list=true`)).json, {array: ['a/b/c', 'a/d', 'top']});
	t.deepEqual((await client('GET', `${store}/a?list=true`)).json, {array: ['b/c', 'd']});
	t.is((await client('GET', `${store}/x?list=true`)).status, 404);
});

test('a sealed store says so and gives nothing away', async t => {
	const {client, cluster} = await withCluster(t);
	t.false((await client('GET', '/secrets/v1/seal-status/default')).json.sealed);
	cluster.secrets.sealed = true;
	t.true((await client('GET', '/secrets/v1/seal-status/default')).json.sealed);
	t.is((await client('PUT', `${store}/a`, {value: 'v'})).status, 503);
	t.is(cluster.secrets.secrets.size, 0);
});

test('a secret over 1 MiB is too large', async t => {
	const {client} = await withCluster(t);
	t.is((await client('PUT', `${store}/large`, Buffer.alloc(1024 * 1024 + 1), asBytes)).status, 413);
	t.is((await client('PUT', `${store}/fits`, Buffer.alloc(1024 * 1024), asBytes)).status, 201);
});

test('without the permission on that path a secret is neither read nor written', async t => {
	const {client, clientWith, cluster} = await withCluster(t);
	await client('PUT', `${store}/a/b`, {value: 'v'});
	await client('PUT', '/acs/api/v1/users/operator', {password: 'p'});
	const operator = clientWith(await cluster.tokens.issue('operator', 60));
	t.is((await operator('GET', `${store}/a/b`)).status, 403);
	await client('PUT', '/acs/api/v1/acls/dcos:secrets:default:%252Fa%252Fb', {description: ''});
	await client('PUT', '/acs/api/v1/acls/dcos:secrets:default:%252Fa%252Fb/users/operator/read');
	t.is((await operator('GET', `${store}/a/b`)).json.value, 'v');
	t.is((await operator('PATCH', `${store}/a/b`, {value: 'x'})).status, 403);
});

for (const [appId, path, readable] of [
	['/hdfs', 'hdfs/secret', true],
	['/group/hdfs/service', 'group/secret', true],
	['/group/spark/service', 'group/hdfs/secret', false],
	['/dcos-registry', 'secret', true],
	['/dcos-registry', 'dcos-registry/secret', true],
	['/dcos-registry', 'dcos/secret', false],
	['/my/custom/dcos-registry', 'my/secret', true],
] as const) {
	test(`service ${appId} ${readable ? 'may' : 'may not'} mount secret ${path}`, t => {
		const secrets = createSecretStore();
		secrets.secrets.set(path, {value: 'v'});
		if (readable) t.is(readForService(secrets, appId, path).toString(), 'v');
		else t.throws(() => readForService(secrets, appId, path), {message: /not allowed/});
	});
}
