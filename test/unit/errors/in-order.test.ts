import test from 'ava';
import fc from 'fast-check';
import {withoutEndSlashes} from '../../../src/errors/end-slashes.ts';
import {saysInOrder} from '../../../src/errors/in-order.ts';
import {urlPasswordsIn} from '../../../src/errors/url-passwords.ts';

const text = (...parts: readonly string[]) =>
	fc.array(fc.constantFrom(...parts), {maxLength: 12}).map(words => words.join(''));

test('two words in their order are found where the pattern would find them', t => {
	fc.assert(
		fc.property(text('one', 'other', ' ', '\n', 'on', 'e'), said => {
			t.is(saysInOrder(said, [/one/, /other/]), /one.*other/.test(said));
		}),
	);
	t.true(saysInOrder('a one b other c', [/one/, /other/]));
	t.false(saysInOrder('one\nother', [/one/, /other/]));
});

test('slashes at the end go, and no other', t => {
	fc.assert(
		fc.property(text('/', 'a', '//', '.'), path => {
			t.is(withoutEndSlashes(path), path.replace(/\/+$/, ''));
		}),
	);
});

test('the password of a URL is what the pattern over all of it found', t => {
	fc.assert(
		fc.property(text('http', '://', ':', '@', '/', 'user', 'pass', ' '), value => {
			const found = /:\/\/[^:@/\s]*:(.+)@$/s.exec(value.slice(0, value.lastIndexOf('@') + 1))?.[1];
			t.is(urlPasswordsIn(value)[0], found);
		}),
		{numRuns: 2000},
	);
});
