import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {readOptionsFile} from '../../../src/options/options-file.ts';
import type {Files} from '../../../src/world.ts';

const comma = 'a comma stands after the last entry';
const quote = 'a quotation mark is missing or one too many beside this word';
const stray = 'this quotation mark is one too many, or the one before it is missing';
const number = 'this is no number as JSON writes it, such as 1, -2 or 0.5';
const utf8 = 'save it as UTF-8 without a byte order mark';
const early = 'the file ends here, before all that was opened with { or [ is closed';

const faults: Readonly<Record<string, readonly [string | Buffer, number, number, string]>> = {
	'an empty file': ['', 1, 1, 'the file is empty; without any options it holds {}'],
	'a file of blanks': [' \n\n', 1, 1, 'the file is empty; without any options it holds {}'],
	'a list': ['\n[]', 2, 1, 'it holds no object; options stand between { and }'],
	null: ['null', 1, 1, 'it holds no object; options stand between { and }'],
	'a comma after the last key': ['{\n\t"a": 1,\n}', 2, 8, comma],
	'a comma after the last element': ['{"a": [1, ]}', 1, 9, comma],
	'two commas': ['{"a": 1,\n,"b": 1}', 2, 1, 'a comma too many stands here'],
	'a comma before all': ['{,"a": 1}', 1, 2, 'a comma too many stands here'],
	'no comma': ['{\n\t"a": 1\n\t"b": 2}', 2, 8, 'a comma is missing between two entries'],
	'no comma behind a number that ends with 0': ['{"a": 10"b": 2}', 1, 9, 'a comma is missing between two entries'],
	'no comma before a number': ['["x"1]', 1, 5, 'a comma is missing between two entries'],
	'no colon': ['{"a" 1}', 1, 6, 'a colon is missing between a key and its value'],
	'an equals sign': ['{"a" = 1}', 1, 6, 'this character means nothing in JSON'],
	'no value': ['{"a": }', 1, 7, 'a value is missing here'],
	'a number as key': ['{1: 2}', 1, 2, 'a key in double quotes belongs here'],
	'a comment to the end of the line': ['{\n  "a": 1 // why\n}', 2, 10, 'comments are not allowed in JSON'],
	'a comment': ['{\n  /* why */ "a": 1\n}', 2, 3, 'comments are not allowed in JSON'],
	'a comment that does not end': ['{}\n/* why', 2, 1, 'comments are not allowed in JSON'],
	'a comment of the shell': ['# why\n{}', 1, 1, 'comments are not allowed in JSON'],
	'a key without quotes': ['{a: 1}', 1, 2, 'a key or a text needs double quotes around it'],
	'a text without quotes': ['{"a": my-bucket}', 1, 7, 'a key or a text needs double quotes around it'],
	'no closing quotation mark': ['{\n"a": "b,\n"c": 1}', 2, 6, 'this text has no closing quotation mark'],
	'no closing quotation mark behind a key': ['{"a: 1,\n"b": 2}', 1, 2, 'this text has no closing quotation mark'],
	'no opening quotation mark': ['{"a": b"}', 1, 7, quote],
	'a quotation mark inside a text': ['{"a": "x "y" z"}', 1, 11, quote],
	'the stray quotation mark of the published example': ['{\n"s3": {"path": "my-path""\n}}', 2, 25, stray],
	'a stray quotation mark behind a number': ['{"instances": 2"\n}', 1, 16, stray],
	'single quotes': ["{'a': 1}", 1, 2, 'keys and texts stand in double quotes, not in single ones'],
	'typographic quotes': ['{“a”: 1}', 1, 2, 'this is a typographic quotation mark; JSON takes the plain one: "'],
	NaN: ['{"a": NaN}', 1, 7, 'JSON has no NaN, Infinity or undefined; write a number, or leave the key out'],
	True: ['{"a": True}', 1, 7, 'it is written in small letters: true'],
	FALSE: ['{"a": FALSE}', 1, 7, 'it is written in small letters: false'],
	None: ['{"a": None}', 1, 7, 'nothing is written null'],
	'a leading zero': ['{"a": 01}', 1, 7, 'a number must not begin with 0'],
	'a plus': ['{"a": +1}', 1, 7, number],
	'a number that begins with its point': ['{"a": .5}', 1, 7, number],
	'a number that ends with its point': ['{"a": 1.}', 1, 7, 'this number is not complete'],
	'a number with its unit': ['{"a": 2GB}', 1, 8, 'a number must not go on like this; a text stands in double quotes'],
	'a path of Windows': [
		'{"a": "C:\\packages"}',
		1,
		7,
		'this text has a single backslash; in JSON a backslash is written \\\\',
	],
	'half of an escape': ['{"a": "\\u12"}', 1, 7, 'this text has an incomplete \\u; it takes four hexadecimal digits'],
	'a tab in a text': ['{"a": "\t"}', 1, 7, 'this text holds a tab or another control character; a tab is written \\t'],
	'an object that does not end': ['{"a": {\n', 2, 1, early],
	'a key without the rest': ['{"a"', 1, 5, early],
	'a list closed as an object': ['{"a": [1}', 1, 9, 'this } closes what was opened with ['],
	'an object closed as a list': ['{"a": {"b": 1]}', 1, 14, 'this ] closes what was opened with {'],
	'something behind the end': ['{}\r\n}', 2, 1, 'something stands after the end of the document'],
	'lines that end as they once did on the Macintosh': ['{\r"a": 1,\r}', 2, 7, comma],
	'a key twice': ['{\r\n"a": 1,\r\n"a": 2}', 3, 1, 'the key "a" stands there twice, first in line 2'],
	'a key twice, once with an escape': [
		'{"a": 1, "\\u0061": 2}',
		1,
		10,
		'the key "a" stands there twice, first in line 1',
	],
	'a key twice further in': [
		'{"a": {"b": [{"__proto__": 1, "__proto__": 1}]}}',
		1,
		31,
		'the key "__proto__" stands there twice, first in line 1',
	],
	'a byte order mark': ['\uFEFF{"a": 1}', 1, 1, `it begins with an invisible byte order mark; ${utf8}`],
	'a blank that is none': [
		'{\n\u00A0"a": 1}',
		2,
		1,
		'an invisible character stands here that is no plain blank, as copied from a web page; retype it',
	],
	'a binary file': ['\u0000\u0001', 1, 1, 'a control character stands here; this is probably no text file'],
	'UTF-16': [
		Buffer.from('\uFEFF{"a": 1}', 'utf16le'),
		1,
		1,
		`it is UTF-16, as some editors and PowerShell write files; ${utf8}`,
	],
	'UTF-16 the other way round': [
		Buffer.from('\uFEFF{"a": 1}', 'utf16le').swap16(),
		1,
		1,
		`it is UTF-16, as some editors and PowerShell write files; ${utf8}`,
	],
	'Latin 1': [Buffer.from('{\n"ä": "ö"}', 'latin1'), 2, 2, `this character is not UTF-8; ${utf8}`],
	'a character cut in two': [Buffer.from('{"a": "ü').subarray(0, -1), 1, 8, `this character is not UTF-8; ${utf8}`],
};

for (const [what, [content, line, column, reason]] of Object.entries(faults)) {
	test(`${what} is refused with line and column, in words`, async t => {
		const files = {read: async () => Buffer.from(content)} as Partial<Files> as Files;
		const error = await t.throwsAsync(readOptionsFile('o.json', files), {instanceOf: RefusedError});
		t.is(error.message, `the options file o.json is not valid JSON, line ${line}, column ${column}: ${reason}`);
		t.is(error.hint, `mend line ${line}, or take another file with --options`);
	});
}

test('no word of a file that is something else gets into the message: it may be a key', async t => {
	for (const content of ['[default]\naws_secret_access_key = wJalrXUt', 'wJalrXUtnFEMI', '{"a": wJalrXUt"}']) {
		const files = {read: async () => Buffer.from(content)} as Partial<Files> as Files;
		const error = await t.throwsAsync(readOptionsFile('o.json', files), {instanceOf: RefusedError});
		t.notRegex(`${error.message} ${error.hint}`, /default|secret|wJal/);
	}
});
