import {chmod, link, mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {execa} from 'execa';
import {writeExecutables} from '../../support/executables.ts';
import {bothPlugins} from './unpacked.ts';

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

const theirProgram = 'subcommands/package-registry/env/bin/dcos-registry';

type Setting = {
	/** The official plugin's program; null for none. */
	script: string | null;
	/** Files below the cluster's directory; what is in a `bin/` can be executed. */
	files?: Readonly<Record<string, string>>;
	/** The mode of the official plugin's program. */
	mode?: number;
};

const declared = (path: string, description: string) =>
	`[[commands]]\nname = "registry"\npath = "${path}"\ndescription = "${description}"\n`;
const ours = 'Give the cluster a package registry that every agent trusts';
const second = {'subcommands/q/env/bin/dcos-registry': '#!/bin/sh\necho "the second"\n'};

const settings: readonly (readonly [string, Setting, {exitCode: number; stdout?: string; stderr: string}])[] = [
	[
		'one that cannot be executed',
		{script: '', mode: 0o644},
		{
			exitCode: 1,
			stderr: `Error: the plugin package-registry has this command and cannot be started: DIR/${theirProgram}: this user may not execute it\nHint: dcos package install package-registry --cli\n`,
		},
	],
	[
		'one whose program is missing',
		{script: null, files: {'subcommands/p/env/plugin.toml': declared('bin/x', 'theirs')}},
		{
			exitCode: 1,
			stderr:
				'Error: the plugin p has this command and cannot be started: DIR/subcommands/p/env/bin/x: it does not exist\nHint: dcos plugin remove p && dcos package install package-registry --cli\n',
		},
	],
	[
		'one that cannot be started, with another behind it',
		{script: null, files: {'subcommands/p/env/bin/dcos-registry': 'no program', ...second}},
		{
			exitCode: 1,
			stderr:
				'Error: the plugin p has this command and cannot be started: DIR/subcommands/p/env/bin/dcos-registry: it is not a program for this machine\nHint: dcos plugin remove p; then q has it\n',
		},
	],
	[
		'a directory of Cosmos without a command',
		{script: null, files: {'subcommands/package-registry/package.json': '{}'}},
		{
			exitCode: 2,
			stderr:
				'Error: "dcos registry add" belongs to the official plugin package-registry, and DIR/subcommands/package-registry has no such command in it\nHint: dcos package install package-registry --cli\n',
		},
	],
	[
		'nothing but a copy of this plugin',
		{script: null, files: {'subcommands/my copy/env/plugin.toml': declared('bin/dcos-registry', ours)}},
		{
			exitCode: 2,
			stderr:
				'Error: "dcos registry add" belongs to the official plugin package-registry, which is not installed for this cluster (my copy is this plugin once more)\nHint: dcos package install package-registry --cli\n',
		},
	],
	[
		'one that dcos runs in place of this plugin',
		{script: null, files: {'subcommands/a/env/bin/dcos-registry': '#!/bin/sh\n'}},
		{
			exitCode: 2,
			stderr:
				'Error: "dcos registry add" is not of this plugin, and dcos runs the plugin a in place of this one\nHint: dcos registry add\n',
		},
	],
	['two of them, in a script', {script: 'echo first', files: second}, {exitCode: 0, stdout: 'first\n', stderr: ''}],
];

for (const [what, {script, files = {}, mode}, expected] of settings) {
	test(`what stands beside us is told apart: ${what}`, async t => {
		const {start, directory} = await bothPlugins(t, script);
		await place(directory, files);
		if (mode !== undefined) await chmod(path.join(directory, theirProgram), mode);
		const {exitCode, stdout, stderr} = await start(['add']);
		const told = String(stderr).replaceAll(directory, 'DIR');
		t.deepEqual({exitCode, stdout, stderr: told}, {stdout: '', ...expected});
	});
}

async function place(directory: string, files: Readonly<Record<string, string>>): Promise<void> {
	for (const [name, text] of Object.entries(files)) {
		const file = path.join(directory, name);
		await mkdir(path.dirname(file), {recursive: true});
		if (name.includes('/bin/')) await writeExecutables(path.dirname(file), {[path.basename(file)]: text});
		else await writeFile(file, text);
	}
}

test('a copy of this plugin that nothing tells from the official one does not call back', async t => {
	const {start, directory, binary} = await bothPlugins(t, null);
	const copy = path.join(directory, 'subcommands/zz/env/bin/dcos-registry');
	await mkdir(path.dirname(copy), {recursive: true});
	await link(binary, copy);
	await place(directory, {'subcommands/dcos-registry/env/plugin.toml': declared('bin/dcos-registry', ours)});
	const {exitCode, stderr} = await start(['add']);
	t.is(exitCode, 2);
	t.regex(String(stderr), /which is not installed for this cluster \(dcos-registry is this plugin once more\)\n/);
});

const warning =
	'Warning: other plugins have the commands of package-registry, which is run, as dcos does it: q; dcos plugin remove takes one away';

test('of two, which one is run is told with -v and on a terminal, and in the help', async t => {
	const {start, directory, binary, env} = await bothPlugins(t, 'echo first');
	const copy = {'subcommands/z/env/plugin.toml': declared('bin/dcos-registry', ours)};
	await place(directory, {...second, ...copy});
	const verbose = await start(['add'], {env: {DCOS_VERBOSITY: '1'}});
	t.deepEqual([verbose.stdout, verbose.stderr], ['first\n', `${warning}\n`]);
	const line = `'${binary}' registry add`;
	const {stdout} = await execa('script', ['--quiet', '--return', '--command', line, '/dev/null'], {
		env: {...env, SHELL: '/bin/sh', TERM: 'xterm'},
		extendEnv: false,
		stdin: 'ignore',
	});
	t.deepEqual(stdout.split(/\r?\n/), [warning, 'first']);
	t.regex(
		String((await start([])).stdout),
		/\nOther plugins:\n {4}q has the same commands, and is not run: dcos plugin remove q\n {4}z is this plugin once more: dcos plugin remove z\n$/,
	);
});
