import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {callCosmos, createClient} from '../sandbox/sandbox-client.ts';
import {published112} from '../support/published-options.ts';
import {type Operator, withOperator} from './operator.ts';

const cluster = {version: '1.12.3', agents: 2, publicAgents: 1};
const host = 'registry.marathon.l4lb.thisdcos.directory';
const secret = 'registry/s3-credentials';

/** What `dcos package repo add` does: DC/OS 1.12 does not list the repository on its own masters. */
async function addBootstrapRepository({sandbox}: Operator): Promise<void> {
	const client = createClient(sandbox.url, await readFile(sandbox.caFile, 'utf8'), sandbox.token);
	const uri = 'https://registry.component.thisdcos.directory/repo';
	const {status, text} = await callCosmos(client, '/package/repository/add', {name: 'Bootstrap Registry', uri});
	if (status !== 200) throw new Error(text);
}

const optionsFile = ({directory}: Operator) => path.join(directory, 'registry-options.json');

/** The storage as `storage s3` writes it for the sandbox. */
function storageOptions({sandbox: {s3}}: Operator) {
	return {
		'credential-secret-path': secret,
		'credential-profile-name': 'registry',
		bucket: s3.bucket,
		path: 'packages/dcos',
		endpoint: s3.endpoint,
	};
}

/** The output of a command that has to end with exit code 0. */
async function succeed(t: ExecutionContext, operator: Operator, words: readonly string[]): Promise<string> {
	const {exitCode, stdout, stderr} = await operator.run(words);
	t.is(exitCode, 0, `${words.join(' ')}\n${stderr}`);
	return stdout;
}

test('the options file takes the shape of 1.12 as soon as the package is visible, and keeps everything else', async t => {
	const operator = await withOperator(t, cluster);
	const options = async () => JSON.parse(await readFile(optionsFile(operator), 'utf8'));
	await writeFile(optionsFile(operator), '{"team": "storage", "service": {"mem": 4096}}\n');
	await succeed(t, operator, operator.storage);
	const s3 = storageOptions(operator);
	t.deepEqual(await options(), {team: 'storage', service: {mem: 4096, instances: 2}, registry: {s3}});

	await addBootstrapRepository(operator);
	t.regex(await succeed(t, operator, operator.storage), /options .*registry-options\.json changed/);
	t.deepEqual(await options(), {team: 'storage', registry: {s3, service: {mem: 4096, instances: 2}}});

	const [file, state] = [await readFile(optionsFile(operator)), await operator.sandbox.state()];
	t.regex(await succeed(t, operator, operator.storage), /Nothing to do/);
	t.deepEqual(await readFile(optionsFile(operator)), file);
	t.deepEqual(await operator.sandbox.state(), state);
	t.deepEqual([...operator.sandbox.secrets.secrets.keys()], [secret]);
});

/** An operator with the published example and a visible package. */
async function withPublishedExample(t: ExecutionContext, executable = false): Promise<Operator> {
	const operator = await withOperator(t, {...cluster, executable});
	await addBootstrapRepository(operator);
	await writeFile(optionsFile(operator), published112);
	return operator;
}

test('the published example of 1.12 keeps its shape, its order and its spaces', async t => {
	const operator = await withPublishedExample(t);
	await succeed(t, operator, operator.storage);
	const {s3} = operator.sandbox;
	const expected = published112
		.replace('registry-s3-credential-file', secret)
		.replace('"default"', '"registry"')
		.replace('my-bucket', s3.bucket)
		.replace('my-path-in-bucket', 'packages/dcos')
		.replace('https://s3.us-east-1.amazonaws.com', s3.endpoint);
	t.is(await readFile(optionsFile(operator), 'utf8'), expected);
});

test('the published example of 1.12 leads to a registry that every agent trusts', async t => {
	const operator = await withPublishedExample(t, true);
	const {sandbox} = operator;
	const commands = [operator.storage, ['install'], ['trust-agents', ...operator.ssh, '--yes']];
	for (const words of commands) await succeed(t, operator, words);
	t.is(sandbox.apps.get('/registry')?.definition.instances, 2);
	t.deepEqual([...sandbox.secrets.secrets.keys()].sort(), [secret, 'registry-private-key'].sort());
	t.deepEqual(sandbox.repositories()[0], {name: 'Registry', uri: `https://${host}/repo`});
	for (const agent of sandbox.agents.agents) {
		const read = Object.keys(await agent.certsD()).filter(name => name.endsWith('.crt'));
		t.deepEqual(read.sort(), [`${host}/ca.crt`, `${host}:443/ca.crt`].sort());
		t.regex((await agent.run(`docker pull ${host}:443/none:none`)).stderr, /manifest unknown/);
	}
	t.regex(await succeed(t, operator, ['storage', 'show']), /installed {5}\/registry, version 0\.2\.1, storage s3/);
	const before = await sandbox.state();
	for (const words of commands) t.regex(await succeed(t, operator, words), /Nothing to do/, words.join(' '));
	t.deepEqual(await sandbox.state(), before);
});
