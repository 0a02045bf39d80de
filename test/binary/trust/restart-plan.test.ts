import test from 'ava';
import {eventually} from '../../sandbox/eventually.ts';
import type {NewTask} from '../../sandbox/mesos/tasks.ts';
import {golden} from '../../support/golden.ts';
import {normalised} from '../normalised.ts';
import {statesOf} from './report.ts';
import {type Truster, withTruster} from './truster.ts';

/** Several frameworks, with and without Docker, on every agent. */
function addTasks({sandbox, agents}: Truster): void {
	for (const {ip: agent} of agents) {
		const tasks: Omit<NewTask, 'agent'>[] = [
			{name: 'build-7', framework: 'jenkins', container: 'DOCKER'},
			{name: 'data-0', framework: 'cassandra', container: 'MESOS'},
			{name: 'job', framework: 'metronome'},
			{name: 'web', framework: 'marathon', container: 'DOCKER', labels: {DCOS_SPACE: '/shop/web'}},
			{name: 'web', framework: 'marathon', container: 'DOCKER', labels: {DCOS_SPACE: '/shop/web'}},
		];
		for (const task of tasks) sandbox.tasks.add({...task, agent});
	}
}

/** Agents whose tasks have died, and the tasks, by address. */
function died({sandbox}: Truster): Record<string, string[]> {
	const hosts = new Map(sandbox.mesosAgents.map(({id, ip}) => [id, ip]));
	const ended = sandbox.tasks.ended().map(({name, agentId}) => [hosts.get(agentId) ?? agentId, name] as const);
	const byAgent = [...Map.groupBy(ended, ([ip]) => ip)];
	return Object.fromEntries(byAgent.map(([ip, tasks]) => [ip, tasks.map(([, name]) => name).sort()]));
}

/** Agents that a plan names, of those lines that tell what dies there. */
function named(stderr: string): string[] {
	return [...stderr.matchAll(/^ {2}(127\.\d+\.\d+\.\d+): /gm)].map(([, ip = '']) => ip).sort();
}

async function letCache({agents}: Truster, places: readonly number[]): Promise<void> {
	for (const place of places) {
		const agent = agents[place - 1];
		if (agent === undefined) throw new Error(`there is no agent ${place}`);
		agent.cachesCerts = true;
		await agent.setFault(undefined);
	}
}

const deadPerAgent = ['build-7', 'web', 'web'];

test('--restart auto restarts only where the proof fails, and what the plan names is what dies', async t => {
	const truster = await withTruster(t, {agents: 3, publicAgents: 1});
	const [one, , three] = truster.agents.map(({ip}) => ip);
	await letCache(truster, [1, 3]);
	addTasks(truster);
	const refused = await truster.trust([]);
	await golden(t, 'trust-nobody-to-ask', normalised(`${refused.stderr}exit code ${refused.exitCode}\n`, truster));
	t.is(refused.exitCode, 2);
	for (const agent of truster.agents) t.deepEqual([await agent.certsD(), agent.connections()], [{}, 0]);

	const {exitCode, stderr, stdout} = await truster.trust(['--yes', '--quiet']);
	await golden(t, 'trust-restart-auto', normalised(`${stderr}${stdout}exit code ${exitCode}\n`, truster));
	t.is(exitCode, 0, stderr);
	t.deepEqual(named(stderr), [one, three]);
	await eventually('the tasks are gone', async () => truster.sandbox.tasks.ended().length >= 6);
	t.deepEqual(died(truster), {[one ?? '']: deadPerAgent, [three ?? '']: deadPerAgent});
	t.deepEqual(
		truster.agents.map(agent => agent.restarts()),
		[1, 0, 1],
	);

	const again = await truster.report(['--quiet', '--yes']);
	t.is(again.exitCode, 0);
	t.deepEqual(new Set(Object.values(statesOf(again))), new Set(['unchanged']));
	t.deepEqual(
		truster.agents.map(agent => agent.restarts()),
		[1, 0, 1],
	);
});

test('--restart never leaves it to the operator; --restart always says first what dies, and then it does', async t => {
	const truster = await withTruster(t, {agents: 3, publicAgents: 1});
	await letCache(truster, [2]);
	addTasks(truster);
	const never = await truster.trust(['--restart', 'never', '--yes', '--quiet']);
	await golden(
		t,
		'trust-restart-never',
		normalised(`${never.stderr}${never.stdout}exit code ${never.exitCode}\n`, truster),
	);
	t.is(never.exitCode, 5);
	t.deepEqual([truster.agents.map(agent => agent.restarts()), died(truster)], [[0, 0, 0], {}]);

	const refused = await truster.trust(['--restart', 'always', '--quiet']);
	t.is(refused.exitCode, 2);
	t.deepEqual(named(refused.stderr), truster.agents.map(({ip}) => ip).toSorted());
	t.deepEqual([truster.agents.map(agent => agent.restarts()), died(truster)], [[0, 0, 0], {}]);

	const always = await truster.trust(['--restart', 'always', '--yes', '--quiet']);
	await golden(
		t,
		'trust-restart-always',
		normalised(`${always.stderr}${always.stdout}exit code ${always.exitCode}\n`, truster),
	);
	t.is(always.exitCode, 0);
	await eventually('the tasks are gone', async () => truster.sandbox.tasks.ended().length >= 9);
	t.deepEqual(died(truster), Object.fromEntries(truster.agents.map(({ip}) => [ip, deadPerAgent])));
	t.deepEqual(
		truster.agents.map(agent => agent.restarts()),
		[1, 1, 1],
	);
});
