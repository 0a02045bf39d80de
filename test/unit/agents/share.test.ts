import test from 'ava';
import fc from 'fast-check';
import {howMany, shareText} from '../../../src/agents/share.ts';
import {readValue} from '../../../src/cli/checks.ts';
import {flagSource} from '../../../src/cli/source.ts';

for (const [amount, of, agents, number] of [
	[3, 'all', 100, 3],
	[3, 'all', 1, 3],
	[0, 'all', 100, 0],
	[10, 'hundred', 100, 10],
	[10, 'hundred', 99, 9],
	[10, 'hundred', 9, 0],
	[100, 'hundred', 7, 7],
	[0, 'hundred', 7, 0],
	[33, 'hundred', 3, 0],
	[34, 'hundred', 3, 1],
	[29, 'hundred', 100, 29],
] as const) {
	const text = shareText({amount, of});
	test(`${text} of ${agents} agents are ${number}`, t => {
		t.is(howMany({amount, of}, agents), number);
	});
}

test('a share as it is told is read as the same share', t => {
	const option = {kind: 'share', least: 0, default: {amount: 0, of: 'all'}, describe: ''} as const;
	const share = fc.record({amount: fc.nat({max: 100}), of: fc.constantFrom('all', 'hundred')});
	fc.assert(
		fc.property(share, each => {
			const text = shareText(each as Parameters<typeof shareText>[0]);
			t.deepEqual<unknown, unknown>(readValue(option, text, flagSource('x', option)), each);
		}),
	);
});
