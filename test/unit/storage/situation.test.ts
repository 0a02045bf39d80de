import test from 'ava';
import {ApiError} from '../../../src/errors/api-error.ts';
import {RefusedError} from '../../../src/errors/errors.ts';
import {readSituation} from '../../../src/storage/situation.ts';
import {nested, optionsFile, topLevel} from './chosen-storage.ts';
import {oldConfig, storageCluster} from './storage-cluster.ts';
import {storageWorld} from './storage-world.ts';

async function situation(text: string, traits: Parameters<typeof storageCluster>[0] = {}, name: string | null = null) {
	const {cluster} = storageCluster(traits);
	const {world, lines} = storageWorld();
	const found = await readSituation(optionsFile(text), name, {cluster, progress: world.progress});
	return {found, lines};
}

test("the shape is that of the cluster's own package", async t => {
	t.deepEqual((await situation('{}')).found.shape, topLevel);
	t.deepEqual((await situation('{}', {config: oldConfig, version: '1.12.4'})).found.shape, nested);
});

test('without the package, the shape is that of the registry that runs, else that of 1.13', async t => {
	const file = '{"registry": {"service": {"name": "r"}}}';
	const installed = {r: {registry: {}}};
	const running = await situation(file, {config: null, installed, installedConfig: oldConfig});
	t.deepEqual([running.found.shape, running.lines], [nested, []]);
	const unseen = await situation(file, {config: null});
	t.deepEqual(unseen.found.shape, topLevel);
	t.regex(unseen.lines.join(), /^No repository of the cluster has the package yet: .* of DC\/OS 1\.13 and newer$/);
});

test('every registry of the cluster is found, and the service is told without its slashes', async t => {
	const installed = {r: {registry: {}}, 'team/other': null};
	const {found} = await situation('{"service": {"name": "/r"}}', {installed});
	t.is(found.service, 'r');
	t.deepEqual(
		found.installed.map(({appId, options}) => [appId, options]),
		[
			['/r', {registry: {}}],
			['/team/other', null],
		],
	);
});

test('the name on the command line wins', async t => {
	t.is((await situation('{"service": {"name": "r"}}', {}, 'mine')).found.service, 'mine');
	t.is((await situation('{}')).found.service, 'dcos-registry');
});

test('a file that contradicts itself is refused', async t => {
	const file = '{"service": {"instances": 1}, "registry": {"service": {"instances": 2}}}';
	await t.throwsAsync(situation(file), {instanceOf: RefusedError, message: /says two different things/});
});

test('a key without effect is warned of where the storage is chosen', async t => {
	const {lines} = await situation('{"registry": {"s3": {"bukket": "b"}}}');
	t.is(lines.length, 1);
	t.regex(lines[0] ?? '', /^Warning: registry\.s3\.bukket .*did you mean registry\.s3\.bucket\?/);
});

test('where a repository does not answer, nothing can be installed: it is refused', async t => {
	await t.throwsAsync(situation('{}', {config: 'broken'}), {instanceOf: ApiError});
});
