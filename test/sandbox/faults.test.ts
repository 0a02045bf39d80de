import {request} from 'node:https';
import {setImmediate} from 'node:timers/promises';
import test from 'ava';
import {eventually} from './eventually.ts';
import {createFaults, type FaultKind} from './faults.ts';
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

test('a cut: the service never heard of the request', async t => {
	const {client, cluster, faults} = await withCluster(t);
	faults.add({match: method => method === 'PUT', kind: 'cut', times: 1});
	await t.throwsAsync(client('PUT', secret, {value: 'v'}));
	t.false(cluster.secrets.secrets.has('a'));
	t.is((await client('PUT', secret, {value: 'v'})).status, 201);
});

test('a hook is awaited before the work, another one between the work and the answer', async t => {
	const {client, cluster, faults} = await withCluster(t);
	const seen: string[] = [];
	const look = async (when: string) => {
		await setImmediate();
		seen.push(`${when} ${cluster.secrets.secrets.has('a')}`);
	};
	faults.add({match: () => true, kind: 'watch', before: () => look('before'), after: () => look('after')});
	t.is((await client('PUT', secret, {value: 'v'})).status, 201);
	t.deepEqual(seen, ['before false', 'after true']);
});

test('hooks go with every kind of fault, as far as that gets', async t => {
	const {client, faults} = await withCluster(t);
	const seen = async (kind: FaultKind) => {
		const called: string[] = [];
		const hooks = {before: () => void called.push('before'), after: () => void called.push('after')};
		faults.clear();
		faults.add({match: () => true, kind, ...hooks});
		await client('GET', '/mesos/slaves').catch(() => undefined);
		return called.join(', ');
	};
	for (const kind of ['status', 'html-401', 'html-403', 'lose-answer', 'torn-body', 'watch'] as const) {
		t.is(await seen(kind), 'before, after', kind);
	}
	t.is(await seen('cut'), 'before');
});

test('a client that goes away in a hook does not keep the work from being done', async t => {
	const {authority, cluster, faults, token, url} = await withCluster(t);
	const sent = request(`${url}${secret}`, {
		method: 'PUT',
		ca: authority.cert,
		headers: {authorization: `token=${token}`, 'content-type': 'application/json'},
	});
	sent.on('error', () => undefined);
	faults.add({match: () => true, kind: 'watch', before: () => void sent.destroy()});
	sent.end('{"value": "v"}');
	await eventually('the work is done', async () => cluster.secrets.secrets.has('a'));
	t.true(sent.destroyed);
});
