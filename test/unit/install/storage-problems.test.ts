import test from 'ava';
import {instancesProblem, storageProblem, volumeProblem} from '../../../src/install/problems.ts';
import {findings, installed} from './first-findings.ts';

test('a first installation needs an options file, because the storage it chooses stays; a later run needs none', t => {
	const missing = {path: 'o.json', text: null, value: {}};
	t.regex(
		storageProblem(findings, missing)[0]?.what ?? '',
		/^there is no options file o\.json, so no storage is chosen/,
	);
	t.deepEqual(storageProblem(findings, {...missing, text: '{}'}), []);
	t.deepEqual(storageProblem(installed({}), missing), []);
});

const s3 = {registry: {s3: {bucket: 'b'}}};
for (const [what, options, problems] of [
	['one instance on a disk', {service: {instances: 1}}, 0],
	['no number of instances', {}, 0],
	['several that share a bucket', {...s3, service: {instances: 3}}, 0],
	['several on a disk', {service: {instances: 2}}, 1],
	['several with an empty bucket', {registry: {s3: {bucket: ''}}, service: {instances: 2}}, 1],
] as const) {
	test(`${what} ${problems === 0 ? 'is no problem' : 'is a problem'}`, t => {
		t.is(instancesProblem({...findings, options}).length, problems);
	});
}

test('instances are counted where the package looks for them', t => {
	const options = {registry: {service: {instances: 2}}};
	const nested = {properties: {registry: {properties: {service: {}}}}};
	t.is(instancesProblem({options, package: {...findings.package, config: nested}}).length, 1);
	t.is(instancesProblem({...findings, options}).length, 0);
});

const withVolume = {properties: {registry: {properties: {'mount-volume': {}}}}};
const onVolume = {registry: {'mount-volume': {'pinned-hostname': 'h'}}};
for (const [what, given, options, problems] of [
	['a volume in a package that knows none', {properties: {}}, onVolume, 1],
	['a volume in a package that knows it', withVolume, onVolume, 0],
	['a volume in a package without a schema', null, onVolume, 0],
	['a bucket in a package that knows no volume', {properties: {}}, s3, 0],
	[
		'an empty host in a package that knows no volume',
		{properties: {}},
		{registry: {'mount-volume': {'pinned-hostname': ''}}},
		0,
	],
] as const) {
	test(`${what} ${problems === 0 ? 'is no problem' : 'is a problem'}`, t => {
		const found = volumeProblem({options, package: {...findings.package, config: given}});
		t.is(found.length, problems);
		if (problems > 0) {
			t.is(
				found[0]?.what,
				'package-registry 2.0.0 cannot keep its packages on a mount volume, and would ignore registry.mount-volume',
			);
		}
	});
}
