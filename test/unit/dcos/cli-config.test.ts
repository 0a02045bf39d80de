import {mkdir, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join, relative} from 'node:path';
import type {ExecutionContext} from 'ava';
import test from 'ava';
import {clusterDirectory, sshDefaults} from '../../../src/dcos/cli-config.ts';
import {localFiles} from '../../../src/files/local-files.ts';

const url = 'https://cluster';

/** Cluster ids and their dcos.toml; `attached` has the CLI's marker. */
async function configured(t: ExecutionContext, clusters: Readonly<Record<string, string>>, attached?: string) {
	const directory = await mkdtemp(join(tmpdir(), 'cli-config-'));
	t.teardown(() => rm(directory, {recursive: true}));
	for (const [id, toml] of Object.entries(clusters)) {
		await mkdir(join(directory, 'clusters', id), {recursive: true});
		await writeFile(join(directory, 'clusters', id, 'dcos.toml'), toml);
	}
	if (attached !== undefined) await writeFile(join(directory, 'clusters', attached, 'attached'), '');
	const defaultsFor = (env: Record<string, string>) =>
		sshDefaults({DCOS_DIR: directory, DCOS_URL: url, ...env}, localFiles());
	return {directory, defaultsFor};
}

const toml = (address: string, user: string, name = 'c') =>
	`[cluster]\nname = "${name}"\n[core]\ndcos_url = "${address}"\nssh_user = "${user}"\n`;

test('user and proxy are those of the attached cluster', async t => {
	const {defaultsFor} = await configured(t, {
		a: toml('https://other', 'wrong'),
		b: `${toml(url, 'right')}ssh_proxy_ip = "1.2.3.4"\n`,
	});
	t.deepEqual(await defaultsFor({}), {user: 'right', proxyIp: '1.2.3.4'});
});

test('a slash at the end of an address makes no difference', async t => {
	const {defaultsFor} = await configured(t, {a: toml(`${url}/`, 'right')});
	t.is((await defaultsFor({})).user, 'right');
	t.is((await defaultsFor({DCOS_URL: `${url}/`})).user, 'right');
});

const twins = {a: toml(url, 'one', 'first'), b: toml(url, 'two', 'second')};

for (const [what, attached, env, user] of [
	['the marked one', 'b', {}, 'two'],
	['the one that DCOS_CLUSTER names', 'b', {DCOS_CLUSTER: 'first'}, 'one'],
	['the one whose id is in DCOS_CLUSTER', 'a', {DCOS_CLUSTER: 'b'}, 'two'],
	['the marked one when DCOS_CLUSTER names none of them', 'b', {DCOS_CLUSTER: 'third'}, 'two'],
] as const) {
	test(`of two clusters with one address, ${what} counts`, async t => {
		const {defaultsFor} = await configured(t, twins, attached);
		t.is((await defaultsFor(env)).user, user);
	});
}

for (const [what, attached, env, id] of [
	['the marked one', 'b', {}, 'b'],
	['none where none is marked', undefined, {}, null],
	['the one that DCOS_CLUSTER names', 'b', {DCOS_CLUSTER: 'first'}, 'a'],
	['the one whose id is in DCOS_CLUSTER', 'b', {DCOS_CLUSTER: 'a'}, 'a'],
	['none when DCOS_CLUSTER names none of them', 'b', {DCOS_CLUSTER: 'third'}, null],
] as const) {
	test(`where no address is handed over, ${what} counts`, async t => {
		const {directory} = await configured(t, twins, attached);
		const found = await clusterDirectory({DCOS_DIR: directory, ...env}, localFiles());
		t.is(found, id && join(directory, 'clusters', id));
	});
}

test('where no address is handed over, the only cluster counts, of two marked ones or two of one name neither', async t => {
	const look = async (directory: string, env = {}) => clusterDirectory({DCOS_DIR: directory, ...env}, localFiles());
	const {directory: only} = await configured(t, {a: toml(url, 'x')});
	t.is(await look(only), join(only, 'clusters', 'a'));
	const {directory: both} = await configured(t, twins, 'a');
	await writeFile(join(both, 'clusters', 'b', 'attached'), '');
	t.is(await look(both), null);
	const {directory: namesakes} = await configured(t, {a: toml(url, 'x', 'n'), b: toml(url, 'y', 'n')}, 'a');
	t.is(await look(namesakes, {DCOS_CLUSTER: 'n'}), null);
	t.is(await look(relative(process.cwd(), only)), join(only, 'clusters', 'a'), 'a relative DCOS_DIR');
});

test('the name of a cluster with another address does not count', async t => {
	const {defaultsFor} = await configured(t, {a: toml('https://other', 'wrong', 'mine'), b: toml(url, 'right')});
	t.is((await defaultsFor({DCOS_CLUSTER: 'mine'})).user, 'right');
});

for (const [what, text] of [
	['nothing of SSH', `[core]\ndcos_url = "${url}"\n`],
	['empty values', `[core]\ndcos_url = "${url}"\nssh_user = ""\nssh_proxy_ip = ""\n`],
	['values that are no text', `[core]\ndcos_url = "${url}"\nssh_user = 5\nssh_proxy_ip = true\n`],
	['no table at all', ''],
	['something else as core', 'core = "x"\n'],
] as const) {
	test(`a configuration with ${what} sets nothing`, async t => {
		const {defaultsFor} = await configured(t, {a: text});
		t.deepEqual(await defaultsFor({}), {user: null, proxyIp: null});
	});
}

test('without any configuration nothing is set', async t => {
	const {defaultsFor} = await configured(t, {});
	t.deepEqual(await defaultsFor({}), {user: null, proxyIp: null});
});

test('a cluster without a configuration, and a stray file beside the clusters, are passed over', async t => {
	const {directory, defaultsFor} = await configured(t, {b: toml(url, 'right')});
	await mkdir(join(directory, 'clusters', 'a'));
	await writeFile(join(directory, 'clusters', '.DS_Store'), 'macOS');
	t.is((await defaultsFor({})).user, 'right');
});

test('the broken configuration of another cluster is passed over', async t => {
	const {defaultsFor} = await configured(t, {a: 'core = [', b: toml(url, 'right')});
	t.is((await defaultsFor({})).user, 'right');
});

test('without DCOS_DIR the configuration is below the home directory', async t => {
	const {directory} = await configured(t, {});
	await mkdir(join(directory, '.dcos/clusters/a'), {recursive: true});
	await writeFile(join(directory, '.dcos/clusters/a/dcos.toml'), toml(url, 'home'));
	t.is((await sshDefaults({DCOS_URL: url}, {...localFiles(), home: directory})).user, 'home');
});
