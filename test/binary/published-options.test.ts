import test, {type ExecutionContext} from 'ava';
import {golden} from '../support/golden.ts';
import {
	published112,
	publishedS3,
	publishedSample,
	publishedSampleMended,
	publishedVolume,
} from '../support/published-options.ts';
import {bootstrap, forSandbox} from './adoption/by-hand.ts';
import {type AtShell, atShell} from './at-shell.ts';

const file = 'registry-options.json';

type Published = {
	/** In words that also name its golden files. */
	of: string;
	text: string;
	/** The secret with the keys of the store, which somebody has made before. */
	secret?: string;
	/** The releases that cannot do it. */
	refusedOn?: string;
};

const published: readonly Published[] = [
	{of: 'example of 1.12', text: published112, secret: 'registry-s3-credential-file'},
	{of: 'bucket', text: publishedS3, secret: 'dcos-registry-s3-credential-file'},
	{of: 'sample with its stray quotation mark', text: publishedSample, secret: 'dcos-registry-s3-credential-file'},
	{of: 'volume', text: publishedVolume, refusedOn: '1.12.3'},
];

/** A new cluster with the keys where the published commands put them, and with the agent of the volume. */
async function prepare({sandbox, write}: AtShell, {text, secret}: Published): Promise<void> {
	await sandbox.reset();
	if (!sandbox.repositories().some(({uri}) => uri === bootstrap.uri)) sandbox.putRepository(bootstrap);
	if (secret !== undefined) sandbox.secrets.secrets.set(secret, {value: Buffer.from('[default]\n')});
	Object.assign(sandbox.mesosAgents[0] ?? {}, {hostname: 'a.specific.node.com'});
	await write(file, text);
}

for (const version of ['1.12.3', '2.2.1']) {
	test(`every published options file is read, judged and planned on ${version}`, async t => {
		const shell = await atShell(t, {version});
		for (const each of published) await look(t, shell, {version, each});
	});

	test(`what a published options file takes for granted is missed on ${version}`, async t => {
		const shell = await atShell(t, {version});
		for (const each of published.filter(({secret}) => secret !== undefined)) {
			await prepare(shell, each);
			shell.sandbox.secrets.secrets.clear();
			const {exitCode, stderr} = await shell.run(['install', '--check']);
			t.is(exitCode, 6, stderr);
			const {stderr: error} = await shell.run(['install']);
			t.regex(error, new RegExp(`^Error: the secret ${each.secret} does not exist$`, 'm'), each.of);
		}
	});
}

async function look(
	t: ExecutionContext,
	shell: AtShell,
	{version, each}: {version: string; each: Published},
): Promise<void> {
	const {sandbox, run, read, normal} = shell;
	await prepare(shell, each);
	const before = await sandbox.state();
	const refused = each.refusedOn === version;
	const looks = {'--check': ['checked', 3], '--dry-run': ['planned', 0]} as const;
	for (const [flag, [done, code]] of Object.entries(looks)) {
		const {exitCode, stdout, stderr} = await run(['install', flag]);
		const name = `published-${each.of.replaceAll(' ', '-')}-${done}-on-${version}`;
		await golden(t, name, normal(`${stderr}${withoutApp(stdout)}exit code ${exitCode}\n`));
		t.is(exitCode, refused ? 6 : code, `${name}\n${stderr}`);
	}
	t.is(await read(file), each.text, 'the file stays as it is');
	t.deepEqual(await sandbox.state(), before);
}

/** The app is as long as it is alike; install-dry-run.test.ts shows one. */
function withoutApp(stdout: string): string {
	return stdout.replace(/\napp: \{.*\}\n/s, '');
}

test('the published sample leads to a registry, stray quotation mark and all', async t => {
	const shell = await atShell(t);
	const {sandbox, run, write, read, keys} = shell;
	await prepare(shell, {of: 'sample', text: publishedSample});
	sandbox.secrets.secrets.set('dcos-registry-s3-credential-file', {value: Buffer.from(keys)});
	const text = forSandbox(publishedSample, sandbox);
	await write(file, text);
	const {exitCode, stderr} = await run(['install']);
	t.is(exitCode, 0, stderr);
	t.regex(stderr, /^Warning: the options file \S+ has a stray quotation mark in line 16 /m);
	const state = await sandbox.state();
	t.deepEqual(state.apps['/dcos-registry']?.options, JSON.parse(forSandbox(publishedSampleMended, sandbox)));
	t.deepEqual(Object.keys(state.secrets).sort(), ['dcos-registry-s3-credential-file', 'registry-private-key']);
	t.is(state.repositories[0]?.name, 'Registry');
	t.is(await read(file), text);
	const again = await run(['install']);
	t.regex(again.stdout, /^Nothing to do: /);
	t.deepEqual(await sandbox.state(), state);
});
