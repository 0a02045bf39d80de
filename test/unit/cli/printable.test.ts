import test from 'ava';
import {refuseUnprintable} from '../../../src/cli/printable.ts';
import {UsageError} from '../../../src/errors/errors.ts';

for (const text of ['a\nb', '\r', '\u001b[2J', '\0', '\u009b2J', 'a\u2028b', '\u007f']) {
	test(`${JSON.stringify(text)} is refused, and shown without what makes it dangerous`, t => {
		const error = t.throws(() => refuseUnprintable(text, '--options'), {instanceOf: UsageError});
		t.is(error.message, '--options has a line break or another control character in it');
		t.notRegex(error.hint ?? '', /[\p{Cc}\u2028\u2029]/u);
		t.regex(error.hint ?? '', /\\(?:[nr]|u[0-9a-f]{4})/);
	});
}

for (const text of ['', 'a b', 'ä', '日本', '–check', '"a"', '\\n']) {
	test(`"${text}" is no matter`, t => {
		t.notThrows(() => refuseUnprintable(text, '--options'));
	});
}
