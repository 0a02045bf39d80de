import {mkdir, rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {localFiles} from '../../../src/files/local-files.ts';
import {findOfficial} from '../../../src/official/find.ts';
import {directoryWith, pluginToml} from './plugins-directory.ts';

const ourDescription = 'of ours';
const ours = 'subcommands/dcos-registry/env';
const theirs = 'subcommands/package-registry/env';
const program = '#!/bin/sh\n';

/** What our executable below `subcommands` finds among these files of the cluster's directory, by its path below that. */
async function found(t: ExecutionContext, files: Readonly<Record<string, string>>, own = `${ours}/bin/dcos-registry`) {
	const root = await directoryWith(t, files);
	const around = {
		execPath: join(root, own),
		files: localFiles(),
		clusterDirectory: async () => t.fail('it knows where it is') as never,
		ourDescription,
	};
	const official = await findOfficial(around);
	return official && {...official, path: official.path.replace(`${root}/`, '')};
}

const registry = pluginToml({other: 'bin/other', registry: 'bin/their-registry'});

test('the plugin whose plugin.toml declares the word is found, wherever it says that the executable is', async t => {
	t.deepEqual(await found(t, {[`${theirs}/plugin.toml`]: registry}), {
		name: 'package-registry',
		path: `${theirs}/bin/their-registry`,
	});
});

test('plugins with other words, and files that are no plugin, are passed over', async t => {
	t.is(
		await found(t, {
			'subcommands/enterprise/env/plugin.toml': pluginToml({security: 'bin/security'}),
			'subcommands/notes.txt': '',
			'subcommands/z/env/bin/dcos-core': program,
		}),
		null,
	);
});

test('a copy of this plugin under another name is none, and the next is looked at', async t => {
	const copy = {'subcommands/my-copy/env/plugin.toml': pluginToml({registry: 'bin/dcos-registry'}, ourDescription)};
	t.is(await found(t, copy), null);
	t.is((await found(t, {...copy, [`${theirs}/plugin.toml`]: registry}))?.name, 'package-registry');
});

test('one whose name comes first is called by the CLI itself, and would call us again', async t => {
	t.is(await found(t, {'subcommands/a-registry/env/plugin.toml': registry}), null);
	t.is(await found(t, {[`${ours}/plugin.toml`]: registry}), null, 'nor are we our own');
});

test('of several, the first by name is taken, as the CLI does', async t => {
	const several = {'subcommands/q/env/plugin.toml': registry, 'subcommands/p/env/plugin.toml': registry};
	t.is((await found(t, several))?.name, 'p');
});

for (const [what, toml] of [
	['no plugin.toml', undefined],
	['a plugin.toml without commands', 'schema_version = 1\nname = "p"\n'],
	['a plugin.toml that cannot be read', '[['],
	['commands that are none', 'commands = 7'],
	['commands without a path', '[[commands]]\nname = "registry"\n'],
] as const) {
	for (const name of ['dcos-registry', 'dcos-registry.exe']) {
		test(`with ${what}, bin/${name} is the executable`, async t => {
			const files = {
				[`${theirs}/bin/${name}`]: program,
				...(toml !== undefined && {[`${theirs}/plugin.toml`]: toml}),
			};
			t.is((await found(t, files))?.path, `${theirs}/bin/${name}`);
		});
	}
}

test('a path that the CLI made absolute is taken, and after DCOS_DIR was moved what it meant', async t => {
	const root = await directoryWith(t, {[`${theirs}/bin/x`]: program});
	const [toml, absolute] = [join(root, theirs, 'plugin.toml'), join(root, 'elsewhere/env/bin/x')];
	const around = {execPath: join(root, ours, 'bin/dcos-registry'), files: localFiles(), ourDescription};
	const look = async () => (await findOfficial({...around, clusterDirectory: async () => null}))?.path;
	await writeFile(toml, pluginToml({registry: absolute}));
	t.is(await look(), join(root, theirs, 'bin/x'), 'it was moved');
	await mkdir(join(root, 'elsewhere/env/bin'), {recursive: true});
	await writeFile(absolute, '');
	t.is(await look(), absolute, 'it is there');
});

test('a plugin that runs from elsewhere looks among those of the attached cluster, all of them', async t => {
	const root = await directoryWith(t, {'subcommands/a/env/plugin.toml': registry});
	const around = {execPath: '/opt/dcos-registry', files: localFiles(), ourDescription};
	for (const execPath of ['/opt/dcos-registry', '/env/z/bin/dcos-registry', '/opt/subcommands/z/bin/dcos-registry'])
		t.is((await findOfficial({...around, execPath, clusterDirectory: async () => root}))?.name, 'a', execPath);
	t.is(await findOfficial({...around, clusterDirectory: async () => null}), null);
	await rm(join(root, 'subcommands'), {recursive: true});
	t.is(await findOfficial({...around, clusterDirectory: async () => root}), null);
});
