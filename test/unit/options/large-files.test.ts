import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import type {Package} from '../../../src/dcos/cosmos.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {checkOptions} from '../../../src/install/check-options.ts';
import {decoded} from '../../../src/options/file-text.ts';
import {edited, readOptionsFile} from '../../../src/options/options-file.ts';
import type {Files} from '../../../src/world.ts';

const schema = join(import.meta.dirname, '../../sandbox/package-registry/config.json');
const definition = {version: '2.2.1', config: JSON.parse(readFileSync(schema, 'utf8')) as JsonObject} as Package;

const read = (bytes: Buffer) => readOptionsFile('o.json', {read: async () => bytes} as unknown as Files);

/** All that a command asks of a file; the text that a storage would leave. */
async function judged(text: string) {
	const file = await read(Buffer.from(text));
	const checks = checkOptions(file, {options: file.value, definition});
	const bucket = {path: ['registry', 's3', 'bucket'], value: 'b'};
	return {words: checks.map(({what}) => what), text: edited(file.text, [bucket])};
}

const many = (value: unknown) => Object.fromEntries(Array.from({length: 10_000}, (_, index) => [`key${index}`, value]));

test('of 10,000 keys that the package does not have the first 20 are told, and how many more there are', async t => {
	for (const options of [many(1), {registry: many(1)}, {registry: {s3: many('x')}}]) {
		const {words} = await judged(JSON.stringify(options, null, 1));
		const unknown = words.filter(each => / no options? of the package/.test(each));
		t.is(unknown.length, 21);
		t.is(unknown.at(-1), '9980 more keys of o.json are no options of the package and have no effect');
	}
});

test('of many faults the first 20 are told, and how many more there are', async t => {
	const config: JsonObject = {properties: {list: {items: {type: 'string'}}}};
	const file = await read(Buffer.from(JSON.stringify({list: Array(1000).fill(1)})));
	const checks = checkOptions(file, {options: file.value, definition: {...definition, config}});
	t.is(checks.length, 21);
	t.like(checks.at(-1), {result: 'problem', what: '980 more faults in o.json'});
});

// one that takes a time that grows with the square takes a minute for so much, and the test has seconds
for (const [what, text] of [
	['numbers', JSON.stringify({a: Array(100_000).fill(1)})],
	['one long text', JSON.stringify({a: 'x'.repeat(240_000)}).replace('{', '{\n')],
	['line ends', `{${'\n'.repeat(240_000)}}`],
	['line ends of old Macs', `{${'\r'.repeat(240_000)}}`],
	['blanks', `{${' '.repeat(120_000)}\n${' '.repeat(120_000)}}`],
] as const) {
	test(`a quarter of a megabyte of ${what} is judged and edited`, async t => {
		const {text: after} = await judged(text);
		t.like(JSON.parse(after), {registry: {s3: {bucket: 'b'}}});
	});
}

for (const [what, text, message] of [
	['more than a quarter of a megabyte', JSON.stringify({a: 'x'.repeat(250_000)}), /^o\.json has more than 250 kB/],
	['thousands of levels', `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`, /more than 100 levels/],
	['levels that never end', '{"a":'.repeat(40_000), /more than 100 levels/],
	[
		'stray quotation marks',
		`{\n${'"\n'.repeat(100_000)}}`,
		/line 2, column 1: this text has no closing quotation mark/,
	],
	['half a character in a value', '{\n"a": "x\\ud800"}', /line 2, column 6: this text has one half of a character/],
	['half a character in a key', '{"\\udc00y": 1}', /line 1, column 2: this text has one half of a character/],
] as const) {
	test(`${what} are refused in words`, async t => {
		await t.throwsAsync(read(Buffer.from(text)), {name: 'RefusedError', message});
	});
}

test('the first byte that is not UTF-8 is found after a megabyte', t => {
	const bytes = Buffer.concat([Buffer.from('é'.repeat(499_000)), Buffer.from([0xff, 0x41])]);
	t.is(decoded(bytes).fault?.offset, 499_000);
});

test('what can be read of a file is all before the first byte that is none of UTF-8', t => {
	fc.assert(
		fc.property(fc.string({unit: 'binary'}), fc.uint8Array({maxLength: 6}), (text, more) => {
			const bytes = Buffer.concat([Buffer.from(text.toWellFormed()), Buffer.from(more)]);
			const {text: readable, fault} = decoded(bytes);
			if (fault?.reason.includes('not UTF-8') !== true) return;
			const length = Buffer.byteLength(readable);
			t.deepEqual(Buffer.from(readable), bytes.subarray(0, length));
			t.is(
				bytes
					.subarray(0, length + 4)
					.toString('utf8')
					.slice(readable.length)
					.includes('\uFFFD'),
				true,
			);
		}),
	);
});
