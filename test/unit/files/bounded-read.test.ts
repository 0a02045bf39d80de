import {execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {constants} from 'node:fs';
import {mkdtemp, open, rm, stat, truncate, writeFile} from 'node:fs/promises';
import {createServer} from 'node:net';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import type {ExecutionContext} from 'ava';
import test from 'ava';
import {openToAppend} from '../../../src/files/append-lines.ts';
import {boundedRead} from '../../../src/files/bounded-read.ts';
import {localFiles} from '../../../src/files/local-files.ts';
import {lackOfLinux} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';

const onLinux = testWhere(test, lackOfLinux);

async function directoryOf(t: ExecutionContext): Promise<string> {
	const directory = await mkdtemp(join(tmpdir(), 'bounded-read-'));
	t.teardown(() => rm(directory, {recursive: true}));
	return directory;
}

async function pipeIn(t: ExecutionContext): Promise<string> {
	const path = join(await directoryOf(t), 'pipe');
	execFileSync('sh', ['-c', 'mkfifo "$1"', 'sh', path]);
	return path;
}

onLinux('what comes out of a pipe is read to its end, also when the writer comes later', async t => {
	const path = await pipeIn(t);
	const reading = boundedRead(path);
	await once(spawn('sh', ['-c', 'printf one >"$1"', 'sh', path]), 'exit');
	t.is((await reading).toString(), 'one');
});

onLinux('a pipe to which nobody writes is given up', async t => {
	const path = await pipeIn(t);
	await t.throwsAsync(boundedRead(path, {longest: 100, patience: 100}), {code: 'ETIME'});
});

onLinux('a pipe whose writer says nothing, or never ends, is given up', async t => {
	const path = await pipeIn(t);
	const file = await open(path, constants.O_RDWR);
	t.teardown(() => file.close());
	await t.throwsAsync(boundedRead(path, {longest: 100, patience: 100}), {code: 'ETIME'});
	await file.write('some');
	await t.throwsAsync(boundedRead(path, {longest: 100, patience: 100}), {code: 'ETIME'});
});

onLinux('a device without an end, and a pipe that floods us, are cut off', async t => {
	await t.throwsAsync(boundedRead('/dev/zero'), {code: 'ETOOLONG'});
	await t.throwsAsync(localFiles().read('/dev/zero'), {message: 'could not read /dev/zero: it has more than 4 MB'});
	const path = await pipeIn(t);
	const writer = spawn('sh', ['-c', 'exec yes >"$1"', 'sh', path]);
	await t.throwsAsync(boundedRead(path), {code: 'ETOOLONG'});
	writer.kill();
});

onLinux('the empty device is an empty file', async t => {
	t.is((await boundedRead('/dev/null')).length, 0);
});

test('a file that is too long is refused before it is read', async t => {
	const path = join(await directoryOf(t), 'file');
	await writeFile(path, '');
	await truncate(path, 10_000_000_000);
	await t.throwsAsync(localFiles().read(path), {message: `could not read ${path}: it has more than 4 MB`});
});

onLinux('a socket is refused', async t => {
	const path = join(await directoryOf(t), 'socket');
	const server = createServer().listen(path);
	t.teardown(() => server.close());
	await t.throwsAsync(localFiles().read(path), {message: /it is a socket, or a pipe that nobody reads$/});
});

onLinux('a pipe or a device is not replaced by a file', async t => {
	const path = await pipeIn(t);
	for (const target of [path, '/dev/null']) {
		const message = `could not write ${target}: it is a pipe or a device`;
		await t.throwsAsync(localFiles().refuseUnwritable(target), {message});
		await t.throwsAsync(localFiles().writeAtomically(target, 'x'), {message});
	}
	t.true((await stat(path)).isFIFO());
});

onLinux('lines for a pipe that nobody reads are refused at once', async t => {
	const path = await pipeIn(t);
	await t.throwsAsync(openToAppend(path), {message: /nobody reads$/});
	await t.throwsAsync(localFiles().append(path, 'x'), {message: /nobody reads$/});
});

onLinux('a reader that stalls keeps the run for two seconds, and no longer', async t => {
	const path = await pipeIn(t);
	const reader = await open(path, constants.O_RDWR);
	t.teardown(() => reader.close());
	const append = await openToAppend(path);
	t.throws(() => append('x'.repeat(1_000_000)), {message: /does not keep up$/});
});

onLinux('a reader that is slow loses nothing', async t => {
	const path = await pipeIn(t);
	const keeper = await open(path, constants.O_RDWR);
	const append = await openToAppend(path);
	const reader = spawn('sh', ['-c', 'head -c 500000 "$1" | wc -c', 'sh', path]);
	append('x'.repeat(499_999));
	const [said] = (await once(reader.stdout, 'data')) as [Buffer];
	t.is(String(said).trim(), '500000');
	await keeper.close();
});

onLinux('a terminal is refused, and not waited for', async t => {
	await t.throwsAsync(boundedRead('/dev/ptmx'), {code: 'ENOTTY'});
});
