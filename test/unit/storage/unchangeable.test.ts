import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {lineProgress} from '../../../src/output/line-log.ts';
import {refuseUnchangeable} from '../../../src/storage/unchangeable.ts';

const s3 = (path: string, more: JsonObject = {}): JsonObject => ({
	registry: {s3: {bucket: 'b', path, endpoint: 'https://store', ...more}},
});
const volume = {registry: {'mount-volume': {'container-path': 'c', 'pinned-hostname': 'h'}}};
const installed = (appId: string, options: JsonObject | null) => {
	return {appId, options, given: null, packageVersion: '1', config: null};
};

/** What is said when the service r shall have `options`; refused when it throws. */
function said(registries: readonly ReturnType<typeof installed>[], options: JsonObject, service = 'r') {
	const lines: string[] = [];
	const progress = lineProgress(text => lines.push(text));
	refuseUnchangeable({service, options}, registries, {progress});
	return lines;
}

const allowed: Readonly<Record<string, readonly [ReturnType<typeof installed>[], JsonObject]>> = {
	'no registry runs': [[], s3('p')],
	'it runs with that storage': [[installed('/r', s3('p'))], s3('/p/')],
	'its keys have another name now': [[installed('/r', s3('p'))], s3('p', {'credential-profile-name': 'new'})],
	'it runs on a disk and shall stay there': [[installed('/r', {})], {}],
	'another registry has another path': [[installed('/other', s3('q'))], s3('p')],
	'another registry has a path that only begins alike': [[installed('/other', s3('pp'))], s3('p')],
	'another registry is on a disk': [[installed('/other', {})], {}],
};

for (const [what, [registries, options]] of Object.entries(allowed)) {
	test(`a storage can be chosen when ${what}`, t => {
		t.deepEqual(said(registries, options), []);
	});
}

for (const [what, options] of [
	['another path', s3('q')],
	['another bucket', s3('p', {bucket: 'c'})],
	['another endpoint', s3('p', {endpoint: 'https://elsewhere'})],
	['a volume', volume],
	['the disk', {}],
] as const) {
	test(`a registry that runs cannot get ${what}`, t => {
		const error = t.throws(() => said([installed('/r', s3('p'))], options), {instanceOf: RefusedError});
		t.is(error.message, 'the registry /r runs already, and its storage cannot be changed after the first deployment');
		t.is(error.details[0], 'it uses s3 (bucket b, path p, endpoint https://store)');
		t.regex(error.details[1] ?? '', /^you asked for /);
		t.regex(error.hint ?? '', /--service-name/);
	});
}

for (const [what, path] of [
	['the same place', 'p'],
	['a folder in it', 'p/q'],
	['a folder around it', ''],
] as const) {
	test(`no two registries may share a place: ${what}`, t => {
		const others = [installed('/elsewhere', {}), installed('/team/other', s3('p'))];
		const error = t.throws(() => said(others, s3(path)), {instanceOf: RefusedError});
		t.is(
			error.message,
			'the registry /team/other keeps its packages in that place already, and no two registries may share one',
		);
		t.regex(error.details[1] ?? '', /, for \/r$/);
		t.is(error.hint, 'choose another --path, or set up that registry itself with --service-name team/other');
	});
}

test('a registry whose options nobody knows is warned of, and another one is not', t => {
	const [line, ...others] = said([installed('/r', null), installed('/other', null)], s3('p'));
	t.regex(line ?? '', /^Warning: the registry \/r runs already, but the cluster did not keep its options/);
	t.deepEqual(others, []);
});
