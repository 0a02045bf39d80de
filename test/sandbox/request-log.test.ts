import test from 'ava';
import {createInsideClient} from './inside-client.ts';
import {withCluster} from './with-cluster.ts';

test('every request is told in its order, without its query, whatever became of it', async t => {
	const {client, clientWith, cluster, faults} = await withCluster(t);
	await client('PUT', '/secrets/v1/secret/default/a', {value: 'canary'});
	await client('GET', '/secrets/v1/secret/default/?list=true');
	await clientWith('')('GET', '/no/such/path');
	faults.add({match: () => true, kind: 'cut', times: 1});
	await t.throwsAsync(client('GET', '/mesos/slaves'));
	t.deepEqual(cluster.requests.list(), [
		'PUT /secrets/v1/secret/default/a',
		'GET /secrets/v1/secret/default/',
		'GET /no/such/path',
		'GET /mesos/slaves',
	]);
	cluster.requests.clear();
	t.deepEqual(cluster.requests.list(), []);
});

test('what the cluster itself asks can be left out', async t => {
	const {authority, client, cluster, names} = await withCluster(t);
	await createInsideClient(names, authority.cert)('https://master.mesos/acs/api/v1/auth/jwks');
	await client('GET', '/metadata');
	t.deepEqual(cluster.requests.list(), ['GET /acs/api/v1/auth/jwks', 'GET /metadata']);
	t.deepEqual(cluster.requests.list('outside'), ['GET /metadata']);
});
