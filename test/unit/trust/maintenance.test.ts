import test from 'ava';
import {agentsIn} from '../../../src/agents/list-agents.ts';
import {FailedError, LoginError} from '../../../src/errors/errors.ts';
import type {ExitCode} from '../../../src/errors/exit-codes.ts';
import {backInMesos, drained, reactivated} from '../../../src/trust/maintenance.ts';
import type {Clock} from '../../../src/world.ts';
import {listed, type Setting, worldWith} from './cluster-of-agents.ts';

const [agent] = agentsIn([listed(1)]);
if (agent === undefined) throw new Error('there is one');

function around(setting: Setting = {}) {
	const rest = worldWith({agents: [listed(1)], ...setting});
	const told: string[] = [];
	return {
		...rest,
		told,
		around: {world: rest.world, tell: (doing: string) => void told.push(doing), met: new Set<ExitCode>()},
	};
}

const refusing =
	(what: string, error: Error = new FailedError('Mesos says no')) =>
	(call: string) =>
		call.startsWith(what) ? error : null;

test('an agent is drained when Mesos says so', async t => {
	const {around: given, calls, told} = around();
	t.deepEqual(await drained(agent, given), {ours: true, verdict: null});
	t.deepEqual(calls, ['drain S1']);
	t.deepEqual(told, ['draining']);
});

test('its tasks are waited for', async t => {
	const looks = (look: number) => [listed(1, {drain: look === 0 ? null : look < 5 ? 'draining' : 'drained'})];
	const {around: given, clock} = around({looks, fails: () => null, over: {}});
	const cluster = await given.world.cluster();
	const quiet = {...cluster, mesos: {...cluster.mesos, agents: async () => looks(look++), drain: async () => {}}};
	let look = 0;
	const world = {...given.world, cluster: async () => quiet};
	t.deepEqual(await drained(agent, {...given, world}), {ours: true, verdict: null});
	t.deepEqual(clock.slept, [2000, 2000, 2000, 2000]);
});

/** A Mesos that never comes to the end of a drain; `drain` is what it says. */
async function slow(setting: Setting = {}, drain: 'draining' | null = 'draining') {
	const given = around(setting);
	const cluster = await given.world.cluster();
	const mesos = {
		...cluster.mesos,
		agents: async () => [
			listed(1, {drain: given.calls.includes('reactivate S1') ? null : given.calls.length > 0 ? 'draining' : drain}),
		],
	};
	return {...given, around: {...given.around, world: {...given.world, cluster: async () => ({...cluster, mesos})}}};
}

test('one whose tasks do not end within 15 min is brought back and fails', async t => {
	const {around: given, calls, clock} = await slow({}, null);
	const {ours, verdict} = await drained(agent, given);
	t.false(ours);
	t.like(verdict, {state: 'failed', why: 'its tasks did not end within 15 min of draining; it is in service again'});
	t.deepEqual(calls, ['drain S1', 'reactivate S1']);
	t.is(clock.now(), 15 * 60_000);
});

test('one that was drained by somebody else stays with them', async t => {
	const {around: given, calls} = around({agents: [listed(1, {drain: 'drained'})]});
	t.deepEqual(await drained(agent, given), {ours: false, verdict: null});
	t.deepEqual(calls, []);
});

test('one that somebody else is draining is waited for, and stays with them', async t => {
	const looks = (look: number) => [listed(1, {drain: look < 3 ? 'draining' : 'drained'})];
	const {around: given, calls} = around({looks});
	t.deepEqual(await drained(agent, given), {ours: false, verdict: null});
	t.deepEqual(calls, []);
});

test('one that somebody else is draining for too long is not brought back', async t => {
	const {around: given, calls} = await slow({}, 'draining');
	const {ours, verdict} = await drained(agent, given);
	t.false(ours);
	t.like(verdict, {state: 'failed', why: 'its tasks did not end within 15 min of draining'});
	t.deepEqual(calls, []);
});

test('interrupted while it is drained, it is brought back and was not started', async t => {
	const controller = new AbortController();
	const clock: Clock = {
		now: () => 0,
		elapsed: () => 0,
		async sleep() {
			controller.abort();
		},
	};
	const {around: given, calls} = await slow({over: {interrupted: controller.signal, clock}}, null);
	t.like(await drained(agent, given), {
		ours: false,
		verdict: {state: 'not started', why: 'the run was interrupted while it was drained', hint: null},
	});
	t.deepEqual(calls, ['drain S1', 'reactivate S1']);
});

