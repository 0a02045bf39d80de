import {execFile} from 'node:child_process';
import {chmod, mkdtemp, readFile, rm, stat, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import type {ExecutionContext} from 'ava';
import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {openToAppend} from '../../../src/files/append-lines.ts';
import {lackOfLinux} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';

async function directoryOf(t: ExecutionContext): Promise<string> {
	const directory = await mkdtemp(join(tmpdir(), 'append-lines-'));
	t.teardown(() => rm(directory, {recursive: true}));
	return directory;
}

test('a file that is not there is made, and each line is there at once', async t => {
	const path = join(await directoryOf(t), 'log');
	const append = await openToAppend(path);
	t.is(await readFile(path, 'utf8'), '');
	append('one');
	t.is(await readFile(path, 'utf8'), 'one\n');
	append('zwölf ☃');
	t.is(await readFile(path, 'utf8'), 'one\nzwölf ☃\n');
});

test('what is there stays, with its mode', async t => {
	const path = join(await directoryOf(t), 'log');
	await writeFile(path, 'old\n');
	await chmod(path, 0o600);
	const append = await openToAppend(path);
	append('new');
	t.is(await readFile(path, 'utf8'), 'old\nnew\n');
	t.is((await stat(path)).mode & 0o777, 0o600);
});

test('a last line that was cut is not taken up again', async t => {
	const path = join(await directoryOf(t), 'log');
	await writeFile(path, 'old\n{"time":"20');
	const append = await openToAppend(path);
	append('one');
	append('two');
	t.is(await readFile(path, 'utf8'), 'old\n{"time":"20\none\ntwo\n');
});

test('the lines of two who write to one file do not mix', async t => {
	const path = join(await directoryOf(t), 'log');
	const [one, other] = await Promise.all([openToAppend(path), openToAppend(path)]);
	one('a');
	other('b');
	one('c');
	t.is(await readFile(path, 'utf8'), 'a\nb\nc\n');
});

test('a process that is killed has lost no line', async t => {
	const path = join(await directoryOf(t), 'log');
	const module = join(import.meta.dirname, '../../../src/files/append-lines.ts');
	const program = `
		const {openToAppend} = await import(${JSON.stringify(module)});
		const append = await openToAppend(${JSON.stringify(path)});
		for (const line of ['one', 'two']) append(line);
		process.kill(process.pid, 'SIGKILL');
	`;
	const words = ['--no-warnings', '--input-type=module', '--eval', program];
	await t.throwsAsync(promisify(execFile)(process.execPath, words), {message: /./});
	t.is(await readFile(path, 'utf8'), 'one\ntwo\n');
});

for (const [what, name, reason, hint] of [
	['a missing directory', 'none/log', 'its directory does not exist', 'make the directory first, or name another file'],
	['a directory', '.', 'it is a directory', 'name a file'],
	['a file on the way', 'file/log', 'a part of its path is not a directory', 'name another file'],
] as const) {
	test(`${what} is refused with its path`, async t => {
		const directory = await directoryOf(t);
		await writeFile(join(directory, 'file'), '');
		const path = join(directory, name);
		const error = await t.throwsAsync(openToAppend(path), {
			instanceOf: RefusedError,
			message: `could not write ${path}: ${reason}`,
		});
		t.is(error.hint, hint);
	});
}

testWhere(test, lackOfLinux)('a disk that is full is told in words', async t => {
	const append = await openToAppend('/dev/full');
	t.throws(() => append('one'), {
		instanceOf: RefusedError,
		message: 'could not write /dev/full: no space left on the device',
	});
});
