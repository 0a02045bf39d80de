import {cp, mkdtemp, readFile, rm, stat} from 'node:fs/promises';
import path from 'node:path';
import {Script} from 'node:vm';
import test from 'ava';
import {execa} from 'execa';
import {executableFaults} from '../../binaries/executable-faults.ts';
import {inputs} from '../../binaries/fingerprint.ts';
import {build, thisProject} from '../../binaries/plugin.ts';
import {readZip} from '../../binaries/plugin-zip.ts';
import {blobOfElf, unsealed} from '../../binaries/sea-blob.ts';
import {sumOf} from '../../binaries/sums.ts';
import {linux} from '../../binaries/targets.ts';
import packageJson from '../../package.json' with {type: 'json'};
import {info} from '../../src/about.ts';

// Before all of them, because they run at the same time and each would find nothing built.
test.before(async () => {
	await build();
});

test('the binary in the zip is the one beside it', async t => {
	const {binary, zip} = await build();
	const zipped = (await readZip(zip)).find(({name}) => name === linux.executable);
	t.true(zipped?.content.equals(await readFile(binary)));
});

test('the binary is for Linux on x86-64, with the plugin sealed in it', async t => {
	const {binary} = await build();
	t.deepEqual(executableFaults(linux, await readFile(binary)), []);
});

test('V8 takes the code cache that is sealed in beside the plugin', async t => {
	const {binary} = await build();
	const {assets} = unsealed(blobOfElf(await readFile(binary)) ?? Buffer.alloc(0));
	const [app = Buffer.alloc(0), cachedData = Buffer.alloc(0)] = [assets.get('app'), assets.get('cache')];
	t.false(new Script(app.toString('latin1'), {cachedData}).cachedDataRejected);
	// One that was made of another script, and the empty one of the other systems: V8 compiles.
	t.notThrows(() => new Script(`${app.toString('latin1')}  `, {cachedData: Buffer.alloc(0)}));
	t.true(new Script(`${app.toString('latin1')} `, {cachedData}).cachedDataRejected);
});

test('what runs before the plugin is loaded is short, so that it starts as fast as Node.js does', async t => {
	const {binary} = await build();
	const {main} = unsealed(blobOfElf(await readFile(binary)) ?? Buffer.alloc(0));
	t.true(main.length < 50_000, `${main.length} bytes`);
});

const answersAlone = test.macro({
	title: (_, words: string[]) => `answers ${words.join(' ')} in one line, with nothing in its environment`,
	exec: async (t, words: string[], line: string) => {
		const {binary} = await build();
		const {exitCode, stdout, stderr} = await execa(binary, words, {cwd: '/', env: {}, extendEnv: false});
		t.deepEqual({exitCode, stdout, stderr}, {exitCode: 0, stdout: line, stderr: ''});
	},
});
test(answersAlone, ['registry', '--info'], info);
test(answersAlone, ['--info'], info);
test(answersAlone, ['registry', '--version'], `dcos-registry version ${packageJson.version}`);
test(answersAlone, ['--version'], `dcos-registry version ${packageJson.version}`);

test('is not built again while nothing has changed', async t => {
	const {binary, zip} = await build();
	const before = await Promise.all([stat(binary), stat(zip)]);
	await build();
	const after = await Promise.all([stat(binary), stat(zip)]);
	t.deepEqual(
		after.map(({ino}) => ino),
		before.map(({ino}) => ino),
	);
});

test('a build in another folder makes the same bytes', async t => {
	const {zip} = await build();
	const elsewhere = await mkdtemp(path.join(thisProject, '.tmp', 'elsewhere-'));
	t.teardown(() => rm(elsewhere, {recursive: true}));
	const sources = ['src', 'binaries', ...inputs.filter(input => !input.includes('*'))];
	const isSource = (file: string) => !path.basename(file).startsWith('dcos-registry-');
	for (const name of sources) {
		await cp(path.join(thisProject, name), path.join(elsewhere, name), {recursive: true, filter: isSource});
	}
	// a folder of its own, though its files are the same: npm takes what a link leads to for packages that nobody asked for
	await execa('cp', ['--archive', '--link', path.join(thisProject, 'node_modules'), elsewhere]);
	const again = await build(elsewhere);
	t.not(again.zip, zip);
	t.is(await sumOf(again.zip), await sumOf(zip));
});
