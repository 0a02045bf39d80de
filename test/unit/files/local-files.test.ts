import {
	chmod,
	chown,
	lstat,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	readlink,
	rm,
	stat,
	symlink,
	writeFile,
} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {localFiles} from '../../../src/files/local-files.ts';

async function directoryOf(t: ExecutionContext): Promise<string> {
	const directory = await mkdtemp(join(tmpdir(), 'local-files-'));
	t.teardown(() => rm(directory, {recursive: true}));
	return directory;
}

const modeOf = async (path: string) => (await stat(path)).mode & 0o777;

test('a file that is not there is an answer', async t => {
	const directory = await directoryOf(t);
	t.is(await localFiles().read(join(directory, 'none')), null);
	t.is(await localFiles().mode(join(directory, 'none')), null);
	t.deepEqual(await localFiles().list(join(directory, 'none')), []);
});

test('a file is read byte for byte', async t => {
	const path = join(await directoryOf(t), 'file');
	const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0, 255]);
	await writeFile(path, bytes);
	t.deepEqual(await localFiles().read(path), bytes);
});

test('a directory in the place of a file is refused with its path', async t => {
	const directory = await directoryOf(t);
	await t.throwsAsync(localFiles().read(directory), {
		instanceOf: RefusedError,
		message: `could not read ${directory}: it is a directory`,
	});
});

test('the names in a directory are listed', async t => {
	const directory = await directoryOf(t);
	for (const name of ['a', 'b']) await writeFile(join(directory, name), '');
	t.deepEqual([...(await localFiles().list(directory))].sort(), ['a', 'b']);
});

test('a new file is readable for everybody, and nothing else is left beside it', async t => {
	const directory = await directoryOf(t);
	await localFiles().writeAtomically(join(directory, 'new'), 'text');
	t.is(await readFile(join(directory, 'new'), 'utf8'), 'text');
	t.is(await modeOf(join(directory, 'new')), 0o644);
	t.deepEqual(await readdir(directory), ['new']);
});

for (const mode of [0o600, 0o640, 0o644, 0o664, 0o666]) {
	test(`a file of mode ${mode.toString(8)} keeps it when it is replaced`, async t => {
		const path = join(await directoryOf(t), 'file');
		await writeFile(path, 'old');
		await chmod(path, mode);
		await localFiles().writeAtomically(path, 'new');
		t.is(await readFile(path, 'utf8'), 'new');
		t.is(await modeOf(path), mode);
		t.is(await localFiles().mode(path), mode);
	});
}

test('whoever has the old file open goes on reading the old text', async t => {
	const path = join(await directoryOf(t), 'file');
	await writeFile(path, 'old');
	const before = await stat(path);
	await localFiles().writeAtomically(path, 'new');
	t.not((await stat(path)).ino, before.ino);
});

test('a symbolic link stays one, and what it leads to is replaced', async t => {
	const directory = await directoryOf(t);
	await mkdir(join(directory, 'far'));
	await writeFile(join(directory, 'far/file'), 'old');
	await symlink('far/file', join(directory, 'link'));
	await localFiles().writeAtomically(join(directory, 'link'), 'new');
	t.is(await readlink(join(directory, 'link')), 'far/file');
	t.is(await readFile(join(directory, 'far/file'), 'utf8'), 'new');
	t.deepEqual(await readdir(join(directory, 'far')), ['file']);
});

test('a symbolic link to a file that is not there yet stays one too', async t => {
	const directory = await directoryOf(t);
	await symlink('file', join(directory, 'link'));
	await localFiles().writeAtomically(join(directory, 'link'), 'new');
	t.true((await lstat(join(directory, 'link'))).isSymbolicLink());
	t.is(await readFile(join(directory, 'file'), 'utf8'), 'new');
});

