import {chmod, copyFile, open, truncate, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {unstartable} from '../../../src/official/unstartable.ts';
import {lackOfLinux} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {directoryWith} from './plugins-directory.ts';

const {platform} = process;

async function programOf(t: ExecutionContext, content: string): Promise<string> {
	return join(await directoryWith(t, {'bin/program': content}), 'bin/program');
}

test('what runs here can be started: a program, and a script with its interpreter', async t => {
	t.is(unstartable(process.execPath, platform), null);
	t.is(unstartable('/bin/sh', platform), null);
	t.is(unstartable(await programOf(t, '#! /bin/sh -e\n'), platform), null);
	t.is(unstartable(await programOf(t, '#!/bin/sh'), platform), null);
});

test('what is not there, no file or not executable is told', async t => {
	const directory = await directoryWith(t, {'bin/program': '#!/bin/sh\n', plain: '#!/bin/sh\n'});
	t.is(unstartable(join(directory, 'none'), platform), 'it does not exist');
	t.is(unstartable(join(directory, 'plain/none'), platform), 'the system says ENOTDIR');
	t.is(unstartable(directory, platform), 'it is not a file');
	t.is(unstartable(join(directory, 'plain'), platform), 'this user may not execute it');
	t.is(unstartable(join(directory, 'plain'), 'win32'), null, 'Windows has no such permission');
});

for (const [what, content, reason] of [
	['a script whose interpreter is missing', '#!/opt/none\n', 'it needs /opt/none, which is not on this machine'],
	['a script that names no interpreter', '#! \n', 'its first line names no interpreter'],
	['a text', 'echo', 'it is not a program for this machine'],
	['an empty file', '', 'it is not a program for this machine'],
] as const) {
	test(`${what} cannot be started`, async t => {
		t.is(unstartable(await programOf(t, content), platform), reason);
	});
}

/** A copy of the Node.js that runs this, with these bytes changed. */
async function changedNode(t: ExecutionContext, change: (head: Buffer) => void): Promise<string> {
	const program = await programOf(t, '');
	await copyFile(process.execPath, program);
	await chmod(program, 0o711);
	const file = await open(program, 'r+');
	const {buffer} = await file.read(Buffer.alloc(4096), 0, 4096, 0);
	change(buffer);
	await file.write(buffer, 0, 4096, 0);
	await file.close();
	return program;
}

for (const [what, at, byte] of [
	['of another processor', 18, 8],
	['of 32 bit', 4, 1],
	['of a processor that begins with the higher byte', 5, 2],
	['of another format', 3, 0],
] as const) {
	testWhere(test, lackOfLinux)(`a program ${what} is none for this machine`, async t => {
		const foreign = await changedNode(t, head => void head.writeUInt8(byte, at));
		t.is(unstartable(foreign, platform), 'it is not a program for this machine');
	});
}

testWhere(test, lackOfLinux)('a program that ends within its head is none', async t => {
	const cut = await changedNode(t, () => {});
	await truncate(cut, 63);
	t.is(unstartable(cut, platform), 'it is not a program for this machine');
	await truncate(cut, 64);
	t.is(unstartable(cut, platform), null, 'more is not looked at here');
});

testWhere(test, lackOfLinux)('a program whose loader is missing, as one of musl, is told with the loader', async t => {
	const program = await changedNode(t, head => {
		const at = head.indexOf('/lib64/');
		t.not(at, -1);
		head.write('/musl6/', at);
	});
	t.is(unstartable(program, platform), 'it needs /musl6/ld-linux-x86-64.so.2, which is not on this machine');
});

testWhere(test, lackOfLinux)('a program that asks for no loader can be started', async t => {
	const program = await changedNode(t, head => {
		for (let at = Number(head.readBigUInt64LE(32)); ; at += head.readUInt16LE(54)) {
			if (head.readUInt32LE(at) !== 3) continue;
			head.writeUInt32LE(0, at);
			return;
		}
	});
	t.is(unstartable(program, platform), null);
});

for (const [what, magic, reason] of [
	['of 64 bit', 'cffaedfe', null],
	['for several processors', 'cafebabe', null],
	['of 32 bit', 'cefaedfe', 'it is not a program for this machine'],
	['that ends too early', 'cffa', 'it is not a program for this machine'],
] as const) {
	test(`on macOS, a program ${what} ${reason === null ? 'is left to it' : 'is none'}`, async t => {
		const program = await programOf(t, '#!/bin/sh\n');
		await writeFile(program, Buffer.from(magic, 'hex'));
		t.is(unstartable(program, 'darwin'), reason);
	});
}
