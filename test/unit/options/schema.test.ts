import test from 'ava';
import type {JsonObject} from '../../../src/errors/json.ts';
import {defaultName, defaultsOf} from '../../../src/options/schema.ts';

const name = {type: 'string', default: 'dcos-registry'};

test('the defaults are those of the properties, at any depth', t => {
	const config = {properties: {service: {properties: {name, instances: {default: 1}}}, level: {default: null}}};
	t.deepEqual(defaultsOf(config), {service: {name: 'dcos-registry', instances: 1}, level: null});
});

test('an object without any default below it is left out', t => {
	t.deepEqual(defaultsOf({properties: {registry: {properties: {path: {type: 'string'}}}}}), {});
});

test("an object's own default hides those below it, as in Cosmos", t => {
	const config = {properties: {registry: {default: {a: 1}, properties: {b: {default: 2}}}}};
	t.deepEqual(defaultsOf(config), {registry: {a: 1}});
});

test('references, allOf and items are not followed, as in Cosmos', t => {
	const property = {default: 1};
	const config = {
		definitions: {a: property},
		properties: {
			a: {$ref: '#/definitions/a'},
			b: {allOf: [{properties: {c: property}}]},
			d: {type: 'array', items: property},
		},
	};
	t.deepEqual(defaultsOf(config), {});
});

const without: readonly (JsonObject | null)[] = [null, {}, {properties: null}, {properties: {a: true}}];
for (const config of without) {
	test(`the schema ${JSON.stringify(config)} has no defaults`, t => {
		t.deepEqual(defaultsOf(config), {});
	});
}

test('the default name of the service is found in both shapes', t => {
	const service = {properties: {name}};
	t.is(defaultName({properties: {service}}), 'dcos-registry');
	t.is(defaultName({properties: {registry: {properties: {service}}}}), 'dcos-registry');
});

test('a schema that gives no name has none', t => {
	t.is(defaultName(null), null);
	t.is(defaultName({properties: {service: {properties: {name: {type: 'string'}}}}}), null);
});
