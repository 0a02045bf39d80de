import test from 'ava';
import fc from 'fast-check';
import {RefusedError} from '../../../src/errors/errors.ts';
import {positionAt} from '../../../src/options/file-text.ts';
import {lineOf, readOptionsFile} from '../../../src/options/options-file.ts';
import type {Files} from '../../../src/world.ts';
import {publishedSample, publishedSampleMended} from '../../support/published-options.ts';
import {runs} from '../../support/runs.ts';
import {printedDocuments, scrawledDocuments} from './json-objects.ts';

const read = (text: string) =>
	readOptionsFile('o.json', {read: async () => Buffer.from(text)} as Partial<Files> as Files);

const refusal = async (text: string) => {
	try {
		await read(text);
	} catch (error) {
		if (error instanceof RefusedError)
			return error.message.replace(/^the options file o\.json is not valid JSON, /, '');
		throw error;
	}
	return null;
};

test('the published sample is read as it was meant, and it is known what was wrong', async t => {
	t.deepEqual(await read(publishedSample), {
		path: 'o.json',
		text: publishedSampleMended,
		value: JSON.parse(publishedSampleMended),
		repaired: {line: 16},
	});
});

for (const [what, text, mended] of [
	['lines of Windows', '{\r\n  "a": 1\r\n  "\r\n}\r\n', '{\r\n  "a": 1\r\n}\r\n'],
	['lines as they once were on the Macintosh', '{\r"a": 1\r"\r}', '{\r"a": 1\r}'],
	['blanks on both sides', '{"a": 1\n\t " \t\n}', '{"a": 1\n}'],
	['an empty line on both sides', '{"a": 1\n\n"\n\n}', '{"a": 1\n\n\n}'],
	['a comma before it', '{"a": 1,\n"\n"b": 2}', '{"a": 1,\n"b": 2}'],
] as const) {
	test(`a stray quotation mark with ${what} goes with its line, and nothing else does`, async t => {
		t.is((await read(text)).text, mended);
	});
}

const stray = 'this quotation mark is one too many, or the one before it is missing';
const open = 'this text has no closing quotation mark';

/** Where it may have meant something, or is not all that is wrong. */
const refused: Readonly<Record<string, readonly [string, string]>> = {
	'behind a text': ['{\n"a": "b""\n}', `line 2, column 9: ${stray}`],
	'behind a number, which it may make a text': ['{\n"a": 2 "\n}', `line 2, column 8: ${stray}`],
	'behind a bracket': ['{\n"a": {}"\n}', `line 2, column 8: ${stray}`],
	'before a bracket': ['{\n"a": 2\n"}', `line 3, column 1: ${stray}`],
	'before the beginning': ['\n"\n{}', `line 2, column 1: ${stray}`],
	'behind the end': ['{}\n"\n', `line 2, column 1: ${stray}`],
	'that ends a text of several lines': ['{\n"a": "b\n"\n}', `line 2, column 6: ${open}`],
	'that is there twice': ['{\n"a": 1\n"\n"\n}', `line 3, column 1: ${stray}`],
	'with a comma after the last entry': ['{\n"a": 1,\n"\n}', `line 3, column 1: ${open}`],
	'with a comment': ['{\n"a": 1 // why\n"\n}', 'line 2, column 8: comments are not allowed in JSON'],
	'in a comment': ['{\n/*\n"\n*/}', 'line 2, column 1: comments are not allowed in JSON'],
	'with a key that is there twice': ['{\n"a": 1\n"\n, "a": 2}', `line 3, column 1: ${stray}`],
	'in a list': ['[\n1\n"\n]', `line 3, column 1: ${stray}`],
	'with a byte order mark': [
		'\uFEFF{\n"\n}',
		'line 1, column 1: it begins with an invisible byte order mark; save it as UTF-8 without a byte order mark',
	],
	'behind a blank that is none in JSON': [
		'{\n"a": 1\n\u00A0"\n}',
		'line 3, column 1: an invisible character stands here that is no plain blank, as copied from a web page; retype it',
	],
	'between two separators of Unicode, which end no line of JSON': [
		'{"a": "b\u2028"\u2028c"}',
		'line 1, column 11: an invisible character stands here that is no plain blank, as copied from a web page; retype it',
	],
};

