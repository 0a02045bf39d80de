import {mkdir, readFile, stat} from 'node:fs/promises';
import test from 'ava';
import {proofLimit} from '../../../src/trust/on-agent/time-limits.ts';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {agentRoot} from './agent-root.ts';
import {agentWith, ca, caPath, certsD, host, pem, registries, trust} from './scripted-agent.ts';

const onAgent = testWhere(test.serial, lackOfNamespaces());

const bundles: readonly (readonly [string, string | null, string])[] = [
	['the same certificate in another layout', `comment\r\n${pem('QUFBQkJC', '\r\n')}`, 'same'],
	['the certificate twice', ca + ca, 'same'],
	['one more certificate', ca + pem('Q0ND'), 'same'],
	['another certificate', pem('Q0ND'), 'different'],
	['the beginning of a certificate', '-----BEGIN CERTIFICATE-----\nQUFB\n', 'not-pem'],
	['some text', 'hello\n', 'not-pem'],
	['nothing', '', 'empty'],
	['empty lines', '\n\n', 'empty'],
	['a certificate and no end of it', `${pem('Q0ND')}-----BEGIN CERTIFICATE-----\nQUFBQkJC\n`, 'different'],
	['the end of a certificate', `QUFBQkJC\n-----END CERTIFICATE-----\n`, 'not-pem'],
	['no file', null, 'missing'],
	...['', 'RSA ', 'EC ', 'ENCRYPTED ', 'OPENSSH '].flatMap(kind => {
		const key = `-----BEGIN ${kind}PRIVATE KEY-----\nc2VjcmV0\n-----END ${kind}PRIVATE KEY-----\n`;
		return [
			[`a ${kind}key behind it`, ca + key, 'private-key'],
			[`a ${kind}key before it`, key + ca, 'private-key'],
			[`a ${kind}key within it`, ca.replace('QUFB', `QUFB\n${key}`), 'private-key'],
		] as const;
	}),
];

for (const [what, bundle, state] of bundles) {
	onAgent(`an agent with ${what} as its CA has a CA that is ${state}`, async t => {
		const agent = await agentWith(t, bundle);
		const answer = trust(agent);
		t.is(answer.ca, state as typeof answer.ca);
		t.true(answer.ended);
		t.is(answer.files.size, state === 'same' ? 2 : 0);
		t.is(answer.proofs.length, state === 'same' ? 2 : 0);
	});
}

onAgent('an agent that has a part of the certificates of the cluster has its CA', async t => {
	const agent = await agentWith(t);
	t.is(trust(agent, {clusterCertificates: ['Q0ND', 'QUFBQkJC']}).ca, 'same');
});

onAgent('of a file that holds more than certificates, only these are copied', async t => {
	const secret = 'password: hunter2';
	const hidden = `-----BEGIN CERTIFICATE-----\n${secret}\n-----END CERTIFICATE-----\n`;
	const agent = await agentWith(t, `${secret}\n${ca}${secret}\r\n${hidden}${pem('Q0ND', '\r\n')}${secret}`);
	t.like(trust(agent), {ca: 'same', certificates: ['Q0ND', 'QUFBQkJC']});
	for (const registry of registries)
		t.is(await readFile(agent.at(`${certsD}/${registry}/ca.crt`), 'utf8'), ca + pem('Q0ND'));
	t.deepEqual(Object.fromEntries(trust(agent).files), {[host]: 'right', [`${host}:443`]: 'right'});
});

onAgent('a CA that cannot be read is told', async t => {
	const agent = await agentWith(t, null);
	await mkdir(agent.at(caPath));
	t.is(trust(agent).ca, 'unreadable');
});

onAgent('each question to Docker has a time limit on the agent', async t => {
	const agent = await agentWith(t);
	await agent.stub('timeout', 'shift; exec "$@"');
	trust(agent);
	t.is(
		(await agent.calls())[2],
		`timeout ${proofLimit} docker -H unix:///var/run/docker.sock pull ${host}/dcos-registry-proof-ab12:ab12`,
	);
});

onAgent('an agent without Docker is told, with its files put right', async t => {
	const agent = await agentRoot();
	t.teardown(agent.remove);
	await agent.write(caPath, ca);
	const answer = trust(agent);
	t.is(answer.docker, 'missing');
	t.deepEqual(answer.proofs, []);
	t.deepEqual(Object.fromEntries(answer.files), {[host]: 'written', [`${host}:443`]: 'written'});
});

for (const [what, path] of [
	['quotes', "/tmp/'; touch /pwned; '"],
	['a command', '/tmp/$(touch /pwned)'],
	['backticks', '/tmp/`touch /pwned`'],
	['lines', '/tmp/\ntouch /pwned\n'],
] as const) {
	onAgent(`a path of the CA with ${what} in it is only a path`, async t => {
		const agent = await agentWith(t);
		t.is(trust(agent, {caPath: path}).ca, 'missing');
		await t.throwsAsync(stat(agent.at('/pwned')), {code: 'ENOENT'});
	});
}

onAgent('a script that is not root says so and does nothing', async t => {
	const agent = await agentWith(t);
	await agent.stub('id', 'echo 1000');
	const answer = trust(agent);
	t.deepEqual(answer.problems, ['the script does not run as root']);
	await t.throwsAsync(stat(agent.at('/etc/docker')), {code: 'ENOENT'});
});