for (const [what, path, reason] of [
	['a missing directory', 'none/file', 'its directory does not exist'],
	['a directory', '.', 'it is a directory'],
	['a file on the way', 'file/x', 'a part of its path is not a directory'],
] as const) {
	test(`${what} is refused with its path, and nothing is left behind`, async t => {
		const directory = await directoryOf(t);
		await writeFile(join(directory, 'file'), 'old');
		await mkdir(join(directory, 'sub'));
		const target = path === '.' ? join(directory, 'sub') : join(directory, path);
		const refusal = {
			instanceOf: RefusedError,
			message: new RegExp(`could not write .*${path === '.' ? 'sub' : path}: ${reason}$`),
		};
		await t.throwsAsync(localFiles().refuseUnwritable(target), refusal);
		await t.throwsAsync(localFiles().writeAtomically(target, 'new'), refusal);
		t.deepEqual((await readdir(directory)).sort(), ['file', 'sub']);
		t.is(await readFile(join(directory, 'file'), 'utf8'), 'old');
	});
}

test('to ask whether a file can be written neither makes nor changes it', async t => {
	const directory = await directoryOf(t);
	await writeFile(join(directory, 'file'), 'old');
	await localFiles().refuseUnwritable(join(directory, 'file'));
	await localFiles().refuseUnwritable(join(directory, 'new'));
	t.deepEqual(await readdir(directory), ['file']);
	t.is(await readFile(join(directory, 'file'), 'utf8'), 'old');
});

test('a directory is made with all above it, for its owner only, and one that is there will do', async t => {
	const path = join(await directoryOf(t), 'a/b');
	await localFiles().makeDirectory(path);
	t.is(await modeOf(path), 0o700);
	await chmod(path, 0o750);
	await localFiles().makeDirectory(path);
	t.is(await modeOf(path), 0o750);
});

test('a directory that cannot be had is refused with its path', async t => {
	const path = join(await directoryOf(t), 'file');
	await writeFile(path, '');
	await t.throwsAsync(localFiles().makeDirectory(path), {instanceOf: RefusedError, message: new RegExp(`${path}`)});
	await t.throwsAsync(localFiles().makeDirectory(join(path, 'below')), {instanceOf: RefusedError});
});

test('text is added at the end of a file that only its owner may read', async t => {
	const path = join(await directoryOf(t), 'log');
	await localFiles().append(path, 'one\n');
	await localFiles().append(path, 'two\n');
	t.is(await readFile(path, 'utf8'), 'one\ntwo\n');
	t.is(await modeOf(path), 0o600);
	await t.throwsAsync(localFiles().append(join(path, 'x'), ''), {instanceOf: RefusedError, message: /could not write/});
});

test('in another place relative paths are below its directory, absolute ones are what they are, and a refusal names what was given', async t => {
	const directory = await directoryOf(t);
	const files = localFiles({directory, home: '/home/somebody'});
	t.is(files.home, '/home/somebody');
	await files.makeDirectory('below');
	await files.writeAtomically('below/file', 'text');
	await files.append('below/file', ', more');
	(await files.openToAppend('below/lines'))('line');
	t.is(await readFile(join(directory, 'below/file'), 'utf8'), 'text, more');
	t.is(await readFile(join(directory, 'below/lines'), 'utf8'), 'line\n');
	t.is(String(await files.read('below/file')), 'text, more');
	t.is(String(await files.read(join(directory, 'below/file'))), 'text, more');
	t.is(await files.mode('below/file'), 0o644);
	t.deepEqual([...(await files.list('below'))].sort(), ['file', 'lines']);
	await files.refuseUnwritable('below/new');
	const refusals: readonly [string, () => Promise<unknown>][] = [
		['could not write below: it is a directory', () => files.refuseUnwritable('below')],
		['could not write none/file: its directory does not exist', () => files.writeAtomically('none/file', '')],
		['could not write none/file: its directory does not exist', () => files.append('none/file', '')],
		['could not write none/file: its directory does not exist', () => files.openToAppend('none/file')],
		['could not read below: it is a directory', () => files.read('below')],
	];
	for (const [message, work] of refusals) await t.throwsAsync(work, {instanceOf: RefusedError, message});
});

test('the file of somebody else stays theirs when root writes it', async t => {
	const path = join(await directoryOf(t), 'file');
	await writeFile(path, 'old');
	await chmod(path, 0o640);
	if (process.getuid?.() === 0) await chown(path, 4711, 4712);
	const {uid, gid} = await stat(path);
	await localFiles().writeAtomically(path, 'new');
	t.like(await stat(path), {uid, gid, mode: 0o100640});
	t.is(await readFile(path, 'utf8'), 'new');
});
