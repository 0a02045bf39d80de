import test from 'ava';
import {callCosmos} from './sandbox-client.ts';
import {withCluster} from './with-cluster.ts';

const open = {facts: {variant: 'open'}} as const;

test('open DC/OS says so, and has neither secrets nor a security mode', async t => {
	const {client, cluster} = await withCluster(t, open);
	t.is((await client('GET', '/dcos-metadata/dcos-version.json')).json['dcos-variant'], 'open');
	for (const path of ['/dcos-metadata/bootstrap-config.json', '/secrets/v1/secret/default/a', '/secrets/v1/ping']) {
		const {status, headers} = await client('GET', path);
		t.deepEqual([status, headers['content-type']], [404, 'text/html; charset=UTF-8'], path);
	}
	t.deepEqual(cluster.unknownRequests, []);
});

test('open DC/OS asks for a login in its own way', async t => {
	const {clientWith, faults, client} = await withCluster(t, open);
	t.is((await clientWith('')('GET', '/mesos/slaves')).headers['www-authenticate'], 'oauthjwt');
	faults.add({match: () => true, kind: 'html-401'});
	t.is((await client('GET', '/mesos/slaves')).headers['www-authenticate'], 'oauthjwt');
});

test('open DC/OS has no package registry, and no repository to get it from', async t => {
	const {client, cluster} = await withCluster(t, open);
	const described = await callCosmos(client, '/package/describe', {packageName: 'package-registry'}, 'v3');
	t.is(described.json.type, 'PackageNotFound');
	t.deepEqual(
		cluster.catalog.repositories.map(({name}) => name),
		['Universe'],
	);
	const uri = 'https://registry.component.thisdcos.directory/repo';
	const added = await callCosmos(client, '/package/repository/add', {name: 'Bootstrap Registry', uri});
	t.is(added.json.type, 'RepositoryUriConnection');
});

test('a cluster in mode disabled tells that mode', async t => {
	const {client} = await withCluster(t, {facts: {version: '1.11.12', mode: 'disabled'}});
	t.like((await client('GET', '/dcos-metadata/bootstrap-config.json')).json, {security: 'disabled'});
});
