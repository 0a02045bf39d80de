import test from 'ava';
import {createFaults} from './faults.ts';
import {withCluster} from './with-cluster.ts';

const secret = '/secrets/v1/secret/default/a';

test('a fault lets the first requests pass and hits as often as it was told', t => {
	const faults = createFaults();
	faults.add({match: method => method === 'PUT', kind: 'hang', skip: 1, times: 2});
	const hits = ['PUT', 'GET', 'PUT', 'PUT', 'PUT'].map(method => faults.take(method, '/')?.kind);
	t.deepEqual(hits, [undefined, undefined, 'hang', 'hang', undefined]);
});

test('a chosen status with a chosen body', async t => {
	const {client, faults} = await withCluster(t);
	faults.add({match: (_, path) => path === secret, kind: 'status', status: 503, body: {message: 'no'}, times: 1});
	const reply = await client('GET', secret);
	t.deepEqual([reply.status, reply.json], [503, {message: 'no'}]);
	t.is((await client('GET', secret)).status, 404);
});

test('a session that ended, or a permission that is missing, on one path only', async t => {
	const {client, faults} = await withCluster(t);
	faults.add({match: (_, path) => path.startsWith('/mesos'), kind: 'html-401'});
	faults.add({match: (_, path) => path.startsWith('/package'), kind: 'html-403'});
	t.is((await client('GET', '/mesos/slaves')).status, 401);
	t.is((await client('POST', '/package/list')).status, 403);
	t.is((await client('GET', secret)).status, 404);
	faults.clear();
	t.is((await client('GET', '/mesos/slaves')).status, 200);
});

test('a lost answer: the work was done all the same', async t => {
	const {client, cluster, faults} = await withCluster(t);
	faults.add({match: method => method === 'PUT', kind: 'lose-answer', times: 1});
	await t.throwsAsync(client('PUT', secret, {value: 'v'}));
	t.is(cluster.secrets.secrets.get('a')?.value, 'v');
	t.is((await client('PUT', secret, {value: 'v'})).status, 409);
});

test('a torn body ends before its announced length', async t => {
	const {client, faults} = await withCluster(t);
	faults.add({match: () => true, kind: 'torn-body', times: 1});
	await t.throwsAsync(client('GET', '/mesos/slaves'));
});

test('a request that hangs is not answered, and does not keep the sandbox from stopping', async t => {
	const {client, cluster, faults} = await withCluster(t);
	faults.add({match: () => true, kind: 'hang'});
	const hanging = t.throwsAsync(client('GET', secret));
	await cluster.stop();
	await hanging;
});
