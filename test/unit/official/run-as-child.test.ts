import {EventEmitter} from 'node:events';
import {closeSync, openSync} from 'node:fs';
import {readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {type Parent, runAsChild} from '../../../src/official/run-as-child.ts';
import {eventually} from '../../sandbox/eventually.ts';
import {directoryWith} from './plugins-directory.ts';

/** A process that runs a shell script as its child, in a directory of its own. */
async function parent(t: ExecutionContext, script: string, platform: NodeJS.Platform = process.platform) {
	const directory = await directoryWith(t, {'bin/p': `#!/bin/sh\ncd "$DIRECTORY"\n${script}\n`});
	const ended: unknown[] = [];
	const own = Object.assign(new EventEmitter(), {
		env: {PATH: process.env.PATH, DIRECTORY: directory},
		platform,
		pid: 12,
		kill: (...how: unknown[]) => ended.push(how),
	}) as unknown as Parent & EventEmitter;
	const run = (argv: readonly string[] = [], descriptors: readonly number[] = []) =>
		runAsChild(join(directory, 'bin/p'), argv, {own, descriptors});
	const has = (name: string) =>
		eventually(`${name} is there`, () => readFile(join(directory, name), 'utf8').catch(() => false as const));
	return {directory, own, ended, run, has};
}

test('its words, environment and exit code are the child’s', async t => {
	const {directory, run, ended} = await parent(t, 'printf "%s|" "$@" >words; exit 42');
	t.is(await run(['registry', 'a b', '']), 42);
	t.is(await readFile(join(directory, 'words'), 'utf8'), 'registry|a b||');
	t.deepEqual(ended, []);
});

test('a signal that ends the child ends this process', async t => {
	const {run, ended, own} = await parent(t, 'kill -KILL $$');
	t.is(await run(), 1);
	t.deepEqual(ended, [[12, 'SIGKILL']]);
	t.deepEqual(own.eventNames(), [], 'nothing holds it any more');
});

test('one that cannot be started says why', async t => {
	const {directory, own} = await parent(t, '');
	const ending = await runAsChild(join(directory, 'none'), [], {own, descriptors: []});
	t.is((ending as NodeJS.ErrnoException).code, 'ENOENT');
	const long = await runAsChild('/bin/true', ['x'.repeat(3_000_000)], {own, descriptors: []});
	t.is((long as NodeJS.ErrnoException).code, 'E2BIG');
});

for (const platform of [process.platform, 'win32'] as const) {
	test(`on ${platform}, what asks for its end reaches the child, and Ctrl-C is left to the terminal`, async t => {
		const script = 'sleep 600 & trap "kill $!; exit 7" INT; trap "kill $!; exit 5" TERM; echo yes >ready; wait';
		const {run, own, has} = await parent(t, script, platform);
		const running = run();
		await has('ready');
		own.emit('SIGINT', 'SIGINT');
		own.emit('SIGTERM', 'SIGTERM');
		t.is(await running, 5);
	});
}

test('a descriptor is passed on at its number, and nothing else', async t => {
	const {directory, run} = await parent(t, 'cat /dev/fd/$1 >read; ls /dev/fd/ >open');
	await writeFile(join(directory, 'given'), 'text');
	const [given, other] = [openSync(join(directory, 'given'), 'r'), openSync('/dev/null', 'r')];
	t.is(await run([String(given)], [given]), 0);
	t.is(await readFile(join(directory, 'read'), 'utf8'), 'text');
	const open = (await readFile(join(directory, 'open'), 'utf8')).split('\n');
	t.true(open.includes(String(given)) && !open.includes(String(other)), open.join());
	for (const each of [given, other]) closeSync(each);
});
