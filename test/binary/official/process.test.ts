import {realpath} from 'node:fs/promises';
import test from 'ava';
import {execa} from 'execa';
import {lackOfLinux, lackOfPrograms} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {bothPlugins} from './unpacked.ts';

// What a process hands on to whatever takes its place, where Node.js would keep some of it back.

type Plugins = Awaited<ReturnType<typeof bothPlugins>>;

/** What a bash script prints that has our executable as `$0`. */
async function shell({binary, env}: Plugins, script: string, more: Readonly<Record<string, string>> = {}) {
	const options = {env: {...env, ...more}, extendEnv: false, reject: false, timeout: 60_000, stdin: 'ignore'} as const;
	const {stdout, stderr, exitCode} = await execa('bash', ['--norc', '-c', script, binary], options);
	return {stdout, stderr, exitCode};
}

const onLinux = testWhere(test, lackOfLinux);

onLinux('a pipe of 100 MB goes through unchanged in both directions', async t => {
	const plugins = await bothPlugins(t, 'exec cat');
	const line =
		'cd "$HOME"; head -c 100000000 /dev/urandom >sent; sha256sum <sent; cat sent | "$0" registry add - | sha256sum';
	const {stdout} = await shell(plugins, line, {HOME: plugins.directory});
	const [sent, received] = stdout.split('\n');
	t.regex(sent ?? '', /^[0-9a-f]{64} {2}-$/);
	t.is(received, sent);
});

onLinux('what <(…) makes of a word can be read, whatever its number', async t => {
	const plugins = await bothPlugins(t, 'echo $PPID >parent; shift 2; cat "$@"');
	const high = await shell(plugins, '"$0" registry add <(echo one) <(echo other); echo $$');
	const [parent = ''] = high.stdout.split('\n').slice(-1);
	t.is(high.stdout, `one\nother\n${parent}`);
	t.is(await plugins.read('parent'), `${parent}\n`, 'those that are not lost need no second process');
	const low = await shell(plugins, 'exec 9< <(echo low); "$0" registry add /dev/fd/9; echo $?');
	t.is(low.stdout, 'low\n0');
	const gone = await shell(plugins, '"$0" registry add /dev/fd/8');
	t.is(gone.exitCode, 1, 'that is for the plugin to say');
});

onLinux('what nohup had dcos ignore is ignored by the official plugin as well', async t => {
	const plugins = await bothPlugins(
		t,
		'while read -r what value; do [ "$what" = SigIgn: ] && echo "$value"; done </proc/$$/status; exit 3',
	);
	const dcos = await realpath('/bin/bash');
	const run = (script: string, more = {}) => shell(plugins, script, {DCOS_CLI_EXECUTABLE_PATH: dcos, ...more});
	const nohup = `trap '' HUP; "$0" registry add; exit $?`;
	t.deepEqual(await run(nohup), {stdout: '0000000000000001', stderr: '', exitCode: 3});
	const nothing = {stdout: '0000000000000000', stderr: '', exitCode: 3};
	t.deepEqual(await run('"$0" registry add; exit $?'), nothing);
	t.deepEqual(await run(nohup, {DCOS_CLI_EXECUTABLE_PATH: '/usr/bin/other'}), nothing, 'a shell ignores for itself');
	t.deepEqual(await run(`PATH=/none; ${nohup}`), nothing, 'where there is none');
});

onLinux('a word that is not UTF-8 is refused with its place, since it would be another one', async t => {
	const plugins = await bothPlugins(t, 'echo theirs');
	for (const [script, place] of [
		[`"$0" registry add --dcos-file $'f\\xfc.dcos'`, 3],
		[`"$0" registry $'\\xff' add`, 1],
		[`"$0" add $'\\xc3'`, 2],
	] as const)
		t.deepEqual(await shell(plugins, script), {
			exitCode: 2,
			stdout: '',
			stderr: `Error: word ${place} behind "dcos registry" is not UTF-8, and cannot be handed over to package-registry as it is\nHint: give the file a name in UTF-8, by a link: ln -s`,
		});
	t.is((await shell(plugins, `"$0" registry add 'ü\ufffd'`)).stdout, 'theirs');
});

const lackOfScript = lackOfLinux ?? lackOfPrograms({script: 'bsdutils', stty: 'coreutils'});

testWhere(test, lackOfScript)(
	'a terminal is handed on with its size and its mode, and Ctrl-C is the plugin’s own',
	async t => {
		const plugins = await bothPlugins(t, 'stty size; stty -g; trap "echo caught; exit 9" INT; kill -INT 0; exit 1');
		// nohup would take the terminal away
		const line = `trap '' HUP; stty rows 33 cols 99 raw -echo isig opost onlcr; stty -g; '${plugins.binary}' registry add; echo $?; stty -g`;
		const {stdout} = await execa('script', ['--quiet', '--command', line, '/dev/null'], {
			env: {...plugins.env, SHELL: '/bin/bash', TERM: 'xterm', DCOS_CLI_EXECUTABLE_PATH: await realpath('/bin/bash')},
			cwd: plugins.directory,
			extendEnv: false,
			stdin: 'ignore',
			timeout: 60_000,
		});
		const [before, size, within, ...rest] = stdout.split(/\r?\n/);
		t.is(size, '33 99');
		t.is(within, before);
		t.deepEqual(rest, ['caught', '9', before ?? '']);
	},
);
