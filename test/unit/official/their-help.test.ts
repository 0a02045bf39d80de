import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {theirHelp} from '../../../src/official/their-help.ts';
import {directoryWith} from './plugins-directory.ts';

/** What is told of a plugin that is this shell script. */
async function told(t: ExecutionContext, script: string, patience?: number) {
	const path = join(await directoryWith(t, {'bin/p': `#!/bin/sh\n${script}\n`}), 'bin/p');
	return theirHelp(
		{name: 'p', path},
		{env: {PATH: process.env.PATH, TOKEN: 'handed over'}, platform: process.platform},
		patience,
	);
}

const lines = (...all: string[]) => ({lines: all, failure: null});
const failed = (failure: string) => ({lines: null, failure});

test('the lines of its section of commands are told, without their common indentation', async t => {
	const help = `cat <<'end'
Manage packages

Usage:
    dcos registry [command]

Available Commands:
    add
        Add a package

    build  Build one
Flags:
    --help
end`;
	t.deepEqual(await told(t, help), lines('add', '    Add a package', 'build  Build one'));
});

test('a section at the end is told to its end, and everything where there is no section', async t => {
	t.deepEqual(await told(t, "printf 'Commands:\\r\\n  add\\r\\n  build'"), lines('add', 'build'));
	t.deepEqual(await told(t, "printf '  add\\n\\n    build\\n'"), lines('add', '  build'));
});

test('colours are left out, and tabs are blanks', async t => {
	t.deepEqual(
		await told(t, "printf 'Commands:\\n\\t\\033[1madd\\033[0m\\n\\tbuild\\tone\\n'"),
		lines('add', 'build    one'),
	);
});

test('it is asked as the CLI would, with the environment and without any input', async t => {
	t.deepEqual(await told(t, 'echo "$# $* $TOKEN"; cat'), lines('2 registry --help handed over'));
});

test('what it says on stderr and its exit code are no answer', async t => {
	t.deepEqual(await told(t, 'echo no >&2; echo add; exit 3'), lines('add'));
	t.deepEqual(await told(t, 'echo no >&2'), failed('its --help says nothing'));
	t.deepEqual(await told(t, 'echo Commands:; echo Flags:'), failed('its --help says nothing'));
});

test('one that does not end is ended in time', async t => {
	t.deepEqual(await told(t, 'echo add; exec sleep 600', 300), failed('its --help did not end within 0.3 s'));
});

test('what it leaves running with its output is not waited for longer', async t => {
	t.deepEqual(await told(t, 'sleep 10 2>&1 & echo add', 3000), lines('add'));
});

test('of one that never stops talking, the beginning is told', async t => {
	const {lines: all} = await told(t, 'exec yes add');
	t.true(all !== null && all.length > 1000 && all.length < 100_000);
});

test('one that cannot be started is told as such', async t => {
	const around = {env: {}, platform: process.platform};
	t.deepEqual(await theirHelp({name: 'p', path: '/none'}, around), failed('it does not exist'));
});
