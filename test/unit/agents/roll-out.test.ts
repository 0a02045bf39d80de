import {setImmediate} from 'node:timers/promises';
import test from 'ava';
import fc from 'fast-check';
import {type RollOutRules, rollOut} from '../../../src/agents/roll-out.ts';
import {wavesOf} from '../../../src/agents/waves.ts';
import {runs} from '../../support/runs.ts';
import {stillClock} from '../install/still-clock.ts';

const never = new AbortController().signal;
const rules = (over: Partial<RollOutRules> = {}): RollOutRules => ({
	maxFailures: 0,
	pause: 0,
	parallel: 32,
	clock: stillClock(),
	interrupted: never,
	...over,
});
const well = async (item: number) => ({result: `done ${item}`, failed: false});

test('each agent has its result', async t => {
	const done = await rollOut([[1], [2, 3]], rules(), well);
	t.deepEqual(
		[...done],
		[
			[1, 'done 1'],
			[2, 'done 2'],
			[3, 'done 3'],
		],
	);
});

test('between two waves there is a pause, and none before the first or behind the last', async t => {
	const clock = stillClock();
	await rollOut([[1], [2, 3], [4]], rules({clock, pause: 30_000}), well);
	t.deepEqual(clock.slept, [30_000, 30_000]);
});

test('after more failures than are borne there is no pause and no other wave', async t => {
	const clock = stillClock();
	const failing = async (item: number) => {
		await setImmediate();
		return {result: item, failed: true};
	};
	const done = await rollOut([[1], [2, 3], [4]], rules({clock, pause: 1000, maxFailures: 1}), failing);
	t.deepEqual([...done.keys()], [1, 2, 3]);
	t.deepEqual(clock.slept, [1000]);
});

test('an interruption during the pause starts nothing more', async t => {
	const controller = new AbortController();
	const clock = {
		now: () => 0,
		elapsed: () => 0,
		async sleep(_: number, signal?: AbortSignal) {
			controller.abort();
			t.true(signal?.aborted);
		},
	};
	const done = await rollOut([[1], [2], [3]], rules({clock, interrupted: controller.signal}), well);
	t.deepEqual([...done.keys()], [1]);
});

test('interrupted before it begins, nothing is done', async t => {
	t.is((await rollOut([[1], [2]], rules({interrupted: AbortSignal.abort()}), well)).size, 0);
});

test('what is no failure of an agent goes to the caller', async t => {
	await t.throwsAsync(
		rollOut([[1], [2]], rules(), () => Promise.reject(new TypeError('defect'))),
		{instanceOf: TypeError},
	);
});

const cluster = fc.record({
	count: fc.integer({min: 0, max: 25}),
	size: fc.integer({min: 1, max: 8}),
	parallel: fc.integer({min: 1, max: 8}),
	maxFailures: fc.nat({max: 4}),
	/** How many turns each takes, and whether it fails. */
	fates: fc.array(fc.record({turns: fc.nat({max: 4}), fails: fc.boolean()}), {minLength: 25, maxLength: 25}),
	last: fc.array(fc.nat({max: 24}), {maxLength: 3}),
	/** At which start the user wants to stop. */
	stopAt: fc.nat({max: 40}),
});

test('in any cluster never more are down than allowed, nothing begins after the end, and every agent is in one state', async t => {
	await fc.assert(
		fc.asyncProperty(cluster, async ({count, size, parallel, maxFailures, fates, last, stopAt}) => {
			const items = Array.from({length: count}, (_, index) => index);
			const waves = wavesOf(items, {size, goesLast: each => last.includes(each)});
			const controller = new AbortController();
			const clock = stillClock();
			const seen = {running: 0, failed: 0, started: [] as number[], ended: [] as number[]};
			const waveOf = (item: number) => waves.findIndex(wave => wave.includes(item));
			const done = await rollOut(
				waves,
				{maxFailures, pause: 7, parallel, clock, interrupted: controller.signal},
				async item => {
					t.true(seen.failed <= maxFailures && !controller.signal.aborted, 'begun after the end');
					seen.started.push(item);
					seen.running += 1;
					t.true(seen.running <= Math.min(size, parallel));
					for (const earlier of waves.slice(0, waveOf(item)).flat()) t.true(seen.ended.includes(earlier));
					if (seen.started.length === stopAt) controller.abort();
					const {turns = 0, fails = false} = fates[item] ?? {};
					for (let turn = 0; turn < turns; turn += 1) await setImmediate();
					seen.running -= 1;
					seen.ended.push(item);
					// the rule learns of it when the work has returned, and what begins in the same turn cannot know
					if (fails)
						void setImmediate().then(() => {
							seen.failed += 1;
						});
					return {result: item, failed: fails};
				},
			);
			await setImmediate();
			await setImmediate();
			t.is(seen.running, 0);
			t.deepEqual(seen.started, [...new Set(seen.started)]);
			t.deepEqual(
				[...done.keys()].sort((a, b) => a - b),
				seen.ended.toSorted((a, b) => a - b),
			);
			t.is(seen.ended.length, seen.started.length);
			const stopped = seen.failed > maxFailures || controller.signal.aborted;
			t.true(stopped || done.size === count);
			t.true(clock.slept.every(each => each === 7) && clock.slept.length <= Math.max(0, waves.length - 1));
		}),
		{numRuns: runs(300)},
	);
});
