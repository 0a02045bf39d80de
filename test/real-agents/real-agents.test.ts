import test from 'ava';
import {testWhere} from '../support/test-where.ts';
import {whyNoRealAgents} from './why-no-real-agents.ts';
import {registryHost, withRealAgents} from './with-real-agents.ts';

const onRealAgents = testWhere(test, whyNoRealAgents());

const trusted = `/etc/docker/certs.d/${registryHost}`;
const trust = `mkdir -p ${trusted} && cp /run/dcos/pki/CA/ca-bundle.crt ${trusted}/ca.crt`;

onRealAgents('ssh reaches each agent as root and as a user with sudo, directly and through the proxy', async t => {
	const {ssh, agent, proxy} = await withRealAgents(t, [{docker: 'none'}, {docker: 'none', ipv6: true}]);
	t.deepEqual(await ssh(['192.0.2.10', 'hostname; id -un; exit 7']), {code: 7, stdout: 'agent1\nroot\n', stderr: ''});
	t.is((await ssh(['-l', 'centos', '192.0.2.11', 'sudo -n sh -s'], 'hostname; id -un')).stdout, 'agent2\nroot\n');
	t.is((await ssh([agent(2).ipv6 ?? '', 'hostname'])).stdout, 'agent2\n');
	t.is(proxy.connections(), 0);
	t.is((await ssh(['-J', proxy.address, '192.0.2.11', 'hostname'])).stdout, 'agent2\n');
	t.is(proxy.connections(), 1);
	t.deepEqual([agent(1).connections(), agent(2).connections()], [1, 3]);
	t.deepEqual([agent(1).sessions(), agent(2).sessions()], [1, 3]);
});

onRealAgents('each agent has files of its own', async t => {
	const {ssh, agent, authority} = await withRealAgents(t, [{docker: 'none'}, {docker: 'stub'}]);
	await ssh(['192.0.2.10', `${trust}; touch /root/here /home/centos/here /run/here /var/lib/docker/here`]);
	t.deepEqual(await agent(1).certsD(), {[`${registryHost}/ca.crt`]: authority.cert});
	t.deepEqual(await agent(2).certsD(), {});
	const found = 'cat /root/here /home/centos/here /run/here /var/lib/docker/here /etc/docker/*';
	t.is((await agent(2).run(found)).stdout, '');
});

for (const docker of ['real', 'stub'] as const) {
	onRealAgents(`a ${docker} Docker trusts the registry as soon as certs.d says so`, async t => {
		const {ssh, agent, registry} = await withRealAgents(t, [{docker}]);
		const pull = ['-l', 'centos', '192.0.2.10', `sudo -n docker pull -q ${registry.image}`];
		const refused = await ssh(pull);
		t.regex(refused.stderr, /x509: certificate signed by unknown authority/);
		t.is(refused.code, 1);
		await agent(1).run(trust);
		t.is((await ssh(pull)).code, 0);
		await registry.stop();
		t.regex((await ssh(pull)).stderr, /dial tcp 192.0.2.2:443: connect: connection refused/);
		await registry.start();
		t.is((await ssh(pull)).code, 0);
		t.deepEqual(agent(1).systemctlCalls(), []);
	});
}

onRealAgents(
	'containers of a real Docker go on while trust is set up, and begin again when it is restarted',
	async t => {
		const {agent, registry, ssh} = await withRealAgents(t, [{docker: 'real'}]);
		await agent(1).run(trust);
		const {code, stderr} = await agent(1).run(
			`docker run --detach --restart always --network none --name service ${registry.image}`,
		);
		t.is(code, 0, stderr);
		const startedAt = async () =>
			(await agent(1).run(`docker inspect --format '{{.State.Running}} {{.State.StartedAt}}' service`)).stdout;
		const before = await startedAt();
		t.regex(before, /^true 20/);
		t.is(await startedAt(), before);
		t.is((await ssh(['-l', 'centos', '192.0.2.10', 'sudo -n systemctl restart docker'])).code, 0);
		const after = await startedAt();
		t.regex(after, /^true 20/);
		t.not(after, before);
		t.deepEqual(agent(1).systemctlCalls(), ['restart docker']);
	},
);

onRealAgents('a real Docker pushes to the registry, and another one pulls it', async t => {
	const {agent, registry} = await withRealAgents(t, [{docker: 'real'}, {docker: 'real'}]);
	await Promise.all([agent(1).run(trust), agent(2).run(trust)]);
	const push = `set -e
		docker pull --quiet ${registry.image}
		docker tag ${registry.image} ${registryHost}/other:2
		docker push --quiet ${registryHost}/other:2`;
	t.is((await agent(1).run(push)).code, 0);
	t.is((await agent(2).run(`docker pull --quiet ${registryHost}/other:2`)).code, 0);
});
