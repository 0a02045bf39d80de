import test from 'ava';
import type {Package, Repository} from '../../../src/dcos/cosmos.ts';
import {problem, toDo} from '../../../src/install/check.ts';
import {findOffer} from '../../../src/install/check-package.ts';
import {loginEnded, noAnswer, refusal} from './faults.ts';
import {memoryCluster, type Traits} from './memory-cluster.ts';
import {definition, universe} from './package.ts';

const uri = 'https://registry.component/repo';
const source = {name: 'Bootstrap Registry', uri};
const nowhere = {definition: null, bootstrap: null, broken: null};

function look(packageVersion: string | null = null, traits: Traits = {}) {
	return findOffer(memoryCluster(traits).cluster, {packageVersion, bootstrapRepository: uri});
}

const offering = (...versions: string[]): Traits => ({
	offers: {[universe.uri]: versions.map((version): Package => ({...definition, version}))},
});
const without = (...repositories: Repository[]): Traits => ({repositories, offers: {}});

test('the package is on offer in its first version that Cosmos names, or in the one that is asked for', async t => {
	const offers = offering('2.1.0', '2.0.0');
	const expected = {repositories: [universe], bootstrap: null, broken: null, checks: []};
	t.deepEqual(await look(null, offers), {...expected, definition: {...definition, version: '2.1.0'}});
	t.deepEqual(await look('2.0.0', offers), {...expected, definition});
});

test('the versions are asked for only where one is missing', async t => {
	const over = {cosmos: {versions: () => t.fail() as never}};
	t.not((await look('2.0.0', {over})).definition, null);
	t.not((await look(null, {...without(universe), over})).bootstrap, null);
});

test('a version that nobody has is a problem with those that there are', async t => {
	t.deepEqual(await look('3.5', offering('2.1.0', '2.0.0')), {
		...nowhere,
		repositories: [universe],
		checks: [
			problem(
				'package',
				'no repository of the cluster has package-registry in version 3.5',
				"the cluster's repositories have: 2.0.0, 2.1.0",
			),
		],
	});
});

test('a version that is nearly one that there is is asked for', async t => {
	const [check] = (await look('2.1.1', offering('2.1.0', '1.0.0'))).checks;
	t.is(check?.hint, "did you mean 2.1.0? the cluster's repositories have: 1.0.0, 2.1.0");
});

for (const version of [null, '2.0.0']) {
	test(`a package that nobody has, in ${version ?? 'any'} version, comes with its repository`, async t => {
		t.deepEqual(await look(version, without(universe)), {
			...nowhere,
			repositories: [universe],
			bootstrap: source,
			checks: [
				toDo(
					'package',
					`no repository of the cluster has the package package-registry; "Bootstrap Registry" is to be added: ${uri}`,
				),
			],
		});
	});
}

test('a repository that is there and does not have it does not help', async t => {
	t.deepEqual(await look(null, without({name: 'Mine', uri})), {
		...nowhere,
		repositories: [{name: 'Mine', uri}],
		checks: [
			problem(
				'package',
				`no repository of the cluster has the package package-registry, not even "Mine" (${uri})`,
				'name a repository that has it with --bootstrap-repo',
			),
		],
	});
});

test('another repository under its name stands in the way', async t => {
	const other = {name: 'Bootstrap Registry', uri: 'https://other'};
	const {bootstrap, checks} = await look(null, without(universe, other));
	t.is(bootstrap, null);
	t.deepEqual(checks, [
		problem(
			'package',
			`no repository of the cluster has the package package-registry, and "Bootstrap Registry" is https://other, not ${uri}`,
			"if it is not needed: dcos package repo remove 'Bootstrap Registry'; then run this again",
		),
	]);
});

const failing = (error: Error): Traits => ({over: {cosmos: {describe: () => Promise.reject(error)}}});

test('a repository that does not answer is named, and nothing is on offer', async t => {
	const repository = {name: 'Broken', uri: 'https://broken'};
	const error = refusal('RepositoryUriConnection', {data: {repository}, serverMessage: 'refused'});
	t.deepEqual(await look(null, failing(error)), {
		...nowhere,
		repositories: [universe],
		broken: {...repository, reason: 'refused'},
		checks: [],
	});
});

test('a repository that stops to answer before the versions are asked for is named too', async t => {
	const error = refusal('RepositoryUriConnection', {data: {repository: {name: 'Broken'}}});
	const over = {cosmos: {versions: () => Promise.reject(error)}};
	const {broken} = await look('9', {over});
	t.is(broken?.name, 'Broken');
});

for (const error of [refusal('unhandled_exception'), loginEnded, noAnswer]) {
	test(`"${error.message}" when the package is asked for is told`, async t => {
		t.is(await t.throwsAsync(look(null, failing(error))), error);
	});
}
