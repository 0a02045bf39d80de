import test from 'ava';
import fc from 'fast-check';
import {RefusedError} from '../../../src/errors/errors.ts';
import {lineOf, readOptionsFile} from '../../../src/options/options-file.ts';
import type {Files} from '../../../src/world.ts';
import {jsonObjects} from './json-objects.ts';

const read = (content: string | Buffer | null) => {
	const bytes = typeof content === 'string' ? Buffer.from(content) : content;
	return readOptionsFile('o.json', {read: async () => bytes} as Partial<Files> as Files);
};

test('a file that does not exist yet is an empty document', async t => {
	t.deepEqual(await read(null), {path: 'o.json', text: null, value: {}});
});

test('a file is read with its text, to be written back as it was', async t => {
	t.deepEqual(await read('{"a": 1}\n'), {path: 'o.json', text: '{"a": 1}\n', value: {a: 1}});
});

test('every JSON object is read as what it is', async t => {
	await fc.assert(
		fc.asyncProperty(jsonObjects, async document => {
			t.deepEqual((await read(JSON.stringify(document, null, 2))).value, document);
		}),
	);
});

const refused: readonly (readonly [string, string, string])[] = [
	['an empty file', '', 'line 1, column 1: Value expected'],
	['a list', '[]', 'line 1, column 1: it is not an object'],
	['null', 'null', 'line 1, column 1: it is not an object'],
	['a comma too many', '{\n\t"a": 1,\n}', 'line 3, column 1: Property name expected'],
	['a comma too few', '{\n\t"a": 1\n\t"b": 2}', 'line 3, column 2: Comma expected'],
	['a comment', '{\n  "a": 1 // why\n}', 'line 2, column 10: Invalid comment token'],
	['a key without quotes', '{a: 1}', 'line 1, column 2: Invalid symbol'],
	['a text that does not end', '{"a": "b', 'line 1, column 7: Unexpected end of string'],
	['an object that does not end', '{"a": {\n', 'line 2, column 1: Close brace expected'],
	['something behind the end', '{}\r\n}', 'line 2, column 1: End of file expected'],
	['a key that stands there twice', '{\r\n"a": 1,\r\n"a": 2}', 'line 3, column 1: the key "a" stands there twice'],
	['a key twice further in', '{"a": {"b": [{"c": 1, "c": 1}]}}', 'line 1, column 23: the key "c" stands there twice'],
];

for (const [what, text, where] of refused) {
	test(`${what} is refused with line and column`, async t => {
		const error = await t.throwsAsync(read(text), {instanceOf: RefusedError});
		t.is(error.message, `the options file o.json is not valid JSON, ${where}`);
		t.regex(error.hint ?? '', /^mend line \d+, or take another file with --options$/);
	});
}

test('the same key in two objects is not twice the same key', async t => {
	await t.notThrowsAsync(read('{"a": {"a": {"b": 1}}, "b": 1}'));
});

test('a byte order mark, as Notepad writes it, is no reason for a riddle', async t => {
	const marked = read('\uFEFF{"a": 1}');
	const words = await marked.then(
		file => JSON.stringify(file.value),
		(error: Error) => error.message,
	);
	t.regex(words, /^\{"a":1\}$|byte order mark/);
});

test('a file that is not UTF-8 is refused, because writing it back would destroy it', async t => {
	await t.throwsAsync(read(Buffer.from('{"comment": "für alle"}', 'latin1')), {instanceOf: RefusedError});
});

test('whatever the file holds, it is read or refused in words', async t => {
	const damaged = fc.tuple(jsonObjects, fc.nat(), fc.nat({max: 3}), fc.string({maxLength: 3})).map(damage);
	await fc.assert(
		fc.asyncProperty(damaged, async text => {
			const error = await read(text).then(
				() => null,
				(reason: unknown) => reason,
			);
			t.true(error === null || error instanceof RefusedError, text);
		}),
		{numRuns: 500},
	);
});

function damage([document, at, removed, added]: [object, number, number, string]): string {
	const text = JSON.stringify(document);
	const start = at % (text.length + 1);
	return text.slice(0, start) + added + text.slice(start + removed);
}

const file = {
	path: 'o.json',
	text: '{\r\n\t"a": {\r\n\t\t"b": [\r\n\t\t\t1,\r\n\t\t\t2\r\n\t\t]\r\n\t}\r\n}',
	value: {},
};

test('the line of a value is the one with its key', t => {
	t.is(lineOf(file, ['a']), 2);
	t.is(lineOf(file, ['a', 'b']), 3);
});

test('the line of an element of a list is its own', t => {
	t.is(lineOf(file, ['a', 'b', '1']), 5);
});

test('what the file does not have stands on no line of it', t => {
	t.is(lineOf(file, ['c']), null);
	t.is(lineOf({...file, text: null}, ['a']), null);
});
