import test from 'ava';
import {setDisk} from '../../../src/storage/set-disk.ts';
import {setS3} from '../../../src/storage/set-s3.ts';
import {showStorage} from '../../../src/storage/show.ts';
import type {World} from '../../../src/world.ts';
import {publishedSample, publishedSampleMended, publishedVolume} from '../../support/published-options.ts';
import {s3Request} from './s3-requests.ts';
import {storageCluster} from './storage-cluster.ts';
import {storageWorld} from './storage-world.ts';
import {secrets, verified} from './verified-storage.ts';

const strayVolume = publishedVolume.replace(/\}\n\}\n$/, '}\n  "\n}\n');
const choice = {backend: 'volume', containerPath: 'package-registry', hostname: 'a.specific.node.com'} as const;
const onDisk = {optionsPath: 'o.json', serviceName: null, dryRun: false};

const setVolume = (world: World, dryRun = false) => setDisk({...onDisk, choice, dryRun}, world);
const setLocal = (world: World, dryRun = false) => setDisk({...onDisk, choice: {backend: 'local'}, dryRun}, world);
const inBucket = (world: World, dryRun = false) => setS3({...s3Request, dryRun}, world);
const show = (world: World) => showStorage({optionsPath: 'o.json', serviceName: null}, world);

const around = (text: string) =>
	storageWorld({cluster: storageCluster({agents: ['a.specific.node.com']}), files: {'o.json': text}});

const warnings = (lines: readonly string[]) => lines.filter(line => /stray quotation mark in line \d+ /.test(line));

test('a volume that the file has already is chosen in a mended file, which is told', async t => {
	const {world, files, lines, done} = around(strayVolume);
	const {optionsFile} = await setVolume(world);
	t.deepEqual(optionsFile, {path: 'o.json', state: 'changed', repaired: {line: 8}, removed: [], movedTo: null});
	t.is(files.get('o.json'), publishedVolume);
	t.deepEqual(done, ['file o.json']);
	t.is(warnings(lines).length, 1);
});

test('the second run finds nothing to mend, and nothing to warn of', async t => {
	const {world, files} = around(strayVolume);
	await setVolume(world);
	const second = around(files.get('o.json') ?? '');
	const {optionsFile} = await setVolume(second.world);
	t.deepEqual(optionsFile, {path: 'o.json', state: 'unchanged', removed: [], movedTo: null});
	t.deepEqual([second.done, second.lines], [[], []]);
});

for (const [what, set, bucket] of [
	['local', setLocal, false],
	['s3', inBucket, true],
] as const) {
	test(`storage ${what} edits the file as it was meant`, async t => {
		const [stray, plain] = [around(publishedSample), around(publishedSampleMended)];
		const [{optionsFile}, expected] = [await set(stray.world), await set(plain.world)];
		t.deepEqual(optionsFile, {...expected.optionsFile, repaired: {line: 16}});
		t.is(stray.files.get('o.json'), plain.files.get('o.json'));
		t.is(/my-bucket/.test(stray.files.get('o.json') ?? ''), false);
		t.is(/"bucket" : "b"/.test(stray.files.get('o.json') ?? ''), bucket);
		t.deepEqual([warnings(stray.lines).length, warnings(plain.lines).length], [1, 0]);
	});
}

for (const [what, set, text] of [
	['volume', setVolume, strayVolume],
	['local', setLocal, publishedSample],
	['s3', inBucket, publishedSample],
] as const) {
	test(`a dry run of storage ${what} warns, tells what would be mended and writes nothing`, async t => {
		const {world, files, lines, done} = around(text);
		const {optionsFile} = await set(world, true);
		t.is(optionsFile.state, 'changed');
		t.truthy(optionsFile.repaired);
		t.is(warnings(lines).length, 1);
		t.deepEqual([files.get('o.json'), done], [text, []]);
	});
}

test('storage show warns, and leaves the file as it is', async t => {
	const {world, lines, done} = around(publishedSample);
	t.like(await show(world), {optionsFile: {backend: 's3'}});
	t.is(warnings(lines).length, 1);
	t.deepEqual(done, []);
});

test('storage verify warns, tries what the file means and leaves it as it is', async t => {
	const secret = {'dcos-registry-s3-credential-file': Object.values(secrets)[0] ?? ''};
	const {report, lines, done} = await verified({
		cluster: storageCluster({secrets: secret}),
		files: {'o.json': publishedSample},
	});
	t.like(report, {tried: 'options file', bucket: {name: 'my-bucket'}});
	t.is(warnings(lines).length, 1);
	t.deepEqual(done, []);
});

test('an error behind the stray quotation mark has the line that it has in the file', async t => {
	const text = '{\n"registry": {"service": {"instances": 3}}\n"\n,\n"service": {"instances": 2}\n}\n';
	const error = await t.throwsAsync(setLocal(around(text).world));
	t.deepEqual((error as {details?: unknown} | undefined)?.details, [
		'service.instances is 2 (line 5), but registry.service.instances is 3 (line 2)',
	]);
});
