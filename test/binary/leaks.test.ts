import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import {secretsIn, secretsOf} from './canaries.ts';
import {type Operator, withOperator} from './operator.ts';

const password = 'canary-url-password';

/** All that a run told, on both streams and as events, with what it must not have told. */
async function told(operator: Operator, words: readonly string[], env: Readonly<Record<string, string>> = {}) {
	const events = path.join(operator.directory, 'events');
	const {exitCode, stdout, stderr} = await operator.run([...words, '--events', events], env);
	const text = `${stdout}\n${stderr}\n${await readFile(events, 'utf8')}`;
	const {sandbox} = operator;
	const secrets = secretsOf(sandbox, await readFile(sandbox.s3.credentialsFile, 'utf8'));
	return {exitCode, text, leaks: secretsIn(text, new Map([...secrets, ['the password of a URL', password]]))};
}

test('a cluster that sends back what it got gets no secret into stdout, stderr, JSON or events', async t => {
	const operator = await withOperator(t, {agents: 0});
	const {sandbox, storage} = operator;
	t.is((await operator.run([...storage, '--yes'])).exitCode, 0);
	const key = sandbox.s3.secretAccessKey;
	for (const sent of [
		sandbox.token,
		encodeURIComponent(`token=${sandbox.token}`),
		Buffer.from(`a ${sandbox.token}`).toString('base64'),
	]) {
		for (const more of [['-vv'], ['--json']]) {
			sandbox.faults.clear();
			sandbox.faults.add({
				match: (_, at) => at.startsWith('/package'),
				kind: 'status',
				status: 400,
				body: {message: `you sent ${sent}`},
			});
			const {exitCode, text, leaks} = await told(operator, ['install', '--check', ...more]);
			t.not(exitCode, 0);
			t.regex(text, /you sent \S*\[redacted\]/);
			t.deepEqual(leaks, []);
		}
	}
	sandbox.faults.clear();
	sandbox.faults.add({match: method => method === 'PATCH', kind: 'status', status: 403, body: {title: `not ${key}`}});
	const rotated = await told(operator, [...storage.slice(0, -2), '--rotate', '--yes', '--profile', 'default']);
	t.regex(rotated.text, /not \[redacted\]/);
	t.deepEqual(rotated.leaks, []);
});

test('a password in the URL of the cluster, of the store or of a proxy is told nowhere, also where it is no URL', async t => {
	const operator = await withOperator(t, {agents: 0});
	const {sandbox, storage} = operator;
	const withPassword = (url: string) => url.replace('//', `//operator:${password}@`);
	for (const [words, env] of [
		[['storage', 'show'], {DCOS_URL: withPassword(sandbox.url), DCOS_TLS_CA_PATH: ''}],
		[['storage', 'show'], {DCOS_URL: `https://operator:${password}@`}],
		[
			['storage', 'show', '-vv'],
			{HTTPS_PROXY: `http://operator:a/${password}@proxy`, DCOS_URL: 'https://cluster.invalid'},
		],
		[
			['storage', 'show', '-vv'],
			{HTTPS_PROXY: `operator:${password}@127.0.0.1:1`, DCOS_URL: 'https://cluster.invalid'},
		],
		[
			['storage', 'show', '-vv'],
			{HTTPS_PROXY: `ftp://operator:${password}@proxy`, DCOS_URL: 'https://cluster.invalid'},
		],
		[[...storage.slice(0, 6), '--endpoint', withPassword(sandbox.s3.endpoint)], {}],
		[['storage', 's3', '--bucket', withPassword('https://bucket')], {}],
		[[withPassword('https://word')], {}],
		[['install', '--options', withPassword('https://file')], {}],
	] as const) {
		const {exitCode, leaks} = await told(operator, words, env);
		t.not(exitCode, 0, words.join(' '));
		t.deepEqual(leaks, [], words.join(' '));
	}
	const options = {registry: {s3: {endpoint: withPassword(sandbox.s3.endpoint)}}};
	await writeFile(path.join(operator.directory, 'registry-options.json'), JSON.stringify(options));
	for (const words of [
		['install', '--dry-run'],
		['install', '--check', '-vv'],
		['storage', 'show'],
		['storage', 'verify'],
	])
		t.deepEqual((await told(operator, words)).leaks, [], words.join(' '));
});

test('an id and a secret in each other’s place are not told, and of a right id its first four signs', async t => {
	const operator = await withOperator(t, {agents: 0});
	const {storage, sandbox} = operator;
	const file = path.join(operator.directory, 'swapped');
	const [id, secret] = ['AKIAUNKNOWN000000000', 'canary/Unknown+Key0123456789abcdefghijkl'];
	const run = async (one: string, other: string) => {
		await writeFile(file, `[p]\naws_access_key_id = ${one}\naws_secret_access_key = ${other}\n`, {mode: 0o600});
		const words = [...storage.slice(0, 10), '--credentials', file, '--profile', 'p', '-vv'];
		const {exitCode, text} = await told(operator, words);
		t.is(exitCode, 6);
		t.false(text.includes(secret));
		return text;
	};
	t.regex(await run(id, secret), /the store does not know the access key AKIA… of profile "p"/);
	const swapped = await run(secret, id);
	t.regex(swapped, /the store does not know the access key of profile "p"/);
	t.false(swapped.includes(id));
	sandbox.s3.service.faults.fail('*', {status: 403, code: 'InvalidAccessKeyId', message: `who is ${secret}?`});
	await run(secret, id);
});
