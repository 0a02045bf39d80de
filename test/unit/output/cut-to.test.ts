import test from 'ava';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {cutTo} from '../../../src/output/cut-to.ts';

for (const [columns, text, cut] of [
	[6, 'Health', 'Health'],
	[5, 'Health', 'Heal…'],
	[1, 'Health', '…'],
	[0, 'Health', ''],
	[-3, 'Health', ''],
	[4, 'one two', 'one…'],
	[5, 'one two', 'one…'],
	[3, '…\u0001ab', '…\u0001ab'],
	[2, 'é\u0001ab', 'é\u0001…'],
	[5, '日本語', '日本…'],
	[4, '日本語', '日…'],
	[4, 'e\u0301e\u0301e\u0301e\u0301', 'e\u0301e\u0301e\u0301e\u0301'],
	[3, 'e\u0301e\u0301e\u0301e\u0301', 'e\u0301e\u0301…'],
	[3, '👩‍👩‍👧‍👦👩‍👩‍👧‍👦', '👩‍👩‍👧‍👦…'],
] as const) {
	test(`"${text}" in ${columns} columns is "${cut}"`, t => {
		t.is(cutTo(columns, text), cut);
	});
}

test('what is cut fits, and is the beginning of the text', t => {
	fc.assert(
		fc.property(fc.nat(30), fc.string({unit: 'grapheme', maxLength: 60}), (columns, text) => {
			const cut = cutTo(columns, text);
			t.true(stringWidth(cut) <= columns);
			t.true(text.startsWith(cut.replace(/…$/, '')) || cut === text);
		}),
	);
});
