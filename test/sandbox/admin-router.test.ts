import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import test from 'ava';
import {withCluster} from './with-cluster.ts';

const users = '/acs/api/v1/users';

test('without a valid token Admin Router answers an HTML page and the challenge of DC/OS Enterprise', async t => {
	const {clientWith, cluster} = await withCluster(t);
	const expired = await cluster.tokens.issue('bootstrapuser', -1);
	const ofNobody = await cluster.tokens.issue('nobody', 60);
	for (const token of ['', 'no-token', expired, ofNobody]) {
		const reply = await clientWith(token)('GET', users);
		t.is(reply.status, 401);
		t.is(reply.headers['content-type'], 'text/html; charset=UTF-8');
		t.is(reply.headers['www-authenticate'], 'acsjwt');
	}
});

test('both forms of the Authorization header are taken', async t => {
	const {clientWith, token} = await withCluster(t);
	const client = clientWith('');
	for (const authorization of [`token=${token}`, `Bearer ${token}`]) {
		t.is((await client('GET', users, undefined, {authorization})).status, 200);
	}
});

test('a token expires by the clock of the cluster', async t => {
	let now = Date.now();
	const {clientWith, cluster} = await withCluster(t, {now: () => now});
	const client = clientWith(await cluster.tokens.issue('bootstrapuser', 60));
	t.is((await client('GET', users)).status, 200);
	now += 61_000;
	t.is((await client('GET', users)).status, 401);
});

test('a user without the permission gets the HTML page of a 403, until it is granted', async t => {
	const {client, clientWith, cluster} = await withCluster(t);
	await client('PUT', `${users}/operator`, {description: 'o', password: 'p'});
	const operator = clientWith(await cluster.tokens.issue('operator', 60));
	const refused = await operator('GET', '/mesos/slaves');
	t.is(refused.status, 403);
	t.is(refused.headers['content-type'], 'text/html; charset=UTF-8');
	await client('PUT', '/acs/api/v1/acls/dcos:adminrouter:ops:mesos', {description: 'Mesos'});
	await client('PUT', '/acs/api/v1/acls/dcos:adminrouter:ops:mesos/users/operator/full');
	t.is((await operator('GET', '/mesos/slaves')).status, 200);
});

test('what needs no login is told to everybody', async t => {
	const {authority, clientWith} = await withCluster(t, {facts: {version: '2.1.4'}});
	const anyone = clientWith('');
	const version = await anyone('GET', '/dcos-metadata/dcos-version.json');
	t.like(version.json, {version: '2.1.4', 'dcos-variant': 'enterprise'});
	t.is((await anyone('GET', '/ca/dcos-ca.crt')).text, `${authority.cert}\n`);
	t.is((await anyone('GET', '/')).status, 200);
	t.is((await anyone('GET', '/acs/api/v1/auth/providers')).status, 200);
});

test('only who is logged in hears that a path does not exist', async t => {
	const {client, clientWith, cluster} = await withCluster(t);
	t.is((await client('GET', '/no/such/path')).status, 404);
	t.is((await client('GET', '/mesos/nothing')).status, 404);
	t.deepEqual(cluster.unknownRequests, ['GET /no/such/path', 'GET /mesos/nothing']);
	t.is((await clientWith('')('GET', '/no/such/path')).status, 401);
});

test('what the cluster says about itself', async t => {
	const {client} = await withCluster(t, {facts: {mode: 'permissive'}});
	t.like((await client('GET', '/dcos-metadata/bootstrap-config.json')).json, {security: 'permissive'});
	const {json} = await client('GET', '/metadata');
	t.is(json.PUBLIC_IPV4, '127.0.0.1');
	t.regex(json.CLUSTER_ID, /^[\da-f-]{36}$/);
});

test('every exchange is recorded, without the token', async t => {
	const directory = await mkdtemp(join(tmpdir(), 'recording-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const record = join(directory, 'exchanges.ndjson');
	const {client, token} = await withCluster(t, {record});
	await client('GET', '/secrets/v1/secret/default/?list=true');
	const text = await readFile(record, 'utf8');
	const exchange = JSON.parse(text);
	t.like(exchange, {method: 'GET', url: '/secrets/v1/secret/default/?list=true', requestBody: '', status: 200});
	t.is(exchange.responseBody, '{"array":[]}');
	t.false(text.includes(token));
});
