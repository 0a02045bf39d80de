import test from 'ava';
import {execa} from 'execa';
import {bothPlugins} from './unpacked.ts';

test('-vv tells to which plugin it is handed over, in one line that does nothing to a terminal', async t => {
	const {start} = await bothPlugins(t, 'exit 0', 'zz\u001b[2J\nHint: rm');
	const {stderr} = await start(['add'], {env: {DCOS_VERBOSITY: '2'}});
	t.regex(String(stderr), /^handed over to the plugin zz\\u001b\[2J\\nHint: rm: \/.*zz\\u001b\[2J\\nHint: rm\/.*\n$/);
});

const noting = `printf '%s\\0' "$@" >words; env >environment; echo $$ >process; echo theirs; echo 'theirs too' >&2`;

for (const words of [
	['add', '--dcos-file', 'my packages/a "b" $c `d` \'e\'.dcos', '', '*', 'ä\n'],
	['add', '--', '-x', '--help'],
	['help', 'add'],
	['--verbose', 'add'],
	['verb-of-tomorrow'],
	['add', '--help'],
]) {
	test(`${JSON.stringify(words)} reach the official plugin word for word, in this process`, async t => {
		const {start, read} = await bothPlugins(t, `${noting}; exit 42`);
		const running = start(words);
		const {exitCode, stdout, stderr} = await running;
		t.deepEqual([exitCode, stdout, stderr], [42, 'theirs\n', 'theirs too\n']);
		t.deepEqual((await read('words')).split('\0').slice(0, -1), ['registry', ...words]);
		t.regex(await read('environment'), /^DCOS_ACS_TOKEN=a token$/m);
		t.is(Number(await read('process')), running.pid ?? 0, 'no second process stands between');
	});
}

for (const words of [
	['install', '--help'],
	['help', 'storage'],
	['help', 'ssh'],
	['trust-agents', '--add'],
	['--version'],
]) {
	test(`${JSON.stringify(words)} is ours, whoever is beside us`, async t => {
		const {start} = await bothPlugins(t, 'echo theirs; exit 42');
		const {exitCode, stdout} = await start(words);
		t.is(exitCode, words.includes('--add') ? 2 : 0);
		t.notRegex(stdout as string, /theirs/);
	});
}

test('it ends by the signal that ended it, and gets those that reach us', async t => {
	const killed = await bothPlugins(t, 'kill -KILL $$');
	t.is((await killed.start(['add'])).signal, 'SIGKILL');
	const {start, read} = await bothPlugins(
		t,
		`sleep 600 >/dev/null 2>&1 & trap 'kill $!; echo caught >signal; exit 5' TERM; echo ready; wait`,
	);
	const running = start(['add']);
	running.stdout?.once('data', () => running.kill('SIGTERM'));
	t.is((await running).exitCode, 5);
	t.is(await read('signal'), 'caught\n');
});

test('where nobody reads its output any more, it ends as any program does', async t => {
	const {binary, env} = await bothPlugins(t, 'exec yes');
	const line = 'set -o pipefail; "$0" registry list | head -n 1; echo $?';
	const {stdout} = await execa('bash', ['-c', line, binary], {env, extendEnv: false, timeout: 60_000});
	t.is(stdout, 'y\n141', 'a bash says so of SIGPIPE');
});
