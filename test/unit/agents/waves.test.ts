import test from 'ava';
import fc from 'fast-check';
import {waveSize, wavesOf} from '../../../src/agents/waves.ts';

const none = () => false;

for (const [what, items, size, last, waves] of [
	['nobody', [], 3, [], []],
	['one agent', [1], 3, [], [[1]]],
	['five agents, two at once', [1, 2, 3, 4, 5], 2, [], [[1], [2, 3], [4, 5]]],
	['four agents, one at once', [1, 2, 3, 4], 1, [], [[1], [2], [3], [4]]],
	['agents of which two go last', [1, 2, 3, 4, 5], 3, [1, 4], [[2], [3, 5], [1], [4]]],
	['agents that all go last', [1, 2], 3, [1, 2], [[1], [2]]],
] as const) {
	test(`the waves of ${what}`, t => {
		t.deepEqual<unknown, unknown>(wavesOf([...items], {size, goesLast: each => last.some(one => one === each)}), waves);
	});
}

test('every agent is in exactly one wave, the first alone, none larger than allowed, and what goes last is at the end, singly', t => {
	const cluster = fc.uniqueArray(fc.nat({max: 400}), {maxLength: 60});
	fc.assert(
		fc.property(cluster, fc.integer({min: 1, max: 20}), fc.integer({min: 1, max: 9}), (items, size, every) => {
			const goesLast = (each: number) => each % every === 1;
			const waves = wavesOf(items, {size, goesLast});
			t.deepEqual(waves.flat(), [...items.filter(each => !goesLast(each)), ...items.filter(goesLast)]);
			t.true(waves.every(wave => wave.length > 0 && wave.length <= size));
			t.true(waves.length === 0 || waves[0]?.length === 1);
			t.true(waves.filter(wave => wave.some(goesLast)).every(wave => wave.length === 1));
			t.is(wavesOf(items, {size, goesLast: none}).flat().length, items.length);
		}),
	);
});

for (const [batch, down, size] of [
	[10, 0, 10],
	[10, 3, 7],
	[10, 9, 1],
	[10, 10, 1],
	[10, 99, 1],
	[1, 0, 1],
] as const) {
	test(`of ${batch} at once with ${down} down already, ${size} at once are restarted`, t => {
		t.is(waveSize(batch, down), size);
	});
}
