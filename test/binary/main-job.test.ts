import {readFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {writeExecutables} from '../support/executables.ts';
import {filesBelow, secretsIn, secretsOf} from './canaries.ts';
import {type Operator, withOperator} from './operator.ts';

const host = 'dcos-registry.marathon.l4lb.thisdcos.directory';

function allCommands({storage, ssh}: Operator): string[][] {
	return [[...storage], ['install'], ['trust-agents', ...ssh, '--yes']];
}

test('takes a cluster from no registry to one on S3 that every agent trusts', async t => {
	const operator = await withOperator(t, {executable: true});
	const {sandbox, directory} = operator;
	for (const words of allCommands(operator)) {
		const {exitCode, stderr} = await operator.run(words);
		t.is(exitCode, 0, stderr);
	}
	const credential = sandbox.secrets.secrets.get('dcos-registry/s3-credentials')?.value.toString();
	const profile = /\[registry\]\n(.+\n.+\n)/.exec(await readFile(sandbox.s3.credentialsFile, 'utf8'))?.[1];
	t.is(credential, `[registry]\n${profile}`, 'one profile goes up, and no other');
	t.deepEqual(JSON.parse(await readFile(path.join(directory, 'registry-options.json'), 'utf8')), {
		registry: {
			s3: {
				'credential-secret-path': 'dcos-registry/s3-credentials',
				'credential-profile-name': 'registry',
				bucket: sandbox.s3.bucket,
				path: 'packages/dcos',
				endpoint: sandbox.s3.endpoint,
			},
		},
		service: {instances: 2},
	});
	const state = await sandbox.state();
	t.deepEqual(state.grants['dcos:adminrouter:ops:ca:rw'], {'dcos-registry-account': ['full']});
	t.deepEqual(state.repositories[0], {name: 'Registry', uri: `https://${host}/repo`});
	t.deepEqual(state.objects, {}, 'the probe objects are gone');
	t.deepEqual(sandbox.s3.service.uploads(sandbox.s3.bucket), []);
	for (const agent of sandbox.agents.agents) {
		const files = Object.entries(await agent.certsD()).filter(([name]) => name.endsWith('.crt'));
		t.deepEqual(files.map(([name]) => name).sort(), [`${host}/ca.crt`, `${host}:443/ca.crt`].sort());
		t.deepEqual([...new Set(files.map(([, text]) => text))], [`${agent.caBundle.trimEnd()}\n`]);
		t.is(agent.connections(), 1, 'one connection does file and proof');
	}
});

test('the second run of each command says that there is nothing to do, and changes nothing', async t => {
	const operator = await withOperator(t, {executable: true});
	for (const words of allCommands(operator)) await operator.run(words);
	const before = await operator.sandbox.state();
	const options = await readFile(path.join(operator.directory, 'registry-options.json'));
	for (const words of allCommands(operator)) {
		const {exitCode, stdout} = await operator.run(words);
		t.is(exitCode, 0);
		t.regex(stdout, /Nothing to do/, words.join(' '));
	}
	t.deepEqual(await operator.sandbox.state(), before);
	t.deepEqual(await readFile(path.join(operator.directory, 'registry-options.json')), options);
});

test('a dry run of each command changes nothing and says what it would do', async t => {
	const operator = await withOperator(t, {executable: true});
	const [storage, install, trust] = allCommands(operator) as [string[], string[], string[]];
	await operator.run(storage);
	const stored = await operator.sandbox.state();
	const planned = await operator.run([...install, '--dry-run']);
	t.is(planned.exitCode, 0, planned.stderr);
	t.regex(planned.stdout, /"id": "dcos-registry"/);
	t.deepEqual(await operator.sandbox.state(), stored);
	await operator.run(install);
	const installed = await operator.sandbox.state();
	const looked = await operator.run([...trust, '--dry-run']);
	t.is(looked.exitCode, 0, looked.stderr);
	t.regex(looked.stdout, /lacking/);
	t.is((await operator.run(['trust-agents', ...operator.ssh, '--check'])).exitCode, 3);
	t.deepEqual(await operator.sandbox.state(), installed);
	const {service} = operator.sandbox.s3;
	const requests = service.requests().length;
	const fresh = await operator.run([
		...storage,
		'--dry-run',
		'--options',
		'other.json',
		'--secret',
		'dcos-registry/other',
	]);
	t.is(fresh.exitCode, 0, fresh.stderr);
	t.regex(fresh.stdout, /would be created/);
	t.is(service.requests().length, requests, 'trying the bucket writes to it');
	t.deepEqual(await operator.sandbox.state(), installed);
});

test('a secret that the registry may not read is stored where it was asked for, with a warning', async t => {
	const operator = await withOperator(t, {executable: true});
	const {exitCode, stderr} = await operator.run([...operator.storage, '--secret', 'spark/s3']);
	t.is(exitCode, 0, stderr);
	t.regex(
		stderr,
		/Warning: the secret "spark\/s3" can be read by services below \/spark only, and not by dcos-registry/,
	);
	const root = await operator.run([...operator.storage, '--secret', '/s3']);
	t.regex(root.stderr, /Warning: the secret "s3" is at the root of the store, where every service may read it/);
	t.deepEqual([...operator.sandbox.secrets.secrets.keys()], ['spark/s3', 's3']);
});

test('with --json each command prints one document that names its schema, and nothing else on stdout', async t => {
	const operator = await withOperator(t, {executable: true});
	const commands = [...allCommands(operator), ['storage', 'show']];
	const schemas = await inOrder(commands, async words => {
		const {stdout, exitCode} = await operator.run([...words, '--json']);
		t.is(exitCode, 0);
		t.true(stdout.startsWith('{\n  "schema"'), stdout.slice(0, 80));
		return (JSON.parse(stdout) as {schema: string}).schema;
	});
	t.deepEqual(schemas, [
		'dcos-registry/storage-s3/v1',
		'dcos-registry/install/v1',
		'dcos-registry/trust-agents/v1',
		'dcos-registry/storage-show/v1',
	]);
});

test('no token, key or secret shows in any output, file, argument or environment of a child, at -vv', async t => {
	const operator = await withOperator(t, {executable: true});
	const {sandbox, directory} = operator;
	await watchSsh(directory);
	const watched = {PATH: `${directory}/bin:${process.env.PATH}`};
	const outputs = await inOrder([...allCommands(operator), ['storage', 'show']], async words => {
		const {stdout, stderr, exitCode} = await operator.run([...words, '-vv'], watched);
		t.is(exitCode, 0, stderr);
		return stdout + stderr;
	});
	const secrets = secretsOf(sandbox, await readFile(sandbox.s3.credentialsFile, 'utf8'));
	t.true(secrets.size > 20);
	const files = await filesBelow(directory);
	const children = files.get(path.join(directory, 'ssh.log')) ?? '';
	t.regex(children, /argument -T\n/, 'the children were watched');
	t.regex(outputs.join(''), /ssh -F/, '-vv shows them');
	t.deepEqual(secretsIn(outputs.join(''), secrets), []);
	for (const [file, text] of files) t.deepEqual(secretsIn(text, secrets), [], file);
	t.deepEqual(
		secretsIn(`x${sandbox.token}x`, secrets),
		['the token', "the token's signature"],
		'the search finds what is there',
	);
});

/** Puts an ssh before the real one that notes its arguments and environment. */
async function watchSsh(directory: string): Promise<void> {
	const {mkdir} = await import('node:fs/promises');
	await mkdir(path.join(directory, 'bin'));
	const script = `#!/bin/sh
{ printf 'argument %s\\n' "$@"; env; } >>'${directory}/ssh.log'
PATH=\${PATH#*:}
exec ssh "$@"
`;
	await writeExecutables(path.join(directory, 'bin'), {ssh: script});
}

async function inOrder<Item, Result>(items: readonly Item[], work: (item: Item) => Promise<Result>): Promise<Result[]> {
	const results: Result[] = [];
	for (const item of items) results.push(await work(item));
	return results;
}
