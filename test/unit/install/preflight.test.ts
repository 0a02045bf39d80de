import test from 'ava';
import {refusal} from './faults.ts';
import {request} from './first-findings.ts';
import {account, complete, look} from './looked-around.ts';
import {agent} from './memory-cluster.ts';
import {definition, oldDefinition, universe} from './package.ts';

test('before a first installation everything is looked at, in the order of reading, and nothing is written', async t => {
	const {results, findings, writes} = await look();
	t.deepEqual(results, [
		'login: ok',
		'cluster: ok',
		'package: to do',
		'options file: ok',
		'storage: ok',
		'secrets: ok',
		'service account: to do',
		'name: ok',
		'capacity: ok',
		'repository: to do',
	]);
	t.like(findings, {
		service: 'dcos-registry',
		package: definition,
		change: 'install',
		installed: null,
		bootstrap: null,
	});
	t.is(findings?.account?.uid, 'dcos-registry-account');
	t.is(findings?.app?.id, '/dcos-registry');
	t.deepEqual(findings?.repository, {
		name: 'Registry',
		index: 0,
		uri: 'https://dcos-registry.marathon.l4lb.thisdcos.directory/repo',
	});
	t.deepEqual(writes, []);
});

test('of a complete registry the health is told, and neither name nor capacity is asked for', async t => {
	const {results, findings} = await look({traits: complete});
	t.deepEqual(results, [
		'login: ok',
		'cluster: ok',
		'package: ok',
		'options file: ok',
		'storage: ok',
		'secrets: ok',
		'service account: ok',
		'health: ok',
		'repository: ok',
	]);
	t.like(findings, {change: null, app: null});
	t.is(findings?.installed?.appId, '/dcos-registry');
});

test('all that stands in the way is told at once', async t => {
	const {results} = await look({
		traits: {
			secrets: {'dcos-registry/service-account': 'text'},
			otherApps: [{id: '/dcos-registry', labels: {}, virtualIps: []}],
			repositories: [universe, {name: 'Registry', uri: 'https://other'}],
			agents: [agent('a', {mem: 1})],
			mode: 'disabled',
		},
		options: '{"service": {"instances": 2}, "registry": {"s3": {"credential-secret-path": "x/s3"}}}',
	});
	t.deepEqual(
		results.filter(each => each.endsWith('problem')),
		[
			'cluster: problem',
			'storage: problem',
			'secrets: problem',
			'secrets: problem',
			'service account: problem',
			'name: problem',
			'capacity: problem',
			'repository: problem',
		],
	);
});

test('on a cluster that can have no registry nothing else is asked', async t => {
	const {results, findings} = await look({traits: {version: {version: '2.2.1', variant: 'open'}}});
	t.deepEqual([results, findings], [['cluster: problem'], null]);
});

test('an options file that cannot be read is told beside the rest, and its storage is not judged', async t => {
	const {results, findings} = await look({options: '{'});
	t.deepEqual(results.slice(2, 7), [
		'package: to do',
		'options file: problem',
		'storage: not checked',
		'secrets: ok',
		'service account: to do',
	]);
	t.is(findings?.app, null);
});

test('the storage of faulty options is not judged, whatever else is said of them', async t => {
	const {results} = await look({options: '{"service": {"instances": 0, "nonsense": 1}}'});
	t.deepEqual(results.slice(3, 6), ['options file: problem', 'options file: warning', 'storage: not checked']);
});

test("that the registry's own repository does not answer is kept in mind", async t => {
	const [own] = complete.repositories ?? [];
	const error = refusal('RepositoryUriConnection', {data: {repository: {...own}}});
	const {findings, results} = await look({
		traits: {...complete, over: {cosmos: {describe: () => Promise.reject(error)}}},
	});
	t.deepEqual(results.slice(2, 4), ['package: warning', 'package: ok']);
	t.true(findings?.silent);
	t.false((await look({traits: complete})).findings?.silent);
});

test('what Cosmos says of the options is asked only of those that could be right', async t => {
	const render = () => Promise.reject(refusal('X', {serverMessage: 'bad'}));
	const bad = await look({traits: {over: {cosmos: {render}}}});
	t.deepEqual(bad.results.slice(3, 5), ['options file: ok', 'options file: problem']);
	const faulty = await look({traits: {over: {cosmos: {render}}}, options: '{"service": {"instances": 0}}'});
	t.is(faulty.checks.filter(({name}) => name === 'options file').length, 1);
	const nothing = await look({traits: {...complete, over: {cosmos: {render}}}});
	t.deepEqual(nothing.results.slice(3, 5), ['options file: ok', 'storage: ok']);
});

test('a package that nobody has yet is not judged, and its source is found', async t => {
	const {results, findings} = await look({traits: {offers: {}}});
	t.deepEqual(results, [
		'login: ok',
		'cluster: ok',
		'package: to do',
		'options file: not checked',
		'storage: not checked',
		'secrets: ok',
		'service account: to do',
		'name: ok',
		'repository: to do',
	]);
	t.like(findings, {package: null, change: null, bootstrap: {uri: request.bootstrapRepository}});
});

test('a package that nobody has any more needs no source for a registry that runs', async t => {
	const {findings} = await look({traits: {...complete, offers: {}}});
	t.is(findings?.bootstrap, null);
});

test('a sealed store is told once, and nothing is asked of it', async t => {
	const over = {secrets: {sealed: async () => true, read: () => t.fail() as never}};
	const {results, findings} = await look({traits: {over}});
	t.deepEqual(results.slice(5, 7), ['secrets: problem', 'name: ok']);
	t.is(findings?.account, null);
});

test("somebody else's account is looked at, and not ours to make", async t => {
	const {results, findings} = await look({traits: account, wish: {makeAccount: false}});
	t.true(results.includes('service account: ok'));
	t.is(findings?.account, null);
	t.true((await look({wish: {makeAccount: false}})).results.includes('service account: problem'));
});

test('no repository is looked for when none is wanted', async t => {
	const {results, findings} = await look({wish: {repository: null}});
	t.is(results.at(-1), 'repository: not checked');
	t.is(findings?.repository, null);
});

test('a warning for a login that ends before the time to wait does', async t => {
	const over = {login: {uid: 'me', ends: 60_000}};
	t.is((await look({traits: {over}})).results[0], 'login: warning');
	t.is((await look({traits: {over}, wish: {timeout: 59_999}})).results[0], 'login: ok');
});

test('the package of 1.12 is looked at in its own shape', async t => {
	const {findings, results} = await look({
		traits: {
			version: {version: '1.12.3', variant: null},
			mode: 'permissive',
			offers: {[universe.uri]: [oldDefinition]},
		},
		options: '{"registry": {"service": {"instances": 1}}}',
	});
	t.is(findings?.service, 'registry');
	t.is(findings?.app?.id, '/registry');
	t.deepEqual(
		results.filter(each => !/: (ok|to do)$/.test(each)),
		[],
	);
});
