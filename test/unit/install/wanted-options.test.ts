import test from 'ava';
import type {JsonObject} from '../../../src/errors/json.ts';
import {wantedOptions} from '../../../src/install/wanted-options.ts';

const name = {type: 'string', default: 'dcos-registry'};
const topLevel = {properties: {service: {properties: {name}}}};
const nested = {properties: {registry: {properties: {service: {properties: {name}}}}}};
const account = {'service-account-secret-path': 'a/secret'};

const cases: Readonly<Record<string, readonly [JsonObject, object, JsonObject]>> = {
	'the secret of the service account': [{}, {}, {registry: account}],
	'no name when it is the default of the package': [{}, {service: 'dcos-registry'}, {registry: account}],
	'the name when it is another one': [
		{},
		{service: 'my/registry'},
		{registry: account, service: {name: 'my/registry'}},
	],
	'the name of 1.12 where 1.12 looks for it': [
		{},
		{config: nested, service: 'r'},
		{registry: {...account, service: {name: 'r'}}},
	],
	'the instances that were asked for': [
		{service: {instances: 2}},
		{instances: 3},
		{registry: account, service: {instances: 3}},
	],
	'the instances of the file when none were asked for': [
		{service: {instances: 2}},
		{},
		{registry: account, service: {instances: 2}},
	],
	'a copied example of 1.12 in the shape of the package': [
		{registry: {service: {instances: 2, mem: 1}}},
		{},
		{registry: account, service: {instances: 2, mem: 1}},
	],
	'everything else as the file has it': [
		{more: [1], registry: {s3: {bucket: 'b'}}},
		{},
		{more: [1], registry: {s3: {bucket: 'b'}, ...account}},
	],
};

for (const [what, [file, choices, options]] of Object.entries(cases)) {
	test(`Cosmos gets ${what}`, t => {
		const before = JSON.stringify(file);
		const all = {config: topLevel, service: 'dcos-registry', accountSecret: 'a/secret', instances: null, ...choices};
		t.deepEqual(wantedOptions(file, all), options);
		t.is(JSON.stringify(file), before);
	});
}

test('without a schema the name is always said', t => {
	const choices = {config: null, service: 'r', accountSecret: 'a/secret', instances: null};
	t.deepEqual(wantedOptions({}, choices), {registry: account, service: {name: 'r'}});
});
