import {mkdir, rm, symlink, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {execa} from 'execa';
import {besideUs, nobody} from '../../../src/official/beside.ts';
import {besideExecutable} from '../../../src/official/own-place.ts';
import {directoryWith, pluginToml} from './plugins-directory.ts';

const ourDescription = 'of ours';
const own = 'dcos-registry';
const ours = `subcommands/${own}/env`;
const theirs = 'subcommands/package-registry/env';
const program = '#!/bin/sh\n';

/** What our executable finds among these files of the cluster's directory, with paths below that. */
async function beside(t: ExecutionContext, files: Readonly<Record<string, string>>) {
	const root = await directoryWith(t, files);
	const found = besideExecutable(join(root, ours, 'bin/dcos-registry'), ourDescription) ?? t.fail();
	const below = (path: string) => path.replace(`${root}/`, '');
	return {
		...found,
		theirs: found.theirs.map(({name, path}) => ({name, path: below(path)})),
		hollow: found.hollow && below(found.hollow),
	};
}

const registry = pluginToml({other: 'bin/other', registry: 'bin/their-registry'});
const official = {name: 'package-registry', path: `${theirs}/bin/their-registry`};

test('the plugin whose plugin.toml declares the word is found, wherever it says that the executable is', async t => {
	t.deepEqual(await beside(t, {[`${theirs}/plugin.toml`]: registry}), {...nobody, theirs: [official]});
});

test('plugins with other words, and files that are no plugin, are passed over', async t => {
	const others = {
		'subcommands/enterprise/env/plugin.toml': pluginToml({security: 'bin/security'}),
		'subcommands/package-registry': '',
		'subcommands/z/env/bin/dcos-core': program,
		[`${ours}/plugin.toml`]: registry,
	};
	t.deepEqual(await beside(t, others), nobody);
});

test('a copy of this plugin under another name is told as one, and the next is looked at', async t => {
	const copy = {'subcommands/my-copy/env/plugin.toml': pluginToml({registry: 'bin/dcos-registry'}, ourDescription)};
	t.deepEqual(await beside(t, copy), {...nobody, copies: ['my-copy']});
	const both = {...copy, [`${theirs}/plugin.toml`]: registry};
	t.deepEqual(await beside(t, both), {...nobody, copies: ['my-copy'], theirs: [official]});
});

test('one whose name comes first is called by the CLI itself, and might call us again', async t => {
	const {theirs: none, before} = await beside(t, {'subcommands/a-registry/env/plugin.toml': registry});
	t.deepEqual([none, before?.name], [[], 'a-registry']);
});

test('of several, the order is that in which the CLI would call them', async t => {
	const several = ['q', 'p', 'é', 'Z'].map(name => [`subcommands/${name}/env/plugin.toml`, registry] as const);
	const {theirs: all, before} = await beside(t, Object.fromEntries(several));
	t.deepEqual([before?.name, ...all.map(({name}) => name)], ['Z', 'p', 'q', 'é']);
});

for (const [what, files] of [
	['nothing', {'subcommands/package-registry/env/notes': ''}],
	['no command of ours', {[`${theirs}/plugin.toml`]: pluginToml({security: 'bin/security'})}],
	['a plugin.toml that cannot be read', {[`${theirs}/plugin.toml`]: '[['}],
] as const) {
	test(`the official plugin's directory with ${what} in it is told as such`, async t => {
		t.deepEqual(await beside(t, files), {...nobody, hollow: 'subcommands/package-registry'});
	});
}

for (const [what, toml] of [
	['no plugin.toml', undefined],
	['a plugin.toml without commands', 'schema_version = 1\nname = "p"\n'],
	['a plugin.toml that cannot be read', '[['],
	['a plugin.toml of a megabyte', `${pluginToml({registry: 'bin/other'})}#${'x'.repeat(1_000_000)}\n`],
	['commands that are none', 'commands = 7'],
	['commands without a path', '[[commands]]\nname = "registry"\n'],
] as const) {
	for (const file of ['bin/dcos-registry', 'bin/dcos-registry.exe', 'Scripts/dcos-registry.exe']) {
		test(`with ${what}, ${file} is the executable`, async t => {
			const files = {[`${theirs}/${file}`]: program, ...(toml !== undefined && {[`${theirs}/plugin.toml`]: toml})};
			t.deepEqual((await beside(t, files)).theirs, [{name: 'package-registry', path: `${theirs}/${file}`}]);
		});
	}
}

test('a plugin.toml that is a directory or a pipe is none, and keeps nobody waiting', async t => {
	const files = {[`${theirs}/plugin.toml/x`]: '', [`${theirs}/bin/dcos-registry`]: program};
	t.is((await beside(t, files)).theirs[0]?.path, `${theirs}/bin/dcos-registry`);
	const root = await directoryWith(t, {[`${theirs}/bin/dcos-registry`]: program});
	await execa('sh', ['-c', 'mkfifo "$1"', 'sh', join(root, theirs, 'plugin.toml')]);
	const found = besideUs(join(root, 'subcommands'), own, ourDescription);
	t.deepEqual(
		found.theirs.map(({name}) => name),
		['package-registry'],
	);
});

test('a path that the CLI made absolute is taken, and after DCOS_DIR was moved what it meant', async t => {
	const root = await directoryWith(t, {[`${theirs}/bin/x`]: program});
	const [toml, absolute] = [join(root, theirs, 'plugin.toml'), join(root, 'elsewhere/env/bin/x')];
	const look = () => besideUs(join(root, 'subcommands'), own, ourDescription).theirs[0]?.path;
	await writeFile(toml, pluginToml({registry: absolute}));
	t.is(look(), join(root, theirs, 'bin/x'), 'it was moved');
	await mkdir(join(root, 'elsewhere/env/bin'), {recursive: true});
	await writeFile(absolute, '');
	t.is(look(), absolute, 'it is there');
});

test('where the executable stands is told by its path, and one that runs from elsewhere has none beside it', async t => {
	for (const path of ['/opt/dcos-registry', '/env/z/bin/dcos-registry', '/opt/subcommands/z/bin/dcos-registry'])
		t.is(besideExecutable(path, ourDescription), null, path);
	const root = await directoryWith(t, {'subcommands/a/subcommands/z/env/plugin.toml': registry});
	const inner = join(root, 'subcommands/a/subcommands/b/env/bin/dcos-registry');
	t.is(besideExecutable(inner, ourDescription)?.theirs[0]?.name, 'z', 'the innermost directory of plugins');
});

test('one that runs from elsewhere looks at all of the cluster, a linked one too, and at nothing where there is no directory', async t => {
	const root = await directoryWith(t, {'subcommands/a/env/plugin.toml': registry});
	const look = () => besideUs(join(root, 'subcommands'), null, ourDescription).theirs.map(({name}) => name);
	await symlink(join(root, 'subcommands/a'), join(root, 'subcommands/b'));
	t.deepEqual(look(), ['a', 'b']);
	await rm(join(root, 'subcommands'), {recursive: true});
	t.deepEqual(look(), []);
});
