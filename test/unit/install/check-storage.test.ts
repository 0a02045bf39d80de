import test from 'ava';
import type {JsonObject} from '../../../src/errors/json.ts';
import {notChecked, ok, problem} from '../../../src/install/check.ts';
import {checkStorage} from '../../../src/install/check-storage.ts';
import type {Subject} from '../../../src/install/subject.ts';
import {installed, subject} from './first-findings.ts';
import {definition, oldDefinition} from './package.ts';

const file = {path: 'o.json', text: '{}', value: {}};
const missing = {...file, text: null};
const about = (options: JsonObject, over: Partial<Subject> = {}): Subject => ({
	...subject,
	options,
	resolved: options,
	...over,
});
const problems = (options: JsonObject, over: Partial<Subject> = {}) =>
	checkStorage(about(options, over), file, false).filter(({result}) => result === 'problem');

const bucket = {bucket: 'b', path: 'p', endpoint: 'https://e', 'credential-secret-path': 'r/s3'};
const s3 = (path = 'p') => ({registry: {s3: {...bucket, path}}});
const onVolume = {registry: {'mount-volume': {'container-path': 'c', 'pinned-hostname': 'h'}}};

test('a storage that can be is told', t => {
	t.deepEqual(checkStorage(about({}), file, false), [ok('storage', 'local')]);
	t.deepEqual(checkStorage(about(s3()), file, false), [ok('storage', 's3 (bucket b, path p, endpoint https://e)')]);
});

const unchosen = /^there is no options file o\.json, so no storage is chosen, and it cannot be changed/;

test('a first installation needs an options file, because the storage it chooses stays; a later run needs none', t => {
	const [check, ...others] = checkStorage(about({}), missing, false);
	t.is(check?.result, 'problem');
	t.regex(check?.what ?? '', unchosen);
	t.deepEqual(others, []);
	t.deepEqual(checkStorage(about({}, {installed: installed({})}), missing, false), [ok('storage', 'local')]);
});

test('without the package only the options file is looked for', t => {
	const unknown = {definition: null};
	const {length} = checkStorage(about({service: {instances: 2}}, unknown), missing, false);
	t.is(length, 1);
	t.deepEqual(checkStorage(about({service: {instances: 2}}, unknown), file, false), [
		notChecked('storage', 'the package is needed for it'),
	]);
});

for (const [what, options, count] of [
	['one instance on a disk', {service: {instances: 1}}, 0],
	['no number of instances', {}, 0],
	['a number that is text', {service: {instances: '2'}}, 0],
	['several that share a bucket', {...s3(), service: {instances: 3}}, 0],
	['several on a disk', {service: {instances: 2}}, 1],
	['several with an empty bucket', {registry: {s3: {bucket: ''}}, service: {instances: 2}}, 1],
	['several on a volume', {...onVolume, service: {instances: 2}}, 1],
] as const) {
	test(`${what} ${count === 0 ? 'is no problem' : 'is a problem'}`, t => {
		t.is(problems(options).length, count);
	});
}

test('several instances on a disk are told with their number and both ways out', t => {
	t.deepEqual(problems({service: {instances: 2}}), [
		problem(
			'storage',
			'2 instances are asked for, but only storage s3 can be shared by several',
			'choose it with: dcos registry storage s3, or set instances to 1',
		),
	]);
});

test('instances are counted where the package looks for them', t => {
	const nested = {registry: {service: {instances: 2}}};
	t.is(problems(nested, {definition: oldDefinition}).length, 1);
	t.is(problems(nested).length, 0);
});

const withoutSchema = {...definition, config: null};
const noVolume = {...definition, config: {properties: {}}};
for (const [what, known, options, count] of [
	['a volume in a package that knows none', noVolume, onVolume, 1],
	['a volume in a package that knows it', definition, onVolume, 0],
	['a volume in a package without a schema', withoutSchema, onVolume, 0],
	['a bucket in a package that knows no volume', noVolume, s3(), 0],
	[
		'an empty host in a package that knows no volume',
		noVolume,
		{registry: {'mount-volume': {'pinned-hostname': ''}}},
		0,
	],
] as const) {
	test(`${what} ${count === 0 ? 'is no problem' : 'is a problem'}`, t => {
		const found = problems(options, {definition: known});
		t.is(found.length, count);
		if (count === 0) return;
		t.is(
			found[0]?.what,
			'package-registry 2.0.0 cannot keep its packages on a mount volume, and would ignore registry.mount-volume',
		);
	});
}

