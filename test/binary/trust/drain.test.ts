import path from 'node:path';
import test from 'ava';
import {eventually} from '../../sandbox/eventually.ts';
import {isUp} from '../../sandbox/marathon/app.ts';
import {golden} from '../../support/golden.ts';
import {normalised} from '../normalised.ts';
import {told} from './moments.ts';
import {statesOf} from './report.ts';
import {eventsIn} from './restart-events.ts';
import {type Truster, withTruster} from './truster.ts';

const all = ['--restart', 'always', '--drain', '--yes', '--quiet'];
/** How long a registry that is moved away takes is not what is tested. */
const pace = {staging: 0, healthCheck: 0, grace: 0, name: 0};
const few = {agents: 3, publicAgents: 1, pace} as const;

/** Mesos answers nothing while an instance of the registry is still on its way to another agent: its name may be gone. */
function withWholeRegistry({sandbox}: Truster): void {
	const isWhole = () => [...sandbox.apps.values()].every(app => app.instances.every(({task}) => isUp(app, task)));
	sandbox.faults.add({
		kind: 'watch',
		match: (_, url) => url.startsWith('/mesos/'),
		before: async () => void (await eventually('the registry is whole', async () => isWhole())),
	});
}

/** Which agents are out of service, and how, by address. */
function outOfService({sandbox}: Truster): Record<string, string> {
	const out = sandbox.mesosAgents.filter(({deactivated}) => deactivated);
	return Object.fromEntries(out.map(({ip, drain}) => [ip, drain?.state ?? 'DEACTIVATED']));
}

function restartsOf({agents}: Truster): number[] {
	return agents.map(agent => agent.restarts());
}

test('--drain has Mesos move the tasks away, restarts, and brings the agent back into service', async t => {
	const truster = await withTruster(t, few);
	withWholeRegistry(truster);
	const {sandbox, agents} = truster;
	for (const {ip} of agents) sandbox.tasks.add({name: 'web', framework: 'marathon', container: 'DOCKER', agent: ip});
	const events = path.join(truster.directory, 'events.ndjson');
	const {exitCode, stderr, stdout} = await truster.trust([...all, '--events', events]);
	await golden(t, 'trust-drain', normalised(`${stderr}${stdout}exit code ${exitCode}\n`, truster));
	t.deepEqual([exitCode, restartsOf(truster), outOfService(truster)], [0, [1, 1, 1], {}]);
	const ended = sandbox.tasks.ended().filter(({name}) => name === 'web');
	t.deepEqual(
		ended.map(({state}) => state),
		['TASK_KILLED', 'TASK_KILLED', 'TASK_KILLED'],
	);
	const [first] = agents;
	const told = (await eventsIn(events)).filter(({event, agent}) => event === 'agent-state' && agent === first?.ip);
	const states = told.map(({state}) => state);
	const steps = ['draining', 'restarting Docker', 'waiting for Mesos', 'bringing it back into service'];
	t.deepEqual(
		states.filter(state => steps.includes(state ?? '')),
		steps,
	);
});

test('an agent that somebody drains, has drained or deactivated stays so, and its Docker is restarted', async t => {
	const truster = await withTruster(t, few);
	const [one, two, three] = truster.sandbox.mesosAgents;
	if (one === undefined || two === undefined || three === undefined) throw new Error('there are too few agents');
	const drain = {maxGracePeriod: null, since: Date.now()};
	Object.assign(one, {deactivated: true, drain: {...drain, state: 'DRAINED'}});
	two.deactivated = true;
	Object.assign(three, {deactivated: true, drain: {...drain, state: 'DRAINING'}});
	const file = path.join(truster.directory, 'events.ndjson');
	const drained = told(file, ({agent, state}) => agent === three.ip && state === 'draining').then(() => {
		three.drain = {...drain, state: 'DRAINED'};
	});
	const {exitCode} = await truster.report([...all, '--events', file]);
	await drained;
	t.deepEqual([exitCode, restartsOf(truster)], [0, [1, 1, 1]]);
	t.deepEqual(outOfService(truster), {[one.ip]: 'DRAINED', [two.ip]: 'DEACTIVATED', [three.ip]: 'DRAINED'});
});

test('who may not drain is told so, no Docker is restarted and no agent is left out of service', async t => {
	const truster = await withTruster(t, few);
	truster.sandbox.faults.add({match: (method, url) => method === 'POST' && url === '/mesos/api/v1', kind: 'html-403'});
	const {exitCode, stdout} = await truster.trust(all);
	await golden(t, 'trust-drain-forbidden', normalised(`${stdout}exit code ${exitCode}\n`, truster));
	t.deepEqual([exitCode, restartsOf(truster), outOfService(truster)], [4, [0, 0, 0], {}]);
});

test('an agent that cannot be brought back is named, with the command that does it, and the rest is left', async t => {
	const truster = await withTruster(t, few);
	const {faults} = truster.sandbox;
	faults.add({match: (method, url) => method === 'POST' && url === '/mesos/api/v1', kind: 'html-403', skip: 1});
	const {exitCode, stdout} = await truster.trust(all);
	await golden(t, 'trust-drain-not-back', normalised(`${stdout}exit code ${exitCode}\n`, truster));
	t.is(exitCode, 4);
	t.is(Math.max(...restartsOf(truster)), 1);
	t.is(restartsOf(truster).filter(count => count > 0).length, 1);
	t.is(Object.keys(outOfService(truster)).length, 1);
	faults.clear();
	const [, line = ''] = /dcos node reactivate (\S+)/.exec(stdout) ?? [];
	t.true(truster.sandbox.mesosAgents.some(({id, deactivated}) => id === line && deactivated));
});

test('--drain is refused where Mesos cannot do it, and with --remove', async t => {
	const old = await withTruster(t, {...few, version: '1.13.9'});
	const {exitCode, stderr} = await old.trust(all);
	await golden(t, 'trust-drain-on-1.13', normalised(`${stderr}exit code ${exitCode}\n`, old));
	t.deepEqual([exitCode, restartsOf(old), old.agents.map(agent => agent.connections())], [6, [0, 0, 0], [0, 0, 0]]);
	const removal = await old.trust(['--remove', '--drain']);
	t.is(removal.exitCode, 2);
	const without = await old.report(['--restart', 'always', '--yes', '--quiet']);
	t.deepEqual([without.exitCode, new Set(Object.values(statesOf(without)))], [0, new Set(['changed'])]);
});
