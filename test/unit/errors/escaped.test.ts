import test from 'ava';
import fc from 'fast-check';
import {escaped, inOneLine, jsonText, lineForPeople} from '../../../src/errors/escaped.ts';

const hostile: readonly (readonly [string, string])[] = [
	['a\nHint: b', 'a\\nHint: b'],
	['a\r\tb', 'a\\r\\tb'],
	['\u001b[2J\u0007\u0000', '\\u001b[2J\\u0007\\u0000'],
	['\u009b2J\u007f', '\\u009b2J\\u007f'],
	['\u202egnp.exe\u2066', '\\u202egnp.exe\\u2066'],
	['a\u2028b\u2029', 'a\\u2028b\\u2029'],
	['a\u200bb\ufeff\u3164\u00ad', 'a\\u200bb\\ufeff\\u3164\\u00ad'],
	['\u{e0041}', '\\udb40\\udc41'],
	['\ud800', '\\ud800'],
];

for (const [text, shown] of hostile) {
	test(`${JSON.stringify(shown)} is shown for what stands there`, t => {
		t.is(inOneLine(text), shown);
		t.is(JSON.parse(escaped(text)), text);
		t.is(inOneLine(escaped(text)), escaped(text));
	});
}

test('words of people stay as they are', t => {
	for (const text of ['', 'plain ~', 'naïve Größe 日本語 ✔ → …', 'C:\\new "x"', '😀']) t.is(inOneLine(text), text);
});

const signs = fc.string({unit: 'binary', maxLength: 40});
const terminalObeys = (text: string) => /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/u.test(text);

test('nothing that a terminal obeys is left of any text, and escaping again changes nothing', t => {
	fc.assert(
		fc.property(signs, text => {
			const shown = inOneLine(text);
			t.false(terminalObeys(shown));
			t.is(inOneLine(shown), shown);
		}),
	);
});

test('JSON has the same value, in one line or indented, and a terminal obeys nothing in it', t => {
	fc.assert(
		fc.property(fc.jsonValue({stringUnit: 'binary'}), fc.constantFrom(undefined, 2), (value, indent) => {
			const text = jsonText(value as object, indent);
			t.deepEqual(JSON.parse(text), JSON.parse(JSON.stringify(value)));
			t.false(terminalObeys(text.replaceAll('\n', '')));
			t.true(indent !== undefined || !text.includes('\n'));
		}),
	);
});

test('a line for people is cut where nobody reads on, and says so', t => {
	t.is(lineForPeople('x'.repeat(32_000)).length, 32_000);
	t.true(lineForPeople('x'.repeat(100_000)).length < 32_100);
	t.true(lineForPeople('x'.repeat(100_000)).endsWith('x… (68000 characters more)'));
	t.is(lineForPeople('a\nb'), 'a\\nb');
});
