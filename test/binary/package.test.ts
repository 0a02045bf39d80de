import {open, readFile, stat} from 'node:fs/promises';
import {text} from 'node:stream/consumers';
import {crc32} from 'node:zlib';
import test from 'ava';
import {execa} from 'execa';
import {parse} from 'smol-toml';
import {type Entry, openPromise, type ZipFile} from 'yauzl';
import {build} from '../../binaries/plugin.ts';
import packageJson from '../../package.json' with {type: 'json'};
import {info} from '../../src/about.ts';

// Before all of them, because they run at the same time and each would find nothing built.
test.before(async () => {
	await build();
});

/** The zip, opened: its entries by name, and the text of one of them. */
async function unpacked() {
	const {binary, zip} = await build();
	const file: ZipFile = await openPromise(zip, {autoClose: false});
	const entries = new Map<string, Entry>();
	for await (const entry of file.eachEntry()) entries.set(entry.fileName, entry);
	const read = async (name: string) => {
		const entry = entries.get(name);
		return entry === undefined ? '' : text(await file.openReadStreamPromise(entry));
	};
	return {binary, entries, read, close: () => file.close()};
}

const modeOf = (entry: Entry | undefined) => ((entry?.externalFileAttributes ?? 0) >>> 16).toString(8);

test('the zip holds a description, the licence and a binary that may be executed', async t => {
	const {entries, close} = await unpacked();
	const modes = [...entries].map(([name, entry]) => [name, modeOf(entry)]);
	t.deepEqual(modes, [
		['plugin.toml', '100644'],
		['LICENSE', '100644'],
		['bin/dcos-registry', '100755'],
	]);
	close();
});

test('the binary in the zip is the one beside it', async t => {
	const {binary, entries, close} = await unpacked();
	const content = await readFile(binary);
	t.is(entries.get('bin/dcos-registry')?.uncompressedSize, content.length);
	t.is(entries.get('bin/dcos-registry')?.crc32, crc32(content));
	close();
});

test('plugin.toml gives dcos the one command, registry, and the line that the binary gives it', async t => {
	const {read, close} = await unpacked();
	t.deepEqual(parse(await read('plugin.toml')), {
		schema_version: 1,
		name: 'dcos-registry',
		commands: [{name: 'registry', path: 'bin/dcos-registry', description: info}],
	});
	close();
});

test('the binary is for Linux on x86-64', async t => {
	const {binary} = await build();
	const file = await open(binary);
	const {buffer} = await file.read(Buffer.alloc(20), 0, 20, 0);
	await file.close();
	t.is(buffer.toString('latin1', 0, 5), '\x7fELF\x02');
	t.is(buffer.readUInt16LE(18), 0x3e);
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
