import test from 'ava';
import fc from 'fast-check';
import {places} from '../../../src/ssh/places.ts';

/** A machine that bears so many at once, and what is done there: each takes a turn of the event loop. */
function machine(bears: number) {
	const seen = {running: 0, most: 0, waited: 0, tries: 0};
	const work = async (waited: boolean): Promise<'done' | 'crowded'> => {
		seen.tries += 1;
		if (waited) seen.waited += 1;
		if (seen.running >= bears) return 'crowded';
		seen.running += 1;
		seen.most = Math.max(seen.most, seen.running);
		await new Promise(setImmediate);
		seen.running -= 1;
		return 'done';
	};
	return {seen, work};
}

const isCrowdedOut = (result: string) => result === 'crowded';

test('whoever was crowded out is tried again with fewer at once, and every one is done', async t => {
	await fc.assert(
		fc.asyncProperty(
			fc.integer({min: 1, max: 300}),
			fc.integer({min: 1, max: 100}),
			fc.integer({min: 1, max: 60}),
			async (most, jobs, bears) => {
				const {seen, work} = machine(bears);
				const turns = places(most);
				const all = Array.from({length: jobs}, () => turns.take(work, isCrowdedOut));
				t.deepEqual(new Set(await Promise.all(all)), new Set(['done']));
				t.true(seen.most <= Math.min(most, bears));
				const lowered = turns.lowered();
				if (Math.min(most, jobs) <= bears) t.is(lowered, null);
				else t.true(lowered !== null && lowered <= bears && lowered >= 1);
				// each halving tries no more than all of them again
				t.true(seen.tries <= jobs * 8);
			},
		),
		{numRuns: 200},
	);
});

test('a machine that cannot start even one is asked no further', async t => {
	const {seen, work} = machine(0);
	const turns = places(256);
	const all = Array.from({length: 20}, () => turns.take(work, isCrowdedOut));
	t.deepEqual(new Set(await Promise.all(all)), new Set(['crowded']));
	t.is(turns.lowered(), 1);
	t.true(seen.tries <= 20 * 8);
});

test('whoever had to wait is told so, and nobody else', async t => {
	const {work} = machine(10);
	const turns = places(2);
	const told: boolean[] = [];
	const noting = (waited: boolean) => {
		told.push(waited);
		return work(waited);
	};
	await Promise.all(Array.from({length: 3}, () => turns.take(noting, isCrowdedOut)));
	t.deepEqual(told, [false, false, true]);
});

test('of those that are crowded out together one lowers the number, and not each', async t => {
	const {work} = machine(20);
	const turns = places(256);
	await Promise.all(Array.from({length: 40}, () => turns.take(work, isCrowdedOut)));
	t.true((turns.lowered() ?? 0) >= 8, String(turns.lowered()));
});
