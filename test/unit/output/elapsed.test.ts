import test from 'ava';
import {elapsed, timeTaken} from '../../../src/output/elapsed.ts';

for (const [milliseconds, text] of [
	[-5000, null],
	[0, null],
	[999, null],
	[1000, '1s'],
	[59_999, '59s'],
	[60_000, '1m 00s'],
	[65_400, '1m 05s'],
	[3_599_999, '59m 59s'],
	[3_600_000, '1h 00m 00s'],
	[3_725_000, '1h 02m 05s'],
	[100 * 3_600_000, '100h 00m 00s'],
] as const) {
	test(`${milliseconds} ms are told as ${text}`, t => {
		t.is(elapsed(milliseconds), text);
	});
}

test('behind what took it the time is in brackets, and less than a second is not told', t => {
	t.is(timeTaken(65_400), ' (1m 05s)');
	t.is(timeTaken(999), '');
});
