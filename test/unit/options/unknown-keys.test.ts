import test from 'ava';
import fc from 'fast-check';
import type {Json, JsonObject} from '../../../src/errors/json.ts';
import {withEdits} from '../../../src/options/edits.ts';
import {dotted} from '../../../src/options/json-path.ts';
import {serviceIn, shapeOf} from '../../../src/options/shape.ts';
import {unknownKeys, unknownKeysInWords} from '../../../src/options/unknown-keys.ts';
import {runs} from '../../support/runs.ts';
import {jsonObjects} from './json-objects.ts';

/** A schema that lists these keys and their keys, and nothing else of them. */
function listing(options: JsonObject): JsonObject {
	const entries = Object.entries(options).map(([key, value]): [string, Json] => [
		key,
		typeof value === 'object' && value !== null && !Array.isArray(value) ? listing(value as JsonObject) : {},
	]);
	return {type: 'object', properties: Object.fromEntries(entries)};
}

const registry = {
	'service-account-secret-path': '',
	s3: {'credential-secret-path': '', 'credential-profile-name': '', bucket: '', path: '', endpoint: ''},
	'mount-volume': {'container-path': '', 'pinned-hostname': ''},
};
const service = {name: '', instances: 1, cpus: 1, mem: 1, disk: 1};
const config = listing({service, registry});
const config112 = listing({registry: {...registry, service}});

const found = (schema: JsonObject | null, options: JsonObject) =>
	unknownKeys(schema, options).map(({path, meant}) => [dotted(path), meant && dotted(meant)]);

const cases: Readonly<Record<string, readonly [JsonObject, string, string | null]>> = {
	'a letter is missing': [{registry: {s3: {buckt: 'b'}}}, 'registry.s3.buckt', 'registry.s3.bucket'],
	'a letter is large': [{registry: {S3: {bucket: 'b'}}}, 'registry.S3', 'registry.s3'],
	'an underscore stands for a hyphen': [
		{registry: {mount_volume: {}}},
		'registry.mount_volume',
		'registry.mount-volume',
	],
	'it stands too far out': [{registry: {bucket: 'b'}}, 'registry.bucket', 'registry.s3.bucket'],
	'it stands at the top': [{instances: 2}, 'instances', 'service.instances'],
	'it stands too far in': [
		{registry: {s3: {'pinned-hostname': 'h'}}},
		'registry.s3.pinned-hostname',
		'registry.mount-volume.pinned-hostname',
	],
	'it is of another version': [{registry: {service: {instances: 2}}}, 'registry.service', 'service'],
	'its neighbour is there already': [{registry: {s3: {bucket: 'b', buckt: 'c'}}}, 'registry.s3.buckt', null],
	'nothing is like it': [{comment: 'for the audit'}, 'comment', null],
	'every object of JavaScript has it': [{registry: {constructor: 1}}, 'registry.constructor', null],
	'it is the prototype': [JSON.parse('{"__proto__": {"bucket": 1}}'), '__proto__', null],
	'it is empty': [{'': 1}, '""', null],
	'it is a number': [{service: {0: 1}}, 'service.0', null],
};

for (const [what, [options, key, meant]] of Object.entries(cases)) {
	test(`a key is unknown when ${what}`, t => {
		t.deepEqual(found(config, options), [[key, meant]]);
	});
}

test('a leaf that two places have is not guessed at', t => {
	const schema = listing({a: {size: 1}, b: {size: 1}, c: {}});
	t.deepEqual(found(schema, {c: {size: 1}}), [['c.size', null]]);
});

test('every unknown key is found, in the order of the file, the topmost of a branch only', t => {
	const options = {registri: {s4: {}}, service: {nam: 'r', mem: 1}, registry: {s3: {bucket: 'b', pat: 'p'}}};
	t.deepEqual(found(config, options), [
		['registri', null],
		['service.nam', 'service.name'],
		['registry.s3.pat', 'registry.s3.path'],
	]);
});

test('the topmost of a branch is guessed at by its siblings that are not there', t => {
	t.deepEqual(found(config, {registri: {s4: {}}}), [['registri', 'registry']]);
});

test('the options of the other version are all known once they are where the package looks for them', t => {
	for (const [schema, options] of [
		[config, {registry: {service: {instances: 2}, s3: {bucket: 'b'}}}],
		[config112, {service: {instances: 2}, registry: {s3: {bucket: 'b'}}}],
	] as const) {
		t.is(found(schema, options).length, 1);
		t.deepEqual(found(schema, withEdits(options, serviceIn(options, shapeOf(schema)).moved)), []);
	}
});

test('without a schema nothing is unknown', t => {
	t.deepEqual(unknownKeys(null, {anything: 1}), []);
});

test('what is no object where the schema has one is for validation to say', t => {
	t.deepEqual(found(config, {registry: null, service: [{nam: 1}]}), []);
});

test('an unknown key is told with its line and what was meant', t => {
	const value = {registry: {s3: {buckt: 'b'}}, comment: ''};
	const file = {path: 'registry-options.json', text: JSON.stringify(value, null, 2), value};
	const words = unknownKeysInWords(unknownKeys(config, value), file);
	t.deepEqual(words, [
		'registry.s3.buckt (registry-options.json, line 4) is no option of the package and has no effect; did you mean registry.s3.bucket?',
		'comment (registry-options.json, line 7) is no option of the package and has no effect',
	]);
});

test('an unknown key that the file does not have has no line', t => {
	const file = {path: 'o.json', text: null, value: {}};
	const [words] = unknownKeysInWords([{path: ['a.b'], meant: null}], file);
	t.is(words, '"a.b" (o.json) is no option of the package and has no effect');
});

test('of any document, a schema that lists its keys knows all, and one that lists none knows none', t => {
	fc.assert(
		fc.property(jsonObjects, options => {
			t.deepEqual(unknownKeys(listing(options), options), []);
			t.deepEqual(
				unknownKeys({properties: {}}, options).map(({path}) => path),
				Object.keys(options).map(key => [key]),
			);
		}),
		{numRuns: runs(500)},
	);
});

test('where a pattern for keys takes for ever, none is called unknown', t => {
	t.deepEqual(unknownKeys({properties: {}, patternProperties: {'^(a+)+$': {}}}, {[`${'a'.repeat(50)}!`]: 1}), []);
});
