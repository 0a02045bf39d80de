import test from 'ava';
import fc from 'fast-check';
import {withValueAt} from '../../../src/options/json-path.ts';
import {differences, merge} from '../../../src/options/merge.ts';
import {jsonObjects, jsonPaths, jsonValues} from './json-objects.ts';

test('objects are merged key by key', t => {
	const under = {service: {name: 'a', instances: 1}, only: 'under'};
	const over = {service: {instances: 2}, more: true};
	t.deepEqual(merge(under, over), {service: {name: 'a', instances: 2}, only: 'under', more: true});
});

for (const [what, over] of [
	['an array', {list: [3]}],
	['null', {list: null}],
	['an object over an array', {list: {a: 1}}],
	['a number', {list: 0}],
] as const) {
	test(`${what} replaces what is below it, as Cosmos has it`, t => {
		t.deepEqual<unknown, unknown>(merge({list: [1, 2]}, over), over);
	});
}

test('a document merged over itself is the same', t => {
	fc.assert(fc.property(jsonObjects, document => t.deepEqual(merge(document, document), document)));
	t.pass();
});

test('a document merged over nothing, or nothing over it, is the same', t => {
	fc.assert(
		fc.property(jsonObjects, document => {
			t.deepEqual(merge({}, document), document);
			t.deepEqual(merge(document, {}), document);
		}),
	);
});

test('what was merged over is there afterwards: merging it again changes nothing', t => {
	fc.assert(
		fc.property(jsonObjects, jsonObjects, (under, over) => {
			const once = merge(under, over);
			t.deepEqual(merge(once, over), once);
		}),
	);
});

test('a document does not differ from itself', t => {
	fc.assert(fc.property(jsonObjects, document => t.deepEqual(differences(document, {...document}), [])));
	t.pass();
});

test('a difference is named with both sides and the keys that lead to it', t => {
	const here = {service: {instances: 2, name: 'a'}, only: 1};
	const there = {service: {instances: 3, name: 'a'}, more: null};
	t.deepEqual(differences(here, there), [
		{path: ['more'], here: undefined, there: null},
		{path: ['only'], here: 1, there: undefined},
		{path: ['service', 'instances'], here: 2, there: 3},
	]);
});

test('a key that only one side has is a difference, whatever it is called', t => {
	t.deepEqual(differences({constructor: 1}, {}), [{path: ['constructor'], here: 1, there: undefined}]);
});

test('the order of keys is no difference', t => {
	t.deepEqual(differences({a: 1, b: {c: 2, d: 3}}, {b: {d: 3, c: 2}, a: 1}), []);
});

test('the order of keys is no difference inside an array either', t => {
	t.deepEqual(differences({a: [{b: 1, c: 2}]}, {a: [{c: 2, b: 1}]}), []);
});

test('one value changed is one difference, at its place', t => {
	fc.assert(
		fc.property(jsonObjects, jsonPaths, jsonValues, (document, path, value) => {
			const found = differences(document, withValueAt(document, path, value));
			t.true(found.every(({path: at}) => path.every((key, index) => index >= at.length || at[index] === key)));
		}),
	);
});
