import test from 'ava';
import {callCosmos} from '../sandbox-client.ts';
import {withCluster} from '../with-cluster.ts';

const describe = '/package/describe';
const type = (kind: string, version = 'v1') =>
	`application/vnd.dcos.package.${kind}+json;charset=utf-8;version=${version}`;

test('a package is described with its configuration schema', async t => {
	const {client} = await withCluster(t);
	const reply = await callCosmos(client, describe, {packageName: 'package-registry'}, 'v3');
	t.is(reply.status, 200);
	t.is(reply.headers['content-type'], type('describe-response', 'v3'));
	t.deepEqual(Object.keys(reply.json.package.config.properties), ['service', 'registry']);
});

test('a package or a version that does not exist is a 400 with its own type', async t => {
	const {client} = await withCluster(t);
	const unknown = await callCosmos(client, describe, {packageName: 'nothing'}, 'v3');
	t.is(unknown.status, 400);
	t.is(unknown.headers['content-type'], type('error'));
	t.like(unknown.json, {type: 'PackageNotFound', data: {packageName: 'nothing'}});
	const version = {packageName: 'hello-dcos', packageVersion: '9'};
	t.is(
		(await callCosmos(client, describe, version, 'v3')).json.message,
		'Version [9] of package [hello-dcos] not found',
	);
});

test('media types must be given, with version and character set', async t => {
	const {client} = await withCluster(t);
	const call = (headers: Record<string, string>) => client('POST', describe, {packageName: 'hello-dcos'}, headers);
	const good = {'content-type': type('describe-request'), accept: type('describe-response', 'v3')};
	t.is((await call(good)).status, 200);
	t.is((await call({...good, accept: `text/plain, ${good.accept};q=0.5`})).status, 200);
	t.is((await call({...good, accept: '*/*'})).json.type, 'not_valid');
	t.is((await call({...good, accept: type('describe-response', 'v9')})).json.type, 'not_valid');
	t.is((await call({...good, 'content-type': 'application/json'})).json.type, 'not_valid');
	t.is((await call({'content-type': good['content-type']})).json.type, 'not_present');
	const both = await call({'content-type': 'application/json', accept: 'application/json'});
	t.deepEqual([both.json.type, both.json.data.errors.length], ['multiple_errors', 2]);
});

test('a body that lacks what is needed, or has it in another type, is not parsed', async t => {
	const {client} = await withCluster(t);
	t.is((await callCosmos(client, describe, {}, 'v3')).json.type, 'not_parsed');
	t.is((await callCosmos(client, describe, {packageName: 1}, 'v3')).json.type, 'not_parsed');
	t.is((await callCosmos(client, '/package/list-versions', {packageName: 'hello-dcos'})).json.type, 'not_parsed');
});

test('versions, search, rendering and capabilities', async t => {
	const {client} = await withCluster(t);
	const versions = {packageName: 'hello-dcos', includePackageVersions: true};
	t.deepEqual((await callCosmos(client, '/package/list-versions', versions)).json, {results: {'1.0.0': '100'}});
	const found = await callCosmos(client, '/package/search', {query: 'registry'});
	t.deepEqual(
		found.json.packages.map(({name}: {name: string}) => name),
		['package-registry'],
	);
	t.is((await callCosmos(client, '/package/search', {})).json.packages.length, 2);
	const rendered = await callCosmos(client, '/package/render', {packageName: 'hello-dcos', appId: 'a/b'});
	t.like(rendered.json.marathonJson, {id: '/a/b', cmd: 'sleep 1000000', instances: 1});
	const accept = 'application/vnd.dcos.capabilities+json;charset=utf-8;version=v1';
	t.is((await client('GET', '/capabilities', undefined, {accept})).json.capabilities[0].name, 'PACKAGE_MANAGEMENT');
});

test('options that break the schema are all told, and nothing is installed', async t => {
	const {client, cluster} = await withCluster(t);
	const options = {service: {instances: 'two', mem: 1}};
	const reply = await callCosmos(client, '/package/install', {packageName: 'package-registry', options}, 'v2');
	t.deepEqual([reply.status, reply.json.type], [400, 'JsonSchemaMismatch']);
	const places = reply.json.data.errors.map((error: {instance: {pointer: string}; keyword: string}) => {
		return `${error.instance.pointer} ${error.keyword}`;
	});
	t.deepEqual(places.sort(), ['/registry required', '/service/instances type', '/service/mem minimum']);
	t.is(cluster.scheduler.apps.size, 0);
});