for (const [where, [text, message]] of Object.entries(refused)) {
	test(`a stray quotation mark ${where} is refused as ever`, async t => {
		t.is(await refusal(text), message);
	});
}

test('a file that is not UTF-8 is refused as ever', async t => {
	const bytes = Buffer.concat([Buffer.from('{\n"\n}'), Buffer.of(0xff)]);
	const reading = readOptionsFile('o.json', {read: async () => bytes} as Partial<Files> as Files);
	await t.throwsAsync(reading, {instanceOf: RefusedError, message: /is not UTF-8/});
});

test('the lines of what is read are those of the file as it is', async t => {
	const file = await read('{\r\n"a": 1,\r\n"\r\n"b": {\r\n"c": 2\r\n}}');
	t.deepEqual(
		[['a'], ['b'], ['b', 'c']].map(path => lineOf(file, path)),
		[2, 4, 5],
	);
});

/** A document with a quotation mark on a line of its own between any two of its tokens. */
const strayed = fc
	.record({
		text: fc.oneof(printedDocuments, scrawledDocuments),
		at: fc.nat(),
		lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
		blank: fc.constantFrom('', '  ', '\t'),
	})
	.map(({text, at, lineEnd, blank}) => {
		const tokens = [...text.matchAll(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s"{}[\],:]+/g)].slice(1);
		const offset = tokens[at % tokens.length]?.index ?? 0;
		const before = `${text.slice(0, offset)}${lineEnd}${blank}`;
		return {text, before, after: `${before}"${blank}${lineEnd}${text.slice(offset)}`};
	});

test('with a quotation mark on a line of its own between two tokens, a document is read to the same value', async t => {
	await fc.assert(
		fc.asyncProperty(strayed, async ({text, before, after}) => {
			const file = await read(after);
			t.is(JSON.stringify(file.value), JSON.stringify(JSON.parse(text)));
			t.is(JSON.stringify(JSON.parse(file.text ?? '')), JSON.stringify(file.value));
			t.deepEqual(file.repaired, {line: positionAt(before, before.length).line});
		}),
		{numRuns: runs(1000)},
	);
});

test('a whole line with nothing but a quotation mark leaves no trace', async t => {
	await fc.assert(
		fc.asyncProperty(printedDocuments, fc.nat(), async (text, at) => {
			const breaks = [...text.trimEnd().matchAll(/\r\n|\n|\r/g)];
			fc.pre(breaks.length > 0);
			const {index = 0, 0: lineEnd = ''} = breaks[at % breaks.length] ?? {};
			t.is((await read(`${text.slice(0, index)}${lineEnd}    "${text.slice(index)}`)).text, text);
		}),
		{numRuns: runs(500)},
	);
});

/** With empty lines, where a quotation mark would be alone. */
const spacedDocuments = fc
	.tuple(fc.oneof(printedDocuments, scrawledDocuments), fc.boolean())
	.map(([text, spaced]) => (spaced ? text.replaceAll(/\r\n|\n|\r/g, '$&$&') : text));

const characters = fc.oneof(
	fc.constantFrom('"', '\n', '\r', '\\', ' ', ',', '}', '/', '\u2028'),
	fc.string({minLength: 1, maxLength: 1}),
);

test('any other character too many is refused, or read as the JSON that it makes: never as another value', async t => {
	let repairs = 0;
	await fc.assert(
		fc.asyncProperty(spacedDocuments, fc.nat(), characters, async (text, at, character) => {
			const offset = at % (text.length + 1);
			const damaged = text.slice(0, offset) + character + text.slice(offset);
			const file = await read(damaged).catch((error: unknown) => {
				if (!(error instanceof RefusedError)) throw error;
				return null;
			});
			if (file === null) return;
			if (file.repaired) repairs += 1;
			t.is(JSON.stringify(file.value), JSON.stringify(JSON.parse(file.repaired ? text : damaged)));
		}),
		{numRuns: 3000},
	);
	t.true(repairs > 0);
});
