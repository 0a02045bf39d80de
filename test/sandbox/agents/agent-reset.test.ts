import test from 'ava';
import {startTestAgents} from './test-agents.ts';

test('a reset takes away what commands left, ends what runs and heals the agent', async t => {
	const {ssh, agent, reset} = await startTestAgents(t, [{}, {fault: 'no-docker'}]);
	await ssh(1, 'mkdir /etc/docker/certs.d; touch /etc/docker/certs.d/here ~/there; systemctl restart docker');
	const running = ssh(1, 'sleep 60');
	await agent(1).setFault('refuses');
	await agent(2).setFault(undefined);
	await reset();
	t.not((await running).code, 0);
	t.deepEqual(agent(1).commands(), []);
	t.is((await ssh(1, 'find /etc/docker /run/docker ~ -mindepth 1; docker version >/dev/null')).code, 0);
	t.is((await agent(1).run('find /etc/docker /run/docker ~ -mindepth 1')).stdout, '');
	t.is((await agent(2).run('docker version')).code, 127);
});

test('a reset makes up for directories that a command took away', async t => {
	const {agent, reset} = await startTestAgents(t, [{}]);
	await agent(1).run('rm -r /etc/docker /root');
	await reset();
	t.is((await agent(1).run('mkdir /etc/docker/certs.d && touch ~/here')).code, 0);
});
