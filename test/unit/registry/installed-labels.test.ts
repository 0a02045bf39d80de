import {gzipSync} from 'node:zlib';
import test from 'ava';
import fc from 'fast-check';
import {packageInLabels} from '../../../src/registry/installed-labels.ts';
import {runs} from '../../support/runs.ts';
import {config, definition, encoded, labelsWith, wrapped} from './package-labels.ts';

const given = {registry: {s3: {bucket: 'b'}}};
const labels = labelsWith(given);
const resolved = {service: {name: 'dcos-registry', instances: 1}, registry: {s3: {bucket: 'b'}}};

test("the labels tell the version, the options over the definition's defaults and without, and the definition's schema", t => {
	t.deepEqual(packageInLabels(labels), {packageVersion: '2.0.0', options: resolved, given, config});
});

test('the app of another package is no registry, whatever else it has', t => {
	t.is(packageInLabels({...labels, DCOS_PACKAGE_NAME: 'registry'}), null);
	t.is(packageInLabels({DCOS_PACKAGE_OPTIONS: encoded({})}), null);
});

for (const [what, label] of [
	['not compressed', encoded({metadata: {}, data: encoded(definition)})],
	['not wrapped', encoded(definition)],
] as const) {
	test(`a definition that is ${what} is read too`, t => {
		t.deepEqual(packageInLabels({...labels, DCOS_PACKAGE_DEFINITION: label})?.options, resolved);
	});
}

test('a package without a schema uses the options as they were given', t => {
	const {config: _config, ...bare} = definition;
	const found = packageInLabels({...labels, DCOS_PACKAGE_DEFINITION: wrapped(bare)});
	t.deepEqual(found, {packageVersion: '2.0.0', options: given, given, config: null});
});

const broken: readonly (readonly [string, string])[] = [
	['empty', ''],
	['no base64', '%%%'],
	['nested without end', Buffer.from(`${'{"registry":'.repeat(50_000)}1${'}'.repeat(50_000)}`).toString('base64')],
	['no JSON', Buffer.from('{').toString('base64')],
	['an array', encoded([1])],
	['null', encoded(null)],
];

for (const [what, label] of broken) {
	test(`an options label that is ${what} says nothing, the rest is told`, t => {
		const found = packageInLabels({...labels, DCOS_PACKAGE_OPTIONS: label});
		t.deepEqual(found, {packageVersion: '2.0.0', options: null, given: null, config});
	});
}

const torn = gzipSync(JSON.stringify(definition)).subarray(0, 60).toString('base64');
const bomb = gzipSync(Buffer.alloc(17 * 1024 * 1024, ' ')).toString('base64');

for (const [what, label] of [
	...broken,
	['an envelope with half a definition', encoded({data: torn})],
	['an envelope that unfolds without end', encoded({data: bomb})],
	['an envelope with a number', encoded({data: 7})],
	['the definition of another package', wrapped({...definition, name: 'registry'})],
] as const) {
	test(`without its definition an app tells no more of its options than what was given: ${what}`, t => {
		const found = packageInLabels({...labels, DCOS_PACKAGE_DEFINITION: label});
		t.deepEqual(found, {packageVersion: '2.0.0', options: null, given, config: null});
	});
}

test('the labels of a Cosmos that kept metadata only tell the version', t => {
	const found = packageInLabels({
		DCOS_PACKAGE_NAME: 'package-registry',
		DCOS_PACKAGE_VERSION: '1.0.0',
		DCOS_PACKAGE_METADATA: encoded({name: 'package-registry'}),
	});
	t.deepEqual(found, {packageVersion: '1.0.0', options: null, given: null, config: null});
});

test('without a version label the definition tells the version', t => {
	const {DCOS_PACKAGE_VERSION: _version, DCOS_PACKAGE_DEFINITION: label = '', ...rest} = labels;
	t.is(packageInLabels({...rest, DCOS_PACKAGE_DEFINITION: label})?.packageVersion, '2.0.0');
	t.is(packageInLabels(rest)?.packageVersion, 'unknown');
});

test('no label makes it fail', t => {
	const label = fc.oneof(fc.string(), fc.base64String(), fc.json().map(encodedText), fc.jsonValue().map(wrapped));
	const names = ['DCOS_PACKAGE_VERSION', 'DCOS_PACKAGE_OPTIONS', 'DCOS_PACKAGE_DEFINITION'];
	fc.assert(
		fc.property(fc.constantFrom(...names), label, (name, value) => {
			t.not(packageInLabels({...labels, [name]: value}), null);
		}),
		{numRuns: runs(500)},
	);
});

function encodedText(text: string): string {
	return Buffer.from(text).toString('base64');
}