test('the storage of a registry that runs cannot be changed, with or without --update', t => {
	t.deepEqual(problems(s3(), {installed: installed(s3('q'))}), [
		problem(
			'storage',
			'/r keeps its packages in s3 (bucket b, path q, endpoint https://e), not in s3 (bucket b, path p, endpoint https://e): the storage cannot be changed after the first deployment',
			'take the storage of the registry that runs into the options file: dcos registry storage show tells it',
		),
	]);
	t.is(problems({}, {installed: installed(s3())}).length, 1);
	t.is(problems(s3('/p/'), {installed: installed(s3())}).length, 0);
	t.is(problems({}, {installed: installed(null)}).length, 0);
});

test('a bucket that is not told whole is a problem for each part, as long as nothing runs', t => {
	for (const part of ['path', 'endpoint', 'credential-secret-path']) {
		const partly = {registry: {s3: {...bucket, [part]: ''}}};
		t.deepEqual(problems(partly), [
			problem('storage', `storage s3 needs registry.s3.${part}`, 'make it complete with: dcos registry storage s3'),
		]);
		t.deepEqual(problems(partly, {installed: installed(partly)}), []);
	}
	t.is(problems({registry: {s3: {bucket: 'b'}}}).length, 3);
});

test('one half of a volume is none, as long as nothing runs', t => {
	const volume = {'container-path': 'c', 'pinned-hostname': 'h'};
	for (const part of ['container-path', 'pinned-hostname']) {
		const half = {registry: {'mount-volume': {...volume, [part]: ''}}};
		t.deepEqual(problems(half), [
			problem(
				'storage',
				`storage volume needs registry.mount-volume.${part} too`,
				'make it complete with: dcos registry storage volume',
			),
		]);
		t.deepEqual(problems(half, {installed: installed(half)}), []);
	}
	t.deepEqual(problems(onVolume), []);
	t.deepEqual(problems({registry: {...s3().registry, 'mount-volume': {'container-path': 'c'}}}), []);
});

test('two storages at once are a problem, as long as nothing runs', t => {
	const both = {registry: {...s3().registry, ...onVolume.registry}};
	t.deepEqual(problems(both), [
		problem(
			'storage',
			'the options choose two storages: registry.s3 and registry.mount-volume',
			'choose one: dcos registry storage s3, or dcos registry storage volume; each takes the other out',
		),
	]);
	t.deepEqual(problems(both, {installed: installed(both)}), []);
});

test('where the cluster kept no options, an update needs an options file with the storage, or it would lose it', t => {
	const lost = problem(
		'storage',
		'the cluster did not keep the options of /r, so that an update could take its storage from it',
		'give all the options that it was installed with, its storage among them, with --options',
	);
	const same = {installed: installed(null, {given: null})};
	const older = {installed: installed(null, {given: null, packageVersion: '1.0.0'})};
	const local = [ok('storage', 'local')];
	const asked = {asked: true};
	t.deepEqual(checkStorage(about({}, {...older, asked: false}), missing, true), [lost]);
	t.deepEqual(checkStorage(about({}, {...older, ...asked}), file, true), [lost]);
	t.deepEqual(checkStorage(about({}, {...same, ...asked}), file, true), [lost]);
	t.deepEqual(checkStorage(about({}, {...same, asked: false}), missing, true), local);
	t.deepEqual(checkStorage(about({}, {...same, ...asked}), file, false), local);
	t.is(checkStorage(about(s3(), {...same, ...asked}), file, true)[0]?.result, 'ok');
	const given = {installed: installed(null, {packageVersion: '1.0.0', given: {}}), ...asked};
	t.deepEqual(checkStorage(about({}, given), missing, true), local);
	const options = {installed: installed({}, {packageVersion: '1.0.0', given: null}), ...asked};
	t.deepEqual(checkStorage(about({}, options), missing, true), local);
});

test('no two registries may share a place in a bucket', t => {
	const other = (options: JsonObject | null) => ({others: [installed(options, {appId: '/other'})]});
	t.deepEqual(problems(s3(), other(s3('p/below'))), [
		problem(
			'storage',
			'the registry /other keeps its packages in that place already, and no two registries may share one',
			'choose a path of its own: dcos registry storage s3 --path <path>',
		),
	]);
	t.is(problems(s3(), other(s3('q'))).length, 0);
	t.is(problems({}, other({})).length, 0);
	t.is(problems(s3(), other(null)).length, 0);
});

test('all that is wrong is told at once', t => {
	const options = {...onVolume, service: {instances: 2}};
	const checks = checkStorage(about(options, {definition: noVolume}), missing, false);
	t.deepEqual(
		checks.map(({result}) => result),
		['problem', 'problem', 'problem'],
	);
});
