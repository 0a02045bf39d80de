import test from 'ava';
import fc from 'fast-check';
import {type ExitCode, strongest} from '../../../src/errors/exit-codes.ts';

/** The order in which product.md lets one code win over the others. */
const order: readonly ExitCode[] = [130, 4, 5, 7, 6, 1, 3, 2, 0];

test('a run in which nothing went wrong ends with 0', t => {
	t.is(strongest([]), 0);
	t.is(strongest([0, 0]), 0);
});

for (const [index, code] of order.entries()) {
	test(`${code} wins over every code that is weaker`, t => {
		for (const weaker of order.slice(index)) t.is(strongest([weaker, code]), code);
	});
}

test('the order in which the codes were met makes no difference', t => {
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...order), {minLength: 1}), codes => {
			const wanted = order.find(code => codes.includes(code));
			return strongest(codes) === wanted && strongest(codes.toReversed()) === wanted;
		}),
	);
	t.pass();
});
