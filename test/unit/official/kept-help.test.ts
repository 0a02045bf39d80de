import {chmod, mkdir, readdir, rm, stat, utimes, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {keptHelp} from '../../../src/official/kept-help.ts';
import type {TheirHelp} from '../../../src/official/official-plugin.ts';
import {directoryWith} from './plugins-directory.ts';

/** A plugin whose help is asked for again and again; `asked` counts how often it was. */
async function plugin(t: ExecutionContext) {
	const root = await directoryWith(t, {'bin/p': '#!/bin/sh\n', 'env/plugin.toml': ''});
	const [path, file] = [join(root, 'bin/p'), join(root, 'env/help.json')];
	let asked = 0;
	const help = (told: TheirHelp = {lines: ['add'], failure: null}, where: string | null = file) =>
		keptHelp({name: 'p', path}, where, async () => {
			asked += 1;
			return told;
		});
	return {root, path, file, help, asked: () => asked};
}

test('what was told is kept, and not asked again while the executable is the same', async t => {
	const {help, asked, file} = await plugin(t);
	t.deepEqual(await help(), {lines: ['add'], failure: null});
	t.deepEqual(await help({lines: ['other'], failure: null}), {lines: ['add'], failure: null});
	t.is(asked(), 1);
	t.is((await stat(file)).mode & 0o777, 0o600);
});

test('another time or size of the executable, or another executable, asks again', async t => {
	const {help, asked, path, file} = await plugin(t);
	await utimes(path, 1, 1);
	await help();
	await utimes(path, 1, 2);
	t.deepEqual(await help({lines: ['newer'], failure: null}), {lines: ['newer'], failure: null});
	await writeFile(path, '#!/bin/sh\n:\n');
	await utimes(path, 1, 2);
	await help();
	t.is(asked(), 3);
	await writeFile(`${path}2`, '#!/bin/sh\n:\n');
	await utimes(`${path}2`, 1, 2);
	const other = keptHelp({name: 'p', path: `${path}2`}, file, async () => ({lines: ['second'], failure: null}));
	t.deepEqual(await other, {lines: ['second'], failure: null});
});

test('what failed is not kept', async t => {
	const {help, asked, root} = await plugin(t);
	t.deepEqual(await help({lines: null, failure: 'no'}), {lines: null, failure: 'no'});
	t.deepEqual(await readdir(join(root, 'env')), ['plugin.toml']);
	await help();
	t.is(asked(), 2);
	t.deepEqual((await readdir(join(root, 'env'))).sort(), ['help.json', 'plugin.toml'], 'and nothing half is left');
});

for (const content of ['', '[', 'null', '7', '{"lines":["x"]}', 'a\n'.repeat(9)]) {
	test(`a file that says ${JSON.stringify(content)} is replaced`, async t => {
		const {help, asked, file} = await plugin(t);
		await writeFile(file, content);
		await help();
		await help();
		t.is(asked(), 1);
	});
}

for (const lines of ['add', [7], null]) {
	test(`a file whose lines are ${JSON.stringify(lines)} is replaced`, async t => {
		const {help, path, file} = await plugin(t);
		const {mtimeMs: modified, size} = await stat(path);
		await writeFile(file, JSON.stringify({path, modified, size, lines}));
		t.deepEqual(await help(), {lines: ['add'], failure: null});
	});
}

test('where nothing can be kept it is asked each time, and nobody minds', async t => {
	const {help, asked, path, file, root} = await plugin(t);
	await mkdir(file);
	await help();
	await help();
	await help(undefined, join(root, 'none/help.json'));
	await help(undefined, null);
	t.is(asked(), 4);
	t.deepEqual((await readdir(join(root, 'env'))).sort(), ['help.json', 'plugin.toml']);
	await chmod(join(root, 'env'), 0o500);
	await help();
	await rm(path);
	await help(undefined, file);
	t.is(asked(), 6);
	await chmod(join(root, 'env'), 0o700);
});
