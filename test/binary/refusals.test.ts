import {readdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {golden} from '../support/golden.ts';
import {normalised} from './normalised.ts';
import {type Operator, withOperator} from './operator.ts';

type Refusal = {
	/** The sentence behind "an operator is told of …", and the name of the golden file. */
	of: string;
	exitCode: number;
	words(operator: Operator): readonly string[];
	before?(operator: Operator): Promise<unknown>;
	env?(operator: Operator): Promise<Record<string, string | undefined>>;
	/** Files of the operator's that are there because of `before`. */
	files?: readonly string[];
};

const refusals: readonly Refusal[] = [
	{
		of: 'no cluster attached',
		exitCode: 4,
		words: ({storage}) => storage,
		env: async () => ({DCOS_URL: undefined, DCOS_ACS_TOKEN: undefined}),
	},
	{
		of: 'an expired token',
		exitCode: 4,
		words: ({storage}) => storage,
		env: async ({sandbox}) => ({DCOS_ACS_TOKEN: await sandbox.tokenFor('bootstrapuser', -60)}),
	},
	{
		of: 'a CA file that does not exist',
		exitCode: 6,
		words: () => ['storage', 'show'],
		env: async () => ({DCOS_TLS_CA_PATH: '/nonexistent.pem'}),
	},
	{of: 'a profile that does not exist', exitCode: 6, words: ({storage}) => [...storage.slice(0, -1), 'registri']},
	{of: 'a profile with a session token', exitCode: 6, words: ({storage}) => [...storage.slice(0, -1), 'temporary']},
	{
		of: 'a credential file that does not exist',
		exitCode: 6,
		words: ({storage}) => replacing(storage, '--credentials', '/nonexistent'),
	},
	{of: 'a bucket that does not exist', exitCode: 6, words: ({storage}) => replacing(storage, '--bucket', 'pakcages')},
	{
		of: 'an access key that the store does not know',
		exitCode: 6,
		words: ({storage}) => [...storage.slice(0, -1), 'other-account'],
	},
	{of: 'an access key that may not write', exitCode: 6, words: ({storage}) => [...storage.slice(0, -1), 'read-only']},
	{
		of: 'a wrong secret key',
		exitCode: 6,
		before: async ({directory, sandbox}) =>
			writeFile(
				path.join(directory, 'credentials'),
				`[registry]\naws_access_key_id = ${sandbox.s3.accessKeyId}\naws_secret_access_key = canary-wrong\n`,
				{mode: 0o600},
			),
		words: ({storage}) => replacing(storage, '--credentials', 'credentials'),
		files: ['credentials'],
	},
	{of: 'a wrong region', exitCode: 6, words: ({storage}) => [...storage, '--region', 'eu-west-1']},
	{
		of: 'an endpoint with an unknown authority',
		exitCode: 6,
		words: ({storage}) => leavingOut(storage, '--endpoint-ca'),
	},
	{
		of: 'an endpoint that refuses',
		exitCode: 6,
		words: ({storage}) => replacing(storage, '--endpoint', 'https://localhost:1'),
	},
	{
		of: 'another content in the secret',
		exitCode: 6,
		before: async operator => {
			await operator.run(operator.storage);
			await operator.run(['install']);
		},
		words: ({storage}) => [...storage.slice(0, -1), 'default'],
		files: ['registry-options.json'],
	},
	{
		of: 'another bucket than the one in use',
		exitCode: 6,
		before: async operator => {
			await operator.run(operator.storage);
			await operator.run(['install']);
		},
		words: ({storage}) => replacing(storage, '--path', 'elsewhere'),
		files: ['registry-options.json'],
	},
	{
		of: 'a question that nobody can answer',
		exitCode: 2,
		words: ({ssh}) => ['trust-agents', ...ssh, '--not-installed-yet'],
	},
	{of: 'a registry that nobody knows', exitCode: 2, words: ({ssh}) => ['trust-agents', ...ssh, '--yes']},
	{
		of: 'an agent that nobody knows',
		exitCode: 6,
		words: ({ssh}) => ['trust-agents', ...ssh, '--agent', '127.0.2.1', '--yes'],
	},
	{
		of: 'agents that cannot be reached',
		exitCode: 5,
		before: async ({sandbox}) => {
			const [refusing, silent] = sandbox.agents.agents;
			await refusing?.setFault('refuses');
			await silent?.setFault('silent');
		},
		words: ({ssh}) => ['trust-agents', ...ssh, '--agent-timeout', '3s', '--not-installed-yet', '--yes'],
	},
];

for (const refusal of refusals) {
	test(`an operator is told of ${refusal.of}, and nothing is half-written`, async t => {
		const operator = await withOperator(t);
		await refusal.before?.(operator);
		const before = await operator.sandbox.state();
		const {exitCode, stdout, stderr} = await operator.run(refusal.words(operator), await refusal.env?.(operator));
		await golden(
			t,
			`refusal-${refusal.of.replaceAll(' ', '-')}`,
			normalised(`${stderr}${stdout}exit code ${exitCode}\n`, operator),
		);
		t.is(exitCode, refusal.exitCode);
		t.deepEqual(await operator.sandbox.state(), before);
		t.deepEqual(await readdir(operator.directory), [...(refusal.files ?? [])]);
	});
}

function replacing(words: readonly string[], flag: string, value: string): string[] {
	return words.map((word, index) => (words[index - 1] === flag ? value : word));
}

function leavingOut(words: readonly string[], flag: string): string[] {
	return words.filter((word, index) => word !== flag && words[index - 1] !== flag);
}
