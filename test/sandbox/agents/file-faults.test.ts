import {X509Certificate} from 'node:crypto';
import test from 'ava';
import {lackOfNamespaces} from '../../support/lacks.ts';
import {testWhere} from '../../support/test-where.ts';
import {createAuthority} from '../certificates.ts';
import {type AgentFault, agentFaults} from './agent-fault.ts';
import {startTestAgents} from './test-agents.ts';

const withRootsOfTheirOwn = testWhere(test, lackOfNamespaces());

const bundle = '/run/dcos/pki/CA/ca-bundle.crt';

test('what stands in place of the CA is a file that cannot be one', async t => {
	const {ssh} = await startTestAgents(t, [{fault: 'empty-ca'}, {fault: 'not-pem-ca'}]);
	t.deepEqual(await ssh(1, `cat ${bundle}`), {code: 0, stdout: '', stderr: ''});
	t.is((await ssh(2, `cat ${bundle}`)).stdout, 'This is not the certificate that you are looking for.\n');
});

test('what stands in place of the CA is a certificate that is none, was one, or is another one', async t => {
	const authority = await createAuthority(Date.now());
	const faults: AgentFault[] = ['leaf-ca', 'expired-ca', 'other-ca'];
	const {ssh, agent} = await startTestAgents(
		t,
		faults.map(fault => ({fault, caBundle: authority.cert})),
		{authority},
	);
	const read = async (place: number) => new X509Certificate((await ssh(place, `cat ${bundle}`)).stdout);
	const own = new X509Certificate(authority.cert);
	const [leaf, expired, other] = [await read(1), await read(2), await read(3)];
	t.deepEqual([leaf.ca, leaf.verify(own.publicKey)], [false, true]);
	t.deepEqual([expired.ca, new Date(expired.validTo) < new Date()], [true, true]);
	t.deepEqual([other.ca, other.subject, other.fingerprint256 === own.fingerprint256], [true, own.subject, false]);
	await agent(3).setFault(undefined);
	t.is((await read(3)).fingerprint256, own.fingerprint256);
});

withRootsOfTheirOwn('where /etc is read-only nothing can be written there, and what is there can be read', async t => {
	const {ssh, agent} = await startTestAgents(t, [{}]);
	await ssh(1, 'mkdir -p /etc/docker/certs.d/a && echo here >/etc/docker/certs.d/a/ca.crt');
	await agent(1).setFault('read-only-etc');
	for (const command of ['mkdir /etc/docker/certs.d/b', 'echo >/etc/docker/certs.d/a/ca.crt', 'echo >/etc/x']) {
		const {code, stderr} = await ssh(1, `sudo -n sh -c '${command}'`);
		t.regex(stderr, /Read-only file system/);
		t.not(code, 0);
	}
	t.is((await ssh(1, 'cat /etc/docker/certs.d/a/ca.crt; echo | awk 1')).stdout, 'here\n\n');
	t.deepEqual(await agent(1).certsD(), {'a/ca.crt': 'here\n'});
});

withRootsOfTheirOwn('on a full disk no file can be written, and what is there can be read', async t => {
	const {ssh, agent} = await startTestAgents(t, [{}]);
	await ssh(1, 'mkdir -p /etc/docker/certs.d/a && echo here >/etc/docker/certs.d/a/ca.crt');
	await agent(1).setFault('full-disk');
	const {code, stderr} = await ssh(1, `mkdir /etc/docker/certs.d/b && cat ${bundle} >/etc/docker/certs.d/b/ca.crt`);
	t.regex(stderr, /No space left on device/);
	t.not(code, 0);
	t.is((await ssh(1, 'cat /etc/docker/certs.d/a/ca.crt')).stdout, 'here\n');
	t.deepEqual(await agent(1).certsD(), {'a/ca.crt': 'here\n'});
});

test('every fault has a name of its own, and can be healed', async t => {
	const {agent, faults, ssh} = await startTestAgents(t, [{}]);
	t.is(new Set(agentFaults).size, agentFaults.length);
	for (const fault of faults) await agent(1).setFault(fault);
	await agent(1).setFault(undefined);
	t.is((await ssh(1, `sudo -n sh -s`, `docker version >/dev/null && cat ${bundle}`)).stdout, 'a bundle\n');
});
