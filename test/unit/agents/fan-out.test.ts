import {setImmediate} from 'node:timers/promises';
import test from 'ava';
import fc from 'fast-check';
import {fanOut} from '../../../src/agents/fan-out.ts';

const never = new AbortController().signal;

/** Work that takes some turns of the event loop, and counts how many are at it. */
function counted() {
	const seen = {now: 0, most: 0, started: 0};
	const work = async (turns: number) => {
		seen.started += 1;
		seen.now += 1;
		seen.most = Math.max(seen.most, seen.now);
		for (let turn = 0; turn < turns; turn += 1) await setImmediate();
		seen.now -= 1;
		return turns * 2;
	};
	return {seen, work};
}

const turns = fc.array(fc.integer({min: 1, max: 4}), {maxLength: 20});

test('never more than the limit are worked on at once, and as many as it allows', async t => {
	await fc.assert(
		fc.asyncProperty(turns, fc.integer({min: 1, max: 8}), async (items, parallel) => {
			const {seen, work} = counted();
			await fanOut(items, {parallel, interrupted: never}, work);
			t.is(seen.most, Math.min(parallel, items.length));
		}),
	);
});

test('every item has its result, in the order of the items', async t => {
	await fc.assert(
		fc.asyncProperty(turns, fc.integer({min: 1, max: 8}), async (items, parallel) => {
			const results = await fanOut(items, {parallel, interrupted: never}, counted().work);
			t.deepEqual(
				results,
				items.map(item => item * 2),
			);
		}),
	);
});

test('after an interruption nothing is started, what runs is waited for, and the rest is null', async t => {
	await fc.assert(
		fc.asyncProperty(turns, fc.integer({min: 1, max: 4}), fc.nat({max: 20}), async (items, parallel, at) => {
			const controller = new AbortController();
			const {seen, work} = counted();
			const results = await fanOut(items, {parallel, interrupted: controller.signal}, async item => {
				if (seen.started === at) controller.abort();
				return work(item);
			});
			t.is(results.length, items.length);
			t.is(results.filter(result => result !== null).length, seen.started);
			t.is(seen.now, 0);
			if (at < items.length) t.true(seen.started <= at + parallel);
		}),
	);
});

test('interrupted before it begins, nothing is worked on', async t => {
	const {seen, work} = counted();
	t.deepEqual(await fanOut([1, 2], {parallel: 2, interrupted: AbortSignal.abort()}, work), [null, null]);
	t.is(seen.started, 0);
});
