import test from 'ava';
import type {JsonObject} from '../../../src/errors/json.ts';
import {dotted} from '../../../src/options/json-path.ts';
import {unknownKeys} from '../../../src/options/unknown-keys.ts';

const found = (schema: JsonObject, options: JsonObject) =>
	unknownKeys(schema, options).map(({path, meant}) => [dotted(path), meant && dotted(meant)]);

const open: Readonly<Record<string, JsonObject>> = {
	'no properties': {type: 'object'},
	'properties that are no object': {properties: true},
	'a schema for the others': {properties: {a: {}}, additionalProperties: {type: 'string'}},
	'room for others': {properties: {a: {}}, additionalProperties: true},
	'a pattern': {properties: {a: {}}, patternProperties: {'^b': {}}},
	'a pattern that only Cosmos understands': {properties: {a: {}}, patternProperties: {'(?i)x': {}}},
	'a reference': {properties: {a: {}}, $ref: '#/definitions/c'},
	'parts that all hold': {properties: {a: {}}, allOf: [{properties: {b: {}}}]},
	'parts of which any holds': {properties: {a: {}}, anyOf: [{properties: {b: {}}}]},
	'parts of which one holds': {properties: {a: {}}, oneOf: [{properties: {b: {}}}]},
	'what it extends, as in draft 3': {properties: {a: {}}, extends: {properties: {b: {}}}},
};

for (const [what, schema] of Object.entries(open)) {
	test(`a level with ${what} does not list its keys`, t => {
		t.deepEqual(found(schema, {b: 1}), []);
		t.deepEqual(found({properties: {x: schema}}, {x: {b: {c: 1}}}), []);
	});
}

test('room for others says nothing of what is below a key that is listed', t => {
	const schema = {properties: {a: {properties: {bucket: {}}}}, additionalProperties: true};
	t.deepEqual(found(schema, {a: {buckt: 1}, b: {c: 1}}), [['a.buckt', 'a.bucket']]);
});

test('a key that matches no pattern is unknown, and so is one that the package refuses', t => {
	t.deepEqual(found({properties: {}, patternProperties: {'^b': {}}}, {a: 1}), [['a', null]]);
	t.deepEqual(found({properties: {}, additionalProperties: false}, {a: 1}), [['a', null]]);
});
