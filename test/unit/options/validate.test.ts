import test from 'ava';
import type {JsonObject} from '../../../src/errors/json.ts';
import {type OptionFault, validate} from '../../../src/options/validate.ts';

const config: JsonObject = {
	$schema: 'http://json-schema.org/draft-04/schema#',
	type: 'object',
	properties: {
		service: {
			type: 'object',
			properties: {name: {type: 'string', default: 'dcos-registry'}, instances: {type: 'integer', minimum: 1}},
			required: ['name'],
		},
		registry: {
			type: 'object',
			properties: {
				'a/b~c': {type: 'string'},
				mode: {enum: ['one', 'two']},
				hosts: {type: 'array', items: {type: 'string', pattern: '^[a-z.-]+$'}},
				secret: {type: 'string'},
			},
			required: ['secret'],
			additionalProperties: false,
		},
	},
	required: ['service', 'registry'],
};
const registry = {secret: 's'};

function faultsOf(schema: JsonObject, options: JsonObject): OptionFault[] {
	const found = validate(schema, options);
	if (found === null) throw new Error('the schema was not used');
	return found;
}

test('options that fit have no fault', t => {
	t.deepEqual(validate(config, {registry}), []);
});

test('a package without a schema takes whatever comes', t => {
	t.deepEqual(validate(null, {anything: 1}), []);
});

const faults: Readonly<Record<string, readonly [JsonObject, string, string, string | null]>> = {
	'a key that is missing': [{registry: {}}, '/registry/secret', 'is required', null],
	'a part that is missing': [{}, '/registry', 'is required', null],
	'a wrong type': [{registry: {secret: 5}}, '/registry/secret', 'must be string', '5'],
	'null, which replaces the default': [{registry, service: {name: null}}, '/service/name', 'must be string', 'null'],
	'a number that is too small': [{registry, service: {instances: 0}}, '/service/instances', 'must be >= 1', '0'],
	'a word that is none of those': [
		{registry: {...registry, mode: 'three'}},
		'/registry/mode',
		'must be one of "one", "two"',
		'"three"',
	],
	'a key with a slash and a tilde': [{registry: {...registry, 'a/b~c': 1}}, '/registry/a~1b~0c', 'must be string', '1'],
	'an element of a list': [
		{registry: {...registry, hosts: ['a', 'B']}},
		'/registry/hosts/1',
		'must match pattern "^[a-z.-]+$"',
		'"B"',
	],
	'a key too many': [{registry: {...registry, S3: 1}}, '/registry/S3', 'must not have the key "S3"', '1'],
};

for (const [what, [options, pointer, expected, found]] of Object.entries(faults)) {
	test(`${what} is a fault with its place, what was expected and what stands there`, t => {
		const [fault, ...more] = faultsOf(config, options);
		t.deepEqual(more, []);
		t.like(fault, {pointer, expected, found});
	});
}

test('all faults are found at once', t => {
	const found = faultsOf(config, {service: {instances: 'x'}, registry: {mode: 1}});
	t.deepEqual(found.map(fault => fault.pointer).sort(), ['/registry/mode', '/registry/secret', '/service/instances']);
});

test('the keys of a fault lead to its value', t => {
	const [fault] = faultsOf(config, {registry: {...registry, 'a/b~c': 1}});
	t.deepEqual(fault?.path, ['registry', 'a/b~c']);
});

test('an exclusive minimum is understood as draft 4 has it', t => {
	const schema = {properties: {a: {type: 'number', minimum: 1, exclusiveMinimum: true}}};
	t.is(faultsOf(schema, {a: 1}).length, 1);
	t.is(faultsOf(schema, {a: 2}).length, 0);
});

test('words of a schema that nobody knows, as packages have them, are passed over', t => {
	const schema = {id: 'x', properties: {a: {type: 'string', media: 'y', format: 'filepath', description: 'z'}}};
	t.deepEqual(validate(schema, {a: 'b'}), []);
});

test('a pattern is read as Cosmos reads it, which takes an escape that needs none', t => {
	const schema = {properties: {a: {type: 'string', pattern: '^[a-z\\_]+$'}}};
	t.deepEqual(validate(schema, {a: 'b_c'}), []);
});

test('a schema in another dialect is left to Cosmos', t => {
	t.is(validate({properties: {a: {type: 'string', required: true}}}, {a: 'b'}), null);
});

const endless: readonly JsonObject[] = [
	{$ref: '#'},
	{allOf: [{$ref: '#'}]},
	{properties: {a: {$ref: '#/properties/a'}}},
];

for (const schema of endless) {
	test(`a schema that refers to itself without end is left to Cosmos: ${JSON.stringify(schema)}`, t => {
		t.is(validate(schema, {a: 'b'}), null);
	});
}

test('what every object of JavaScript has is no option', t => {
	const schema = {properties: {toString: {type: 'integer'}}, required: ['valueOf', 'constructor']};
	t.deepEqual(
		faultsOf(schema, {}).map(({pointer, expected, found}) => [pointer, expected, found]),
		[
			['/valueOf', 'is required', null],
			['/constructor', 'is required', null],
		],
	);
	t.deepEqual(faultsOf(schema, {toString: 1, valueOf: 2, constructor: 3}), []);
});

test('a pattern of the package that takes for ever ends in time, and leaves the judgement to Cosmos', t => {
	const endless = {type: 'string', pattern: '^(a+)+$'};
	t.is(validate({properties: {name: endless}}, {name: `${'a'.repeat(50)}!`}), null);
});
