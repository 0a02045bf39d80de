import test from 'ava';
import fc from 'fast-check';
import {withValueAt} from '../../../src/options/json-path.ts';
import {edited} from '../../../src/options/options-file.ts';
import {runs} from '../../support/runs.ts';
import {indentations, jsonObjects, jsonPaths, jsonScalars, jsonValues, scrawledDocuments} from './json-objects.ts';

const bucket = ['registry', 's3', 'bucket'];

const examples: Readonly<Record<string, readonly [string | null, string]>> = {
	'a new file has two spaces and ends with its line': [
		null,
		'{\n  "registry": {\n    "s3": {\n      "bucket": "b"\n    }\n  }\n}\n',
	],
	'tabs stay tabs': [
		'{\n\t"service": {\n\t\t"mem": 1\n\t}\n}\n',
		'{\n\t"service": {\n\t\t"mem": 1\n\t},\n\t"registry": {\n\t\t"s3": {\n\t\t\t"bucket": "b"\n\t\t}\n\t}\n}\n',
	],
	'four spaces stay four': [
		'{\n    "registry": {\n        "s3": {}\n    }\n}\n',
		'{\n    "registry": {\n        "s3": {\n            "bucket": "b"\n        }\n    }\n}\n',
	],
	'lines of Windows stay so': [
		'{\r\n  "registry": {\r\n    "s3": {}\r\n  }\r\n}\r\n',
		'{\r\n  "registry": {\r\n    "s3": {\r\n      "bucket": "b"\r\n    }\r\n  }\r\n}\r\n',
	],
	'a last line without an end stays so': [
		'{\n  "registry": {\n    "s3": {\n      "bucket": "a"\n    }\n  }\n}',
		'{\n  "registry": {\n    "s3": {\n      "bucket": "b"\n    }\n  }\n}',
	],
	'how other people lay out their keys stays so': [
		'{ "list":[1,\n2],   "registry": {"s3": {"bucket": "a", "path" :"p"}} }',
		'{ "list":[1,\n2],   "registry": {"s3": {"bucket": "b", "path" :"p"}} }',
	],
	'an empty object opens in lines': [
		'{\n  "registry": {"s3": {}}\n}\n',
		'{\n  "registry": {"s3": {\n    "bucket": "b"\n  }}\n}\n',
	],
	'a document in one line stays in one': [
		'{"registry":{"s3":{"path":"p"}}}',
		'{"registry":{"s3":{"path":"p","bucket":"b"}}}',
	],
	'a new key is set apart as its neighbours are': [
		'{ "registry" : { "s3" : { "path" : "p" } } }',
		'{ "registry" : { "s3" : { "path" : "p", "bucket" : "b" } } }',
	],
	'a comma in front stays there': [
		'{ "registry":\n  { "a": 1\n  , "b": 2\n  }\n}',
		'{ "registry":\n  { "a": 1\n  , "b": 2\n  , "s3": {\n    "bucket": "b"\n  }\n  }\n}',
	],
	'a value that is there already keeps its writing': [
		'{"registry": {"s3": {"bucket": "\\u0062"}}}',
		'{"registry": {"s3": {"bucket": "\\u0062"}}}',
	],
};

for (const [title, [before, after]] of Object.entries(examples)) {
	test(`in an edited file ${title}`, t => {
		t.is(edited(before, [{path: bucket, value: 'b'}]), after);
	});
}

test('a key that is taken out goes with its comma', t => {
	const text = '{\n  "a": 1,\n  "b": {\n    "c": 2\n  },\n  "d": 3\n}\n';
	t.is(edited(text, [{path: ['b'], value: undefined}]), '{\n  "a": 1,\n  "d": 3\n}\n');
});

for (const [what, text] of [
	['tabs', '{\n\t"a": {\n\t\t"b": 1\n\t},\n\t"c": 2\n}\n'],
	['one line', '{"a": {"b": 1},\n\t"c": 2\n}\n'],
	['blanks', '{"a": { "b" : 1 },\n\t"c": 2\n}\n'],
] as const) {
	test(`an object printed with ${what} that loses its only key is {}`, t => {
		t.is(edited(text, [{path: ['a', 'b'], value: undefined}]), text.replace(/\{[^{}]*\}/, '{}'));
	});
}

test('a document that loses its only key is {}', t => {
	t.is(edited('{\n  "a": 1\n}\n', [{path: ['a'], value: undefined}]), '{}\n');
});

test('the first key that is taken out leaves the second one in its place', t => {
	t.is(edited('{ "a": 1,\n  "b": 2 }', [{path: ['a'], value: undefined}]), '{ "b": 2 }');
});

test('to take out what is not there changes nothing', t => {
	const text = '{"a" :1}';
	t.is(edited(text, [{path: ['b', 'c'], value: undefined}]), text);
});

for (const value of [null, 5, 'text', []] as const) {
	test(`an edit below ${JSON.stringify(value)} gives what the report says`, t => {
		const document = {before: 1, registry: value, after: 2};
		const text = edited(JSON.stringify(document), [{path: bucket, value: 'b'}]);
		t.deepEqual(JSON.parse(text), withValueAt(document, bucket, 'b'));
	});
}

const documents = fc.record({document: jsonObjects, indentation: indentations, path: jsonPaths, value: jsonValues});

test('an edit leaves every other key as it was, in the same order, and the file holds what the report says', t => {
	fc.assert(
		fc.property(documents, ({document, indentation, path, value}) => {
			const after = edited(JSON.stringify(document, null, indentation), [{path, value}]);
			t.is(JSON.stringify(JSON.parse(after)), JSON.stringify(withValueAt(document, path, value)));
		}),
		{numRuns: runs(300)},
	);
});

test('a key taken out leaves every other key as it was, in the same order', t => {
	fc.assert(
		fc.property(documents, fc.nat(), ({document, indentation}, seed) => {
			const keys = Object.keys(document);
			fc.pre(keys.length > 0);
			const path = [keys[seed % keys.length] ?? ''];
			const after = edited(JSON.stringify(document, null, indentation), [{path, value: undefined}]);
			t.is(JSON.stringify(JSON.parse(after)), JSON.stringify(withValueAt(document, path, undefined)));
		}),
		{numRuns: runs(300)},
	);
});

test('an edit made twice is the same as once', t => {
	fc.assert(
		fc.property(documents, jsonScalars, ({document, indentation, path: [key = '']}, value) => {
			const edit = [{path: [key], value}];
			const once = edited(JSON.stringify(document, null, indentation), edit);
			t.is(edited(once, edit), once);
		}),
		{numRuns: runs(300)},
	);
});

test('however a document is laid out, an edit leaves every other key as it was', t => {
	fc.assert(
		fc.property(scrawledDocuments, jsonPaths, fc.option(jsonValues, {nil: undefined}), (text, path, value) => {
			const after = edited(text, [{path, value}]);
			t.is(JSON.stringify(JSON.parse(after)), JSON.stringify(withValueAt(JSON.parse(text), path, value)));
		}),
		{numRuns: runs(1000)},
	);
});