test('one that Mesos does not drain is brought back, and fails with its words', async t => {
	const {around: given, calls} = around({fails: refusing('drain')});
	t.like(await drained(agent, given), {
		ours: false,
		verdict: {state: 'failed', why: 'it could not be drained: Mesos says no'},
	});
	t.deepEqual(calls, ['drain S1', 'reactivate S1']);
});

test('a defect is not told as a failure of the agent', async t => {
	await t.throwsAsync(drained(agent, around({fails: refusing('drain', new TypeError('defect'))}).around), {
		instanceOf: TypeError,
	});
});

test('a Mesos that cannot be asked before is a failure, and the agent is not touched', async t => {
	const looks = () => {
		throw new LoginError('not allowed');
	};
	const {around: given, calls} = around({looks});
	t.like(await drained(agent, given), {
		ours: false,
		verdict: {state: 'failed', why: 'it could not be drained: not allowed'},
	});
	// it may be somebody else who has drained it
	t.deepEqual(calls, []);
	t.deepEqual([...given.met], [4]);
});

test('an agent is back in service when Mesos has taken it', async t => {
	const {around: given, calls, told} = around();
	t.is(await reactivated(agent, given), null);
	t.deepEqual(calls, ['reactivate S1']);
	t.deepEqual(told, ['bringing it back into service']);
});

test('a refusal for one that is in service is as good as a yes, for any other a failure', async t => {
	t.is(await reactivated(agent, around({fails: refusing('reactivate')}).around), null);
	const out = around({fails: refusing('reactivate'), agents: [listed(1, {drain: 'drained'})]});
	t.like(await reactivated(agent, out.around), {
		state: 'failed',
		why: 'it is out of service and could not be brought back: Mesos says no',
		hint: 'see what keeps it, then: dcos node reactivate S1',
	});
	const still = around({fails: refusing('reactivate'), agents: [listed(1, {drain: 'draining'})]});
	t.like(await reactivated(agent, still.around), {
		why: 'it is still being drained, which Mesos cannot take back',
		hint: 'when its tasks have ended: dcos node reactivate S1',
	});
	const gone = around({fails: refusing('reactivate'), agents: []});
	t.is((await reactivated(agent, gone.around))?.state, 'failed');
});

test('an agent is back when Mesos hears from it', async t => {
	const looks = (look: number) => [listed(1, {active: look >= 3})];
	const {around: given, clock} = around({looks});
	t.is(await backInMesos(agent, given), null);
	t.is(clock.now(), 6000);
});

test('a drained one is back too, though it is not active', async t => {
	const {around: given, clock} = around({agents: [listed(1, {active: false, drain: 'drained'})]});
	t.is(await backInMesos(agent, given), null);
	t.is(clock.now(), 0);
});

for (const [what, pid, address] of [
	['an address', 'slave(1)@10.0.0.1:5051', '10.0.0.1'],
	['an address of IPv6', 'slave(1)@[fd00::1]:5051', 'fd00::1'],
] as const) {
	test(`one that registers anew has another id, and ${what} that it had`, async t => {
		const looks = () => [listed(2), listed(9, {pid})];
		const {around: given} = around({looks});
		t.is(await backInMesos({...agent, address}, given), null);
	});
}

test('an agent of a similar address is another one', async t => {
	const {around: given} = around({
		agents: [listed(9, {pid: 'slave(1)@10.0.0.11:5051'}), listed(8, {pid: 'slave(1)@110.0.0.1:5051'})],
	});
	t.is((await backInMesos(agent, given))?.state, 'failed');
});

test('one that stays away for two minutes fails, interrupted or not', async t => {
	for (const interrupted of [new AbortController().signal, AbortSignal.abort()]) {
		const {around: given, clock} = around({agents: [listed(1, {active: false})], over: {interrupted}});
		t.like(await backInMesos(agent, given), {
			state: 'failed',
			why: 'Docker was restarted, and Mesos has not heard from the agent for 2 min since',
		});
		t.is(clock.now(), 120_000);
	}
});

test('looks that fail are looked at again', async t => {
	const looks = (look: number) => {
		if (look < 4) throw new FailedError('no answer');
		return [listed(1)];
	};
	t.is(await backInMesos(agent, around({looks}).around), null);
});

test('a login that is not allowed to is told by the exit code too', async t => {
	const {around: given} = around({fails: refusing('drain', new LoginError('not allowed'))});
	await drained(agent, given);
	t.deepEqual([...given.met], [4]);
});

test('one that is still being drained cannot be brought back, and is told as such', async t => {
	const {around: given} = around({agents: [listed(1, {drain: 'draining'})], fails: refusing('reactivate')});
	t.like(await reactivated(agent, given), {
		why: 'it is still being drained, which Mesos cannot take back',
		hint: 'when its tasks have ended: dcos node reactivate S1',
	});
});
