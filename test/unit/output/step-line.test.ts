import test from 'ava';
import {stepLine} from '../../../src/output/step-line.ts';

for (const [words, line] of [
	[['Health'], 'Health'],
	[['Health', '1 of 2'], 'Health: 1 of 2'],
	[['Health', '1 of 2', 'no agent offers memory'], 'Health: 1 of 2; no agent offers memory'],
	[['Health', 'a\r\n\tb\n\nc'], 'Health: a b c'],
	[['Health', '\u001B[31mred\u001B[0m\u001B]0;title\u0007', 'a\u0000b'], 'Health: red; a b'],
] as const) {
	test(`${JSON.stringify(words)} is the line "${line}"`, t => {
		const [title, state, why] = words;
		t.is(stepLine(title, state, why), line);
	});
}
