import {createHash, randomBytes} from 'node:crypto';
import {link, mkdir, mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {execa, type Options} from 'execa';
import {thisProject} from '../../binaries/plugin.ts';
import {writeExecutables} from '../support/executables.ts';
import {packagedPlugin} from '../support/plugin.ts';

/** Both plugins of a cluster as the CLI unpacks them; the official one is this shell script. */
async function bothPlugins(t: ExecutionContext, script: string | null, official = 'package-registry') {
	// a link to the executable, which is of the same disk as the project
	await mkdir(path.join(thisProject, '.tmp'), {recursive: true});
	const directory = await mkdtemp(path.join(thisProject, '.tmp', 'plugins-'));
	t.teardown(() => rm(directory, {recursive: true}));
	const [ours, theirs] = ['dcos-registry', official].map(name =>
		path.join(directory, 'subcommands', name, 'env', 'bin'),
	) as [string, string];
	await mkdir(ours, {recursive: true});
	const binary = path.join(ours, 'dcos-registry');
	await link(await packagedPlugin(), binary);
	if (script !== null) {
		await mkdir(theirs, {recursive: true});
		await writeExecutables(theirs, {'dcos-registry': `#!/bin/sh\ncd '${directory}'\n${script}\n`});
	}
	const env = {PATH: process.env.PATH, DCOS_URL: 'https://127.0.0.1:9', DCOS_ACS_TOKEN: 'a token'};
	return {
		directory,
		binary,
		env,
		read: (name: string) => readFile(path.join(directory, name), 'utf8'),
		start: (words: readonly string[], options: Options = {}) =>
			execa(binary, ['registry', ...words], {
				extendEnv: false,
				reject: false,
				stripFinalNewline: false,
				timeout: 60_000,
				...options,
				env: {...env, ...options.env},
			}),
	};
}

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

test('a pipe goes through unchanged in both directions, however long', async t => {
	const {start} = await bothPlugins(t, 'exec cat');
	const input = randomBytes(20_000_000);
	const {stdout} = await start(['add', '-'], {input, encoding: 'buffer', maxBuffer: 30_000_000});
	const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
	t.is(digest(stdout as unknown as Uint8Array), digest(input));
});

test('it ends by the signal that ended it, and gets those that reach us', async t => {
	const killed = await bothPlugins(t, 'kill -KILL $$');
	t.is((await killed.start(['add'])).signal, 'SIGKILL');
	const {start, read} = await bothPlugins(
		t,
		`trap 'echo caught >signal; exit 5' TERM; echo ready; while :; do sleep 0.1; done`,
	);
	const running = start(['add']);
	running.stdout?.once('data', () => running.kill('SIGTERM'));
	t.is((await running).exitCode, 5);
	t.is(await read('signal'), 'caught\n');
});

test('where nobody reads its output any more, it ends as any program does', async t => {
	const {binary, env} = await bothPlugins(t, 'exec yes');
	// biome-ignore lint/suspicious/noTemplateCurlyInString: it is bash's
	const line = '"$0" registry list | head -n 1; echo ${PIPESTATUS[0]}';
	const {stdout} = await execa('bash', ['-c', line, binary], {env, extendEnv: false, timeout: 60_000});
	t.is(stdout, 'y\n141', 'a bash says so of SIGPIPE');
});

test('its commands stand below ours in the help, with its name', async t => {
	const help = await bothPlugins(t, "printf 'Commands:\\n    add\\n        Add a package\\n'");
	for (const words of [[], ['--help'], ['help']]) {
		const {exitCode, stdout} = await help.start(words);
		t.is(exitCode, 0);
		t.regex(stdout as string, /\nCommands of the plugin package-registry:\n {4}add\n {8}Add a package\n$/);
	}
	const silent = await bothPlugins(t, 'exit 1');
	t.regex(
		(await silent.start([])).stdout as string,
		/package-registry:\n {4}could not be listed: its --help says nothing\n$/,
	);
	const alone = await bothPlugins(t, null);
	t.notRegex((await alone.start([])).stdout as string, /package-registry/);
});

test('without it, its words are told with how to install it, and others with what was meant', async t => {
	const {start} = await bothPlugins(t, null);
	const [theirs, unknown] = [await start(['add', 'x']), await start(['instal'])];
	t.deepEqual([theirs.exitCode, theirs.stdout], [2, '']);
	t.is(
		theirs.stderr as string,
		'Error: "dcos registry add" belongs to the official plugin package-registry, which is not installed for this cluster\nHint: dcos package install package-registry --cli\n',
	);
	t.deepEqual(
		[unknown.exitCode, unknown.stderr],
		[2, 'Error: unknown command "dcos registry instal"\nHint: did you mean: dcos registry install\n'],
	);
});

test('one that cannot be started is told with its path and the reason', async t => {
	const {start, directory} = await bothPlugins(t, '');
	const program = path.join(directory, 'subcommands/package-registry/env/bin/dcos-registry');
	await writeFile(program, 'no program');
	const {exitCode, stdout, stderr} = await start(['add']);
	t.deepEqual([exitCode, stdout], [1, '']);
	t.is(
		stderr as string,
		`Error: the plugin package-registry has this command and cannot be started: ${program}: it is not a program for this machine\nHint: dcos package install package-registry --cli\n`,
	);
});
