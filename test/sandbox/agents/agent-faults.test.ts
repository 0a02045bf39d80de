import {readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import test from 'ava';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {eventually} from '../eventually.ts';
import {createSshKey} from './ssh-key.ts';
import {startTestAgents} from './test-agents.ts';

const withRootsOfTheirOwn = testWhere(test, lackOfNamespaces());

test('an agent that refuses has nothing listening, and listens on the same port when it is healed', async t => {
	const {ssh, agent} = await startTestAgents(t, [{fault: 'refuses'}]);
	const refused = await ssh(1, 'true');
	t.regex(refused.stderr, /Connection refused/);
	t.is(refused.code, 255);
	t.is(agent(1).connections(), 0);
	await agent(1).setFault(undefined);
	t.is((await ssh(1, 'true')).code, 0);
});

test('a silent agent takes the connection and says nothing', async t => {
	const {sshWith, agent} = await startTestAgents(t, [{fault: 'silent'}]);
	const {code, stderr} = await sshWith(['-o', 'ConnectTimeout=1'], 1, 'true');
	t.regex(stderr, /timed out during banner exchange/);
	t.is(code, 255);
	t.is(agent(1).connections(), 1);
	t.deepEqual(agent(1).commands(), []);
});

test('an agent without our key lets nobody in', async t => {
	const {ssh} = await startTestAgents(t, [{fault: 'no-auth'}]);
	const {code, stderr} = await ssh(1, 'true');
	t.regex(stderr, /Permission denied \(publickey\)/);
	t.is(code, 255);
});

test('an agent lets no other key in', async t => {
	const {sshWith, sshConfig} = await startTestAgents(t, [{}]);
	const directory = dirname(sshConfig);
	const {private: otherKey} = createSshKey();
	await writeFile(join(directory, 'other_key'), otherKey, {mode: 0o600});
	const config = (await readFile(sshConfig, 'utf8')).replace('id_ed25519', 'other_key');
	await writeFile(join(directory, 'other_config'), config);
	const {code, stderr} = await sshWith(['-F', join(directory, 'other_config')], 1, 'true');
	t.regex(stderr, /Permission denied \(publickey\)/);
	t.is(code, 255);
});

test('an agent with a changed host key is not the one that ssh knows', async t => {
	const {ssh, agent} = await startTestAgents(t, [{}]);
	t.is((await ssh(1, 'true')).code, 0);
	await agent(1).setFault('changed-host-key');
	const {code, stderr} = await ssh(1, 'true');
	t.regex(stderr, /Host key verification failed/);
	t.is(code, 255);
	t.deepEqual(agent(1).commands(), ['true']);
});

test('an agent without Docker has no such command', async t => {
	const {ssh} = await startTestAgents(t, [{fault: 'no-docker'}]);
	t.is((await ssh(1, 'command -v docker')).code, 127);
	t.is((await ssh(1, 'docker version')).code, 127);
});

test('an agent without the CA gets it back when it is healed', async t => {
	const {ssh, agent} = await startTestAgents(t, [{fault: 'no-ca'}]);
	const read = 'cat /run/dcos/pki/CA/ca-bundle.crt';
	t.regex((await ssh(1, read)).stderr, /No such file/);
	await agent(1).setFault(undefined);
	t.is((await ssh(1, read)).stdout, 'a bundle\n');
});

test('an agent that hangs starts the session, and ends it when the client goes', async t => {
	const {sshWith, agent} = await startTestAgents(t, [{fault: 'hangs'}]);
	const client = new AbortController();
	const session = sshWith([], 1, 'echo never', client.signal);
	await eventually('the agent was asked', async () => agent(1).commands().length > 0);
	client.abort();
	t.is((await session).stdout, '');
});

test('a login that is not root cannot use sudo', async t => {
	const {ssh} = await startTestAgents(t, [{fault: 'sudo-password'}]);
	t.is((await ssh(1, 'id -u')).stdout, '1000\n');
	t.deepEqual(await ssh(1, 'sudo -n sh -s'), {code: 1, stdout: '', stderr: 'sudo: a password is required\n'});
});

withRootsOfTheirOwn('a login that is not root cannot write', async t => {
	const {ssh} = await startTestAgents(t, [{fault: 'sudo-password'}]);
	t.regex((await ssh(1, 'mkdir /etc/docker/certs.d')).stderr, /Read-only file system/);
});
