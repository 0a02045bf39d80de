import test from 'ava';
import {InterruptedError, TimedOutError} from '../../../src/errors/errors.ts';
import {inOneLine, keepLooking, type Look, type Seen} from '../../../src/install/keep-looking.ts';
import {inTurn} from './faults.ts';
import {recordedStep} from './recorded-step.ts';
import {stillClock} from './still-clock.ts';

const slow: Seen = {state: 'not yet', why: null};
const stuck: Seen = {state: 'not yet', why: 'it is stuck'};
const over = {over: 'done'};

/** Looks that show one thing after the other and stay at the last one; Ctrl-C is pressed at the `interruptAt`th sleep. */
function looking(looks: readonly (Look<string> | Error)[], {until = 60_000, interruptAt = -1} = {}) {
	const controller = new AbortController();
	if (interruptAt === 0) controller.abort();
	const {step, states} = recordedStep();
	let sleeps = 0;
	const clock = stillClock(() => {
		sleeps += 1;
		if (sleeps === interruptAt) controller.abort();
	});
	const asked: number[] = [];
	const next = inTurn(looks);
	const look = (count: number) => {
		asked.push(count);
		return next();
	};
	const endings = {
		interrupted: (seen: Seen) => `interrupted: ${inOneLine(seen)}`,
		timedOut: (seen: Seen) => `too late: ${inOneLine(seen)}`,
	};
	const waiting = {clock, interrupted: controller.signal, step, until, goOn: 'again'};
	return {result: () => keepLooking(look, waiting, endings), states, clock, asked};
}

test('what is over at the first look is told nothing of', async t => {
	const {result, states, clock, asked} = looking([over]);
	t.is(await result(), 'done');
	t.deepEqual([states, clock.slept, asked], [[], [], [0]]);
});

test('each look is told, the first ones follow each other fast', async t => {
	const {result, states, clock, asked} = looking([slow, stuck, slow, slow, slow, over]);
	t.is(await result(), 'done');
	t.deepEqual(states, ['not yet', 'not yet (it is stuck)', 'not yet', 'not yet', 'not yet']);
	t.deepEqual(clock.slept, [300, 600, 1000, 2000, 2000]);
	t.deepEqual(asked, [0, 1, 2, 3, 4, 5]);
});

test('when the time is over it is told what was seen last, and the last sleep is no longer than the time', async t => {
	const {result, clock, states} = looking([stuck], {until: 1000});
	const error = await t.throwsAsync(result(), {instanceOf: TimedOutError, message: 'too late: not yet; it is stuck'});
	t.is(error.hint, 'the cluster may still finish; to go on waiting: again');
	t.deepEqual(clock.slept, [300, 600, 100]);
	t.is(states.length, 4);
});

test('even when the time is over it is looked once', async t => {
	t.is(await looking([over], {until: -1}).result(), 'done');
	const {result, clock} = looking([slow], {until: -1});
	await t.throwsAsync(result(), {instanceOf: TimedOutError, message: 'too late: not yet'});
	t.deepEqual(clock.slept, []);
});

test('after Ctrl-C it is looked once more, and told what was seen', async t => {
	const {result, clock, asked} = looking([slow, stuck], {interruptAt: 1});
	const error = await t.throwsAsync(result(), {
		instanceOf: InterruptedError,
		message: 'interrupted: not yet; it is stuck',
	});
	t.is(error.hint, 'the cluster goes on with it; to go on waiting: again');
	t.deepEqual([clock.slept, asked], [[300], [0, 1]]);
	t.is(await looking([over], {interruptAt: 0}).result(), 'done');
});

test('a look that fails ends the waiting', async t => {
	const error = new TypeError('defect');
	t.is(await t.throwsAsync(looking([slow, error]).result(), {any: true}), error);
});
