import {readFile, rm} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {callCosmos, createClient} from '../sandbox/sandbox-client.ts';
import {type Operator, withOperator} from './operator.ts';

/** An operator whose registry is installed, and who has lost the options file. */
async function withInstalled(t: ExecutionContext): Promise<Operator> {
	const operator = await withOperator(t);
	for (const words of [operator.storage, ['install']]) {
		const {exitCode, stderr} = await operator.run(words);
		t.is(exitCode, 0, stderr);
	}
	await rm(path.join(operator.directory, 'registry-options.json'));
	return operator;
}

async function removeRepositories({sandbox}: Operator, t: ExecutionContext): Promise<void> {
	const client = createClient(sandbox.url, await readFile(sandbox.caFile, 'utf8'), sandbox.token);
	for (const {name} of sandbox.repositories()) {
		t.is((await callCosmos(client, '/package/repository/delete', {name})).status, 200);
	}
}

function replacing(words: readonly string[], flag: string, value: string): string[] {
	return words.map((word, index) => (words[index - 1] === flag ? value : word));
}

test('another storage is refused when the package has left the repositories', async t => {
	const operator = await withInstalled(t);
	await removeRepositories(operator, t);
	const before = await operator.sandbox.state();
	const {exitCode, stderr} = await operator.run(replacing(operator.storage, '--path', 'elsewhere'));
	t.is(exitCode, 6, stderr);
	t.regex(
		stderr,
		/registry \/dcos-registry runs already, and its storage cannot be changed after the first deployment/,
	);
	t.regex(stderr, /path packages\/dcos/);
	t.deepEqual(await operator.sandbox.state(), before);
	const same = await operator.run(replacing(operator.storage, '--path', '/packages/dcos/'));
	t.is(same.exitCode, 0, same.stderr);
});

test('another storage is refused when Cosmos cannot describe or list what is installed', async t => {
	const operator = await withInstalled(t);
	const body = {type: 'RepositoryUriConnection', message: 'Could not access data at URI'};
	const words = replacing(operator.storage, '--path', 'elsewhere');
	const before = await operator.sandbox.state();
	for (const failing of ['/cosmos/service/describe', '/package/list']) {
		operator.sandbox.faults.add({match: (_, asked) => asked === failing, kind: 'status', status: 400, body});
		const {exitCode, stderr} = await operator.run(words);
		t.is(exitCode, 6, stderr);
		t.regex(stderr, /registry \/dcos-registry runs already/, failing);
		t.deepEqual(await operator.sandbox.state(), before);
	}
});

test('what the installed registry uses is shown when Cosmos cannot tell', async t => {
	const operator = await withInstalled(t);
	const shown = await operator.run(['storage', 'show', '--json']);
	t.is(shown.exitCode, 0, shown.stderr);
	t.regex(shown.stdout, /"backend": "s3"/);
	const body = {type: 'unhandled_exception', message: 'no'};
	const fails = (_: string, asked: string) => asked === '/cosmos/service/describe' || asked === '/package/list';
	operator.sandbox.faults.add({match: fails, kind: 'status', status: 500, body});
	t.deepEqual(await operator.run(['storage', 'show', '--json']), shown);
});
