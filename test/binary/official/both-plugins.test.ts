import {readdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {execa} from 'execa';
import fc from 'fast-check';
import {build} from '../../../binaries/plugin.ts';
import {executableMode, plainMode} from '../../../binaries/plugin-files.ts';
import {writeZip} from '../../../binaries/plugin-zip.ts';
import {type Cli, withCli} from './cli.ts';
import {noted, officialProgram, officialZip} from './official-plugin.ts';

/** Its documented commands, with words that a shell, a parser or a list would take apart. */
const verbs = [
	['activate', '--options=my options.json'],
	['add', '--dcos-file', 'my packages/a "b" $c `d` \'e\'.dcos', '--name=dcos registry', '--json'],
	['add', '--', '-x', '--help', 'install'],
	['build', '--build-definition-file', '*', '--output-directory', '', '--json'],
	['describe', '--package-name', 'ä\n\u001b[2J', '--package-version', '1.0.0'],
	['list'],
	['migrate', '--package-directory', '~', '--output-directory', '\\'],
	['remove', '--package-name', 'p', '--package-version', 'v', '--yes'],
	['help', 'add'],
	['add', '--help'],
	['-v', 'add', 'registry'],
	['verb-of-tomorrow', 'x'],
];

/** Whatever a word can hold; a line of DCOS_… or of the program's own is not to be made by chance. */
const anyWord = fc.string({unit: 'binary', maxLength: 20}).filter(word => !word.includes('\0'));
const anyName = fc
	.string({unit: 'grapheme', minLength: 1, maxLength: 8})
	.filter(name => !/[\0=]/.test(name))
	.map(name => `X${name}`);

async function added(t: ExecutionContext, {dcos}: Cli, file: string, words: readonly string[] = []): Promise<void> {
	const {exitCode, stderr} = await dcos(['plugin', 'add', ...words, file]);
	t.is(exitCode, 0, stderr);
}

/** The digests of 20 MB of noise, and of what came back of them through the official plugin. */
async function digestsOfPipe({home, registry}: Cli): Promise<[string, string]> {
	const line = 'cd "$HOME"; head -c 20000000 /dev/urandom >sent; sha256sum <sent; cat sent | "$@" add - | sha256sum';
	const env = {...registry.env, HOME: home, END: 'cat'};
	const {stdout} = await execa('sh', ['-c', line, 'sh', ...registry.line], {env, extendEnv: false, timeout: 60_000});
	const [sent = '', received = 'nothing'] = stdout.split('\n');
	return [received, sent];
}

async function names({dcos}: Cli): Promise<string[]> {
	const {stdout} = await dcos(['plugin', 'list']);
	return ['cluster-registry', 'dcos-registry', 'package-registry'].filter(name => stdout.includes(name));
}

for (const order of ['ours first', 'theirs first'] as const) {
	test(`both plugins in one cluster, ${order}: each word reaches whose it is, and theirs as if we were not there`, async t => {
		const cli = await withCli(t);
		const {dcos} = cli;
		const [{zip: ours}, theirs] = [await build(), await officialZip(cli, {toml: order === 'ours first'})];
		const files = order === 'ours first' ? [ours, theirs] : [theirs, ours];
		for (const file of files) await added(t, cli, file);
		t.deepEqual(await names(cli), ['cluster-registry', 'package-registry']);
		for (const words of [['help', 'registry'], ['registry'], ['registry', '--help']])
			t.regex(
				(await dcos(words)).stdout,
				/\n {4}trust-agents\n(?:.*\n)*\nCommands of the plugin package-registry:\n {4}add {9}Add a package\n {4}build {7}Build a package\n$/,
			);
		t.regex((await dcos(['registry', 'install', '--help'])).stdout, /dcos registry install \[options\]/);
		t.regex((await dcos(['registry', '--version'])).stdout, /^dcos-registry version /);
		for (const [index, words] of verbs.entries()) {
			const end = [0, 1, 42][index % 3] ?? 0;
			const run = await dcos(['registry', ...words], {env: {END: String(end)}});
			t.deepEqual(run, {exitCode: end, stdout: 'theirs\n', stderr: 'theirs too\n'}, words.join(' '));
			t.deepEqual((await noted(cli)).words, ['registry', ...words]);
		}
		t.is(...(await digestsOfPipe(cli)));
		t.is((await dcos(['registry', 'add'], {env: {END: 'KILL'}})).exitCode, 1, 'the CLI says 1 of a death by signal');
		const {environment} = await noted(cli);
		t.deepEqual([environment.DCOS_ACS_TOKEN, environment.END], ['a token', 'KILL']);

		await fc.assert(
			fc.asyncProperty(fc.array(anyWord, {maxLength: 4}), fc.dictionary(anyName, anyWord), async (more, env) => {
				await dcos(['registry', 'add', ...more], {env});
				const seen = await noted(cli);
				t.deepEqual(seen.words, ['registry', 'add', ...more]);
				for (const [name, value] of Object.entries(env)) t.is(seen.environment[name], value);
			}),
			{numRuns: 15},
		);

		const odd = {NODE_DEBUG: 'http', NODE_OPTIONS: '--nonsense', NO_COLOR: '', 'A-B': 'c=d\ne'};
		await dcos(['registry', 'add'], {env: odd, before: ['-v']});
		const through = (await noted(cli)).environment;
		t.is((await dcos(['plugin', 'remove', 'cluster-registry'])).exitCode, 0);
		await dcos(['registry', 'add'], {env: odd, before: ['-v']});
		t.deepEqual(through, (await noted(cli)).environment);
		t.is(through['DCOS_REGISTRY_TWO-WORDS'], 'of a setting');
	});
}

test('the official program by itself, without a zip, takes nothing away, and neither do we', async t => {
	const cli = await withCli(t);
	await added(t, cli, (await build()).zip);
	await added(t, cli, await officialProgram(cli));
	t.deepEqual(await names(cli), ['cluster-registry', 'dcos-registry']);
	t.is((await cli.dcos(['registry', 'add', 'x'])).stdout, 'theirs\n');
	t.regex((await cli.dcos(['registry'])).stdout, /\nCommands of the plugin dcos-registry:\n/);
});

/** All that stands below a directory. */
async function everything(directory: string): Promise<string[]> {
	return (await readdir(directory, {recursive: true})).sort();
}

test('an update takes the place of an older one, and a removal leaves nothing', async t => {
	const cli = await withCli(t);
	const {home, dcos} = cli;
	const [{zip}, older] = [await build(), join(home, 'older.zip')];
	await added(t, cli, await officialZip(cli));
	const toml =
		'name = "cluster-registry"\n[[commands]]\nname = "registry"\npath = "bin/older"\ndescription = "older"\n';
	const files = [
		{name: 'plugin.toml', mode: plainMode, content: Buffer.from(toml)},
		{name: 'bin/older', mode: executableMode, content: Buffer.from('#!/bin/sh\necho older\n')},
	];
	await writeZip(files, older);
	await dcos(['registry', 'add']);
	await writeFile(join(home, 'registry-options.json'), '{}');
	// the CLI makes a directory of its own when it installs
	const before = await everything(home);
	await added(t, cli, older);
	t.is((await dcos(['registry'])).stdout, 'older\n');
	const refused = await dcos(['plugin', 'add', zip]);
	t.deepEqual([refused.exitCode, refused.stderr], [1, "Error: 'cluster-registry' is already installed\n"]);
	await added(t, cli, zip, ['-u']);
	t.false(
		(await everything(cli.subcommands)).some(path => path.includes('older')),
		'nothing of the older one is left',
	);
	await added(t, cli, zip, ['-u']);
	for (const words of [
		[],
		[],
		['--help'],
		['help', 'settings'],
		['add', 'x'],
		['nonsense', '--json'],
		['install', '--check'],
	])
		await dcos(['registry', ...words]);
	t.true((await everything(cli.subcommands)).includes('cluster-registry/env/official-help.json'));
	t.is((await dcos(['plugin', 'remove', 'cluster-registry'])).exitCode, 0);
	t.deepEqual(await everything(home), before);
	t.is((await dcos(['registry', 'add', 'x'])).stdout, 'theirs\n');
});
