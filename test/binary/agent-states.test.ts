import test from 'ava';
import type {AgentFault} from '../sandbox/agents/agents.ts';
import {golden} from '../support/golden.ts';
import {normalised} from './normalised.ts';
import {withOperator} from './operator.ts';

const faults: readonly (AgentFault | undefined)[] = [
	undefined,
	'refuses',
	'silent',
	'no-auth',
	'changed-host-key',
	'hangs',
	'sudo-password',
	'no-ca',
	'no-docker',
];

test('the table of a run tells each way in which an agent can fail', async t => {
	const operator = await withOperator(t, {agents: faults.length + 2, publicAgents: 2});
	const {agents} = operator.sandbox.agents;
	await operator.run(operator.storage);
	await operator.run(['install']);
	const [caching, lost] = agents.slice(faults.length);
	if (caching) caching.cachesCerts = true;
	await caching?.setFault(undefined);
	for (const [index, fault] of faults.entries()) await agents[index]?.setFault(fault);
	for (const known of operator.sandbox.mesosAgents) if (known.id === lost?.id) known.active = false;

	const words = ['trust-agents', ...operator.ssh, '--agent-timeout', '15s', '--yes', '--quiet'];
	const {exitCode, stdout} = await operator.run(words);
	t.is(exitCode, 5);
	await golden(t, 'agent-states', normalised(stdout, operator));
	for (const agent of agents) {
		const files = Object.keys(await agent.certsD());
		const changed = agent === agents[0] || agent === caching || agent.fault === 'no-docker';
		t.is(files.length, changed ? 4 : 0, `${agent.ip} ${agent.fault}`);
	}

	for (const agent of agents) await agent.setFault(undefined);
	await caching?.run('systemctl restart docker');
	for (const known of operator.sandbox.mesosAgents) known.active = true;
	const again = await operator.run(words);
	t.is(again.exitCode, 0, again.stdout);
});
