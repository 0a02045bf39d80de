import test from 'ava';
import fc from 'fast-check';
import {RefusedError} from '../../../src/errors/errors.ts';
import {lineOf, readOptionsFile} from '../../../src/options/options-file.ts';
import type {Files} from '../../../src/world.ts';
import {runs} from '../../support/runs.ts';
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

test('the same key in two objects is not twice the same key', async t => {
	await t.notThrowsAsync(read('{"a": {"a": {"b": 1}}, "b": 1}'));
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
		{numRuns: runs(500)},
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

test('a file that is nested without end is refused', async t => {
	for (const [open, close] of [
		['{"a":', '}'],
		['[', ']'],
	] as const) {
		const nested = `${open.repeat(20_000)}1${close.repeat(20_000)}`;
		await t.throwsAsync(read(`{"a":${nested}}`), {
			instanceOf: RefusedError,
			message: 'the options file o.json is not valid JSON, line 1, column 1: it has more than 100 levels in each other',
		});
	}
});

test('100 levels are read, and one more is refused', async t => {
	const levels = (count: number) => `${'{"a":'.repeat(count)}1${'}'.repeat(count)}`;
	t.is((await read(levels(100))).text, levels(100));
	await t.throwsAsync(read(levels(101)), {
		instanceOf: RefusedError,
		message: /: it has more than 100 levels in each other$/,
	});
});
