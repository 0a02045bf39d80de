import path from 'node:path';
import test from 'ava';
import {golden} from '../../support/golden.ts';
import {normalised} from '../normalised.ts';
import {resultOf, statesOf} from './report.ts';
import {pausesIn, restartsIn, wavesIn} from './restart-events.ts';
import {type Truster, withTruster} from './truster.ts';

const all = ['--restart', 'always', '--yes', '--quiet'];

/** Runs with --restart always and tells its waves. */
async function waves(truster: Truster, name: string, words: readonly string[]) {
	const file = path.join(truster.directory, `${name}.ndjson`);
	const report = await truster.report([...all, '--events', file, ...words]);
	const restarts = await restartsIn(file);
	return {report, restarts, waves: wavesIn(restarts), sizes: wavesIn(restarts).map(wave => wave.length)};
}

/** Where the registry itself runs, by address. */
function registryAgents({sandbox}: Truster): string[] {
	const ids = new Set(
		sandbox.tasks
			.running()
			.filter(({name}) => name === 'dcos-registry')
			.map(({agentId}) => agentId),
	);
	return sandbox.mesosAgents.filter(({id}) => ids.has(id)).map(({ip}) => ip);
}

test('one agent first, then as many as --batch says, and those of the registry at the end, one by one', async t => {
	const truster = await withTruster(t, {agents: 7, publicAgents: 2});
	const last = registryAgents(truster);
	t.true(last.length > 0);
	const rest = 7 - last.length - 1;
	const sizesOf = (size: number) => [
		1,
		...Array.from({length: Math.ceil(rest / size)}, (_, index) => Math.min(size, rest - index * size)),
		...last.map(() => 1),
	];
	const two = await waves(truster, 'two', ['--batch', '2', '--pause', '2s']);
	t.deepEqual([two.report.exitCode, two.sizes], [0, sizesOf(2)]);
	t.deepEqual(two.waves.flat().slice(-last.length).toSorted(), last.toSorted());
	// a timer goes by another clock than the times of events do, which are whole milliseconds
	t.true(
		pausesIn(two.restarts).every(pause => pause >= 1990),
		pausesIn(two.restarts).join(' '),
	);

	const half = await waves(truster, 'half', ['--batch', '50%']);
	t.deepEqual([half.report.exitCode, half.sizes], [0, sizesOf(3)]);
	t.deepEqual(
		truster.agents.map(agent => agent.restarts()),
		Array.from({length: 7}, () => 2),
	);
});

test('agents that are down already count into the size of a wave', async t => {
	const truster = await withTruster(t, {agents: 7, publicAgents: 1});
	const free = truster.agents.filter(({ip}) => !registryAgents(truster).includes(ip));
	const [lost, silent] = free;
	for (const known of truster.sandbox.mesosAgents) if (known.id === lost?.id) known.active = false;
	await silent?.setFault('refuses');
	const {report, sizes} = await waves(truster, 'down', ['--batch', '3']);
	t.is(report.exitCode, 5);
	t.deepEqual(
		sizes,
		Array.from({length: 5}, () => 1),
	);
	t.deepEqual([statesOf(report)[lost?.ip ?? ''], statesOf(report)[silent?.ip ?? '']], ['not running', 'unreachable']);
});

test('more failures than --max-failures stop the rest, who are told', async t => {
	const truster = await withTruster(t, {agents: 6, publicAgents: 1});
	const free = truster.agents.filter(({ip}) => !registryAgents(truster).includes(ip));
	const [canary, second] = free;
	await canary?.setFault('docker-restart-fails');
	const stopped = await truster.trust([...all, '--batch', '2']);
	await golden(t, 'trust-stopped', normalised(`${stopped.stdout}exit code ${stopped.exitCode}\n`, truster));
	t.is(stopped.exitCode, 5);
	t.deepEqual(
		truster.agents.map(agent => agent.restarts()),
		truster.agents.map(agent => (agent === canary ? 1 : 0)),
	);

	await canary?.setFault('docker-restart-fails');
	await second?.setFault('docker-restart-hangs');
	const words = ['--batch', '1', '--max-failures', '1', '--agent-timeout', '20s'];
	const {report, waves: begun} = await waves(truster, 'borne', words);
	t.is(report.exitCode, 5);
	t.deepEqual(begun, [[canary?.ip], [second?.ip]]);
	t.deepEqual(
		[canary, second].map(agent => resultOf(report, agent?.ip ?? '').docker),
		[null, null],
	);
	t.is(Object.values(statesOf(report)).filter(state => state === 'not started').length, 4);

	for (const each of [canary, second]) await each?.setFault(undefined);
	await canary?.setFault('docker-restart-fails');
	const borne = await waves(truster, 'all', ['--batch', '2', '--max-failures', '20%']);
	t.deepEqual([borne.report.exitCode, borne.restarts.length], [5, 6]);
	await canary?.setFault(undefined);
	t.is((await waves(truster, 'healed', ['--agent', canary?.ip ?? ''])).report.exitCode, 0);
});
