import path from 'node:path';
import test from 'ava';
import {eventually} from '../../sandbox/eventually.ts';
import {golden} from '../../support/golden.ts';
import {normalised} from '../normalised.ts';
import {told} from './moments.ts';
import {paste, resumeIn} from './paste.ts';
import {registryHost as host, type Truster, withTruster} from './truster.ts';

const few = {agents: 4, publicAgents: 1} as const;
const yes = ['--yes', '--quiet'];
const always = ['--restart', 'always', ...yes];
const right = [`${host}/.dcos-registry`, `${host}/ca.crt`, `${host}:443/.dcos-registry`, `${host}:443/ca.crt`];

function restartsOf({agents}: Truster): number[] {
	return agents.map(agent => agent.restarts());
}

/** Neither half of a file nor anything else than what belongs there. */
async function filesOf({agents}: Truster): Promise<string[][]> {
	return Promise.all(agents.map(async agent => Object.keys(await agent.certsD())));
}

const events = ({directory}: Truster) => path.join(directory, 'events.ndjson');
const whole = (truster: Truster) => truster.agents.map(() => right);
const outOfService = ({sandbox}: Truster) => sandbox.mesosAgents.filter(({deactivated}) => deactivated).length;

async function report(truster: Truster, run: {stdout: string; stderr: string; exitCode: number}): Promise<string> {
	return normalised(`${run.stderr}${run.stdout}exit code ${run.exitCode}\n`, truster);
}

test('Ctrl-C while files are put: what is under way ends, the rest is told, and the pasted command does it', async t => {
	const truster = await withTruster(t, few);
	const [first] = truster.agents;
	if (first) first.slowness = 3000;
	await first?.setFault('slow');
	const begun = eventually('the first agent works', () => first?.commands().length === 1);
	const run = await truster.trust([...yes, '--parallel', '1'], {interruptWhen: begun});
	await golden(t, 'trust-interrupted-files', await report(truster, run));
	t.is(run.exitCode, 130);
	t.deepEqual(await filesOf(truster), [right, [], [], []]);
	t.deepEqual(
		truster.agents.map(agent => agent.connections()),
		[1, 0, 0, 0],
	);
	await first?.setFault(undefined);
	const resumed = await paste(truster, `${resumeIn(run.stdout)} --yes`);
	t.is(resumed.exitCode, 0, resumed.stderr);
	t.regex(resumed.stdout, /\n3 agents: 3 changed\n/);
	t.deepEqual(await filesOf(truster), whole(truster));
	t.is(first?.connections(), 1);
});

test('Ctrl-C during a restart lets it come to its end and begins no other one', async t => {
	const truster = await withTruster(t, few);
	const restarting = told(events(truster), ({state}) => state === 'restarting Docker');
	const run = await truster.trust([...always, '--events', events(truster)], {interruptWhen: restarting});
	t.is(run.exitCode, 130, run.stderr);
	t.deepEqual(
		restartsOf(truster).filter(count => count > 0),
		[1],
	);
	t.regex(run.stdout, / restarted +trusted /);
	t.is(run.stdout.match(/ not started +/g)?.length, 3, run.stdout);
	const resumed = await paste(truster, `${resumeIn(run.stdout)} --yes`);
	t.is(resumed.exitCode, 0, resumed.stderr);
	t.deepEqual(restartsOf(truster), [1, 1, 1, 1]);
});

test('Ctrl-C in a pause between two waves ends the run at once', async t => {
	const truster = await withTruster(t, few);
	const ended = told(
		events(truster),
		({event, step}) => event === 'agent-ended' && step?.startsWith('Restarting Docker') === true,
	);
	const words = [...always, '--pause', '10m', '--events', events(truster)];
	const run = await truster.trust(words, {interruptWhen: ended});
	await golden(t, 'trust-interrupted-pause', await report(truster, run));
	t.is(run.exitCode, 130);
	t.deepEqual(
		restartsOf(truster).filter(count => count > 0),
		[1],
	);
	const resumed = await paste(truster, `${resumeIn(run.stdout)} --yes --pause 0s`);
	t.is(resumed.exitCode, 2, 'the command has --pause already, and twice is refused');
	t.is((await paste(truster, `${resumeIn(run.stdout).replace('--pause 600s', '')} --yes`)).exitCode, 0);
	t.deepEqual(restartsOf(truster), [1, 1, 1, 1]);
});

test('Ctrl-C while an agent is drained says that it is out of service, and how it comes back', async t => {
	const truster = await withTruster(t, few);
	const {behaviour, tasks} = truster.sandbox;
	for (const {ip} of truster.agents) tasks.add({name: 'web', framework: 'marathon', container: 'DOCKER', agent: ip});
	behaviour.undrained = true;
	const draining = told(events(truster), ({state}) => state === 'draining').then(() =>
		eventually('Mesos drains it', () => outOfService(truster) === 1),
	);
	const run = await truster.trust([...always, '--drain', '--events', events(truster)], {interruptWhen: draining});
	await golden(t, 'trust-interrupted-draining', await report(truster, run));
	t.is(run.exitCode, 130);
	t.deepEqual([restartsOf(truster), outOfService(truster)], [[0, 0, 0, 0], 1]);
	const [, id] = /dcos node reactivate (\S+)/.exec(run.stdout) ?? [];
	t.true(
		truster.sandbox.mesosAgents.some(each => each.id === id && each.deactivated),
		'the agent is named',
	);
});
