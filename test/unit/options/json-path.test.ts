import test from 'ava';
import fc from 'fast-check';
import {dotted, textAt, valueAt, withValueAt} from '../../../src/options/json-path.ts';
import {jsonObjects, jsonPaths, jsonValues} from './json-objects.ts';

const document = {registry: {s3: {bucket: 'b', path: null}, list: [1]}};

test('a value is found by the keys that lead to it', t => {
	t.is(valueAt(document, ['registry', 's3', 'bucket']), 'b');
	t.is(valueAt(document, ['registry', 's3', 'path']), null);
	t.is(valueAt(document, []), document);
});

for (const path of [
	['registry', 's4', 'bucket'],
	['registry', 'list', '0'],
	['registry', 's3', 'path', 'x'],
	['registry', 's3', 'bucket', 'length'],
	['constructor'],
	['__proto__'],
]) {
	test(`nothing is found at ${dotted(path)}`, t => {
		t.is(valueAt(document, path), undefined);
	});
}

test('only a text is found as text', t => {
	t.is(textAt(document, ['registry', 's3', 'bucket']), 'b');
	t.is(textAt(document, ['registry', 's3', 'path']), null);
	t.is(textAt(undefined, ['registry']), null);
});

test('a value that was put in is found there, and the document it was put into is as before', t => {
	fc.assert(
		fc.property(jsonObjects, jsonPaths, jsonValues, (before, path, value) => {
			const text = JSON.stringify(before);
			t.deepEqual(valueAt(withValueAt(before, path, value), path), value);
			t.is(JSON.stringify(before), text);
		}),
	);
});

test('a key that is taken out is not there any more, and no other one is missed', t => {
	fc.assert(
		fc.property(jsonObjects, fc.nat(), (before, seed) => {
			const keys = Object.keys(before);
			const key = keys[seed % Math.max(1, keys.length)] ?? 'none';
			const after = withValueAt(before, [key], undefined);
			t.deepEqual(
				Object.keys(after),
				keys.filter(each => each !== key),
			);
		}),
	);
});

test('what is no object on the way is replaced by one', t => {
	t.deepEqual(withValueAt({registry: null}, ['registry', 's3', 'bucket'], 'b'), {registry: {s3: {bucket: 'b'}}});
});

test('to take out what is not there makes nothing on the way', t => {
	for (const path of [
		['registry', 's4', 'bucket'],
		['registry', 's3', 'path', 'x'],
		['__proto__', 'x'],
	]) {
		t.is(withValueAt(document, path, undefined), document);
	}
});

test('a value below a key that every JavaScript object has does not touch what JavaScript keeps there', t => {
	const after = withValueAt({}, ['__proto__', 'polluted'], 1);
	t.is(JSON.stringify(after), '{"__proto__":{"polluted":1}}');
	t.false('polluted' in {});
});

test('a key that would mislead in a dotted name is quoted', t => {
	t.is(dotted(['registry', 'mount-volume', '0', 'a/b', 'ü']), 'registry.mount-volume.0.a/b.ü');
	t.is(dotted(['a.b', '', 'c d', '"', '\u001B']), '"a.b".""."c d"."\\""."\\u001b"');
});
