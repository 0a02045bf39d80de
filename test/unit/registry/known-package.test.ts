import test from 'ava';
import type {ClusterApis} from '../../../src/dcos/cluster-apis.ts';
import type {Package} from '../../../src/dcos/cosmos.ts';
import {ApiError} from '../../../src/errors/api-error.ts';
import {LoginError, RefusedError} from '../../../src/errors/errors.ts';
import type {Json} from '../../../src/errors/json.ts';
import {
	brokenRepository,
	brokenRepositoryInWords,
	knownPackage,
	mendingRepository,
	removalOf,
	supportedReleases,
	unsupportedRelease,
} from '../../../src/registry/known-package.ts';

const definition: Package = {name: 'package-registry', version: '2.0.0', config: null};

function clusterOf(version: string, variant: string | null, describe: () => Promise<Package | null>): ClusterApis {
	return {
		url: 'https://cluster',
		metadata: {version: async () => ({version, variant})},
		cosmos: {describe},
	} as unknown as ClusterApis;
}

for (const [version, variant] of [
	['1.12.1', 'enterprise'],
	['1.13.8', 'enterprise'],
	['2.2-dev', 'enterprise'],
	['2.2.1', null],
] as const) {
	test(`DC/OS ${version} (${variant}) has a package registry`, async t => {
		const cluster = clusterOf(version, variant, async () => definition);
		t.deepEqual(await knownPackage(cluster), {dcosVersion: version, definition});
		t.is(unsupportedRelease({version, variant}), null);
	});
}

for (const [version, variant, what] of [
	['1.11.9', 'enterprise', 'DC/OS 1.11.9'],
	['1.9', null, 'DC/OS 1.9'],
	['0.28', null, 'DC/OS 0.28'],
	['', null, 'DC/OS '],
	['1.11.9', 'open', 'DC/OS 1.11.9'],
	['2.2.1', 'open', 'open DC/OS 2.2.1'],
] as const) {
	test(`"${what}" (${variant}) is refused, and told what it takes`, async t => {
		const cluster = clusterOf(version, variant, async () => t.fail('it was asked for the package') as never);
		const error = await t.throwsAsync(knownPackage(cluster), {
			instanceOf: RefusedError,
			message: `https://cluster runs ${what}, which has no package registry`,
		});
		t.is(error.hint, 'the package registry needs DC/OS Enterprise 1.12 or newer');
		t.is(error.hint, supportedReleases);
		t.is(unsupportedRelease({version, variant}), `runs ${what}, which has no package registry`);
	});
}

test('a package that no repository has is null', async t => {
	const cluster = clusterOf('2.2.1', 'enterprise', async () => null);
	t.is((await knownPackage(cluster)).definition, null);
});

const refusal = (data: Json) =>
	new ApiError('the cluster answered 400', {
		method: 'POST',
		path: '/package/describe',
		status: 400,
		type: 'RepositoryUriConnection',
		serverMessage: 'Could not access data at URI',
		data,
	});

for (const key of ['repository', 'packageRepository']) {
	test(`a repository that does not answer is named with the way to take it out (${key})`, async t => {
		const error = refusal({[key]: {name: 'Old', uri: 'https://old/repo'}});
		const cluster = clusterOf('2.2.1', 'enterprise', () => Promise.reject(error));
		const told = await t.throwsAsync(knownPackage(cluster), {instanceOf: RefusedError});
		t.regex(told.message, /^the package repository "Old" \(https:\/\/old\/repo\) does not answer/);
		t.deepEqual(told.details, ['Cosmos says: Could not access data at URI']);
		t.is(told.hint, 'mend it, or take it out: dcos package repo remove Old');
	});
}

test('what Cosmos tells of a broken repository is read: its name, its address, and the reason', t => {
	t.deepEqual(brokenRepository(refusal({repository: {name: 'Old', uri: 'https://old/repo'}})), {
		name: 'Old',
		uri: 'https://old/repo',
		reason: 'Could not access data at URI',
	});
	t.deepEqual(brokenRepository(refusal({repository: {name: 'Old'}})), {
		name: 'Old',
		uri: null,
		reason: 'Could not access data at URI',
	});
});

const others: readonly Json[] = [
	null,
	{},
	{repository: null},
	{repository: 'Old'},
	{repository: {uri: 'https://old'}},
	[1],
];

for (const data of others) {
	test(`an error with the data ${JSON.stringify(data)} is not one of a repository`, t => {
		t.is(brokenRepository(refusal(data)), null);
	});
}

test('a broken repository whose address and reason are not known is told as far as it is', async t => {
	const {answer, message} = refusal({repository: {name: 'Old'}});
	const silent = new ApiError(message, {...answer, serverMessage: null});
	const cluster = clusterOf('2.2.1', 'enterprise', () => Promise.reject(silent));
	const told = await t.throwsAsync(knownPackage(cluster), {
		instanceOf: RefusedError,
		message: 'the package repository "Old" (no URI) does not answer, so every package command fails',
	});
	t.deepEqual(told.details, []);
	const broken = {name: 'Old', uri: null, reason: null};
	t.is(told.message, brokenRepositoryInWords(broken));
	t.is(told.hint, mendingRepository(broken));
});

for (const [name, quoted] of [
	['Old', 'Old'],
	['My Repo', "'My Repo'"],
	["Peter's", `'Peter'\\''s'`],
	['$(reboot)', "'$(reboot)'"],
] as const) {
	test(`the command that takes the repository ${name} out can be pasted`, t => {
		t.is(removalOf(name), `dcos package repo remove ${quoted}`);
	});
}

test('whoever only looks is not stopped by a repository that does not answer: the package is unknown', async t => {
	const cluster = clusterOf('2.2.1', 'enterprise', () => Promise.reject(refusal({repository: {name: 'Old'}})));
	const known = await knownPackage(cluster, {brokenRepository: 'ignore'});
	t.deepEqual(known, {dcosVersion: '2.2.1', definition: null});
});

test('whoever only looks still has to be logged in', async t => {
	const cluster = clusterOf('2.2.1', 'enterprise', () => Promise.reject(new LoginError('no')));
	await t.throwsAsync(knownPackage(cluster, {brokenRepository: 'ignore'}), {instanceOf: LoginError});
});

test('the version that was asked for is the one that Cosmos is asked for', async t => {
	const asked: unknown[] = [];
	const cluster = clusterOf('2.2.1', 'enterprise', async (...words: unknown[]) => {
		asked.push(...words);
		return definition;
	});
	await knownPackage(cluster, {packageVersion: '1.0.0'});
	t.deepEqual(asked, ['package-registry', '1.0.0']);
});

for (const error of [refusal(null), new LoginError('not allowed'), new TypeError('a defect')]) {
	test(`any other failure stays what it is: ${error.message}`, async t => {
		const cluster = clusterOf('2.2.1', 'enterprise', () => Promise.reject(error));
		t.is(await t.throwsAsync(knownPackage(cluster), {any: true}), error);
	});
}
