import test from 'ava';
import {defaultsOf, mergeOptions} from './options.ts';
import {validateOptions} from './validate-options.ts';

test('defaults are found in nested properties, unless the object has a default of its own', t => {
	const schema = {
		properties: {
			service: {properties: {name: {default: 'x'}, cpus: {default: 0}, none: {type: 'string'}}},
			whole: {default: {a: 1}, properties: {b: {default: 2}}},
			empty: {properties: {c: {}}},
			list: {items: {default: 3}},
		},
	};
	t.deepEqual(defaultsOf(schema), {service: {name: 'x', cpus: 0}, whole: {a: 1}});
});

test('objects merge; arrays, null and everything else replace', t => {
	const base = {a: {b: 1, c: [1, 2]}, d: 'x', e: {f: 1}};
	t.deepEqual(mergeOptions(base, {a: {c: [3]}, d: null, e: 5}), {a: {b: 1, c: [3]}, d: null, e: 5});
});

const property = (schema: object) => ({type: 'object', properties: {p: schema}});
const faults: [string, object, object, object][] = [
	[
		'type',
		property({type: 'integer'}),
		{p: 'two'},
		{found: 'string', expected: ['integer'], instance: {pointer: '/p'}},
	],
	['required', {required: ['p']}, {}, {missing: ['p'], instance: {pointer: ''}}],
	['additionalProperties', {additionalProperties: false}, {x: 1}, {unwanted: ['x']}],
	['enum', property({enum: ['a', 'b']}), {p: 'c'}, {value: 'c', enum: ['a', 'b']}],
	['pattern', property({pattern: '^a'}), {p: 'b'}, {regex: '^a', string: 'b'}],
	['minimum', property({minimum: 1}), {p: 0}, {minimum: 1, found: 0}],
	['minLength', property({minLength: 1}), {p: ''}, {found: 0, minLength: 1}],
	['maximum', property({maximum: 1}), {p: 2}, {message: 'instance must be <= 1'}],
];

for (const [keyword, schema, options, detail] of faults) {
	test(`a fault against "${keyword}" is told with its place and details`, t => {
		const [error, ...others] = validateOptions(options, schema);
		t.like(error, {level: 'error', domain: 'validation', keyword, ...detail});
		t.is(typeof error?.message, 'string');
		t.deepEqual(others, []);
	});
}

test('all faults are told at once', t => {
	const schema = {properties: {a: {type: 'string'}, b: {type: 'integer'}}};
	t.is(validateOptions({a: 1, b: null}, schema).length, 2);
});
