import test from 'ava';
import type {Cosmos, Repository} from '../../../src/dcos/cosmos.ts';
import {ApiError} from '../../../src/errors/api-error.ts';
import {FailedError, InterruptedError, LoginError, TimedOutError} from '../../../src/errors/errors.ts';
import {addRepository, repositoryState} from '../../../src/install/repository.ts';
import {recordedStep} from './recorded-step.ts';
import {stillClock} from './still-clock.ts';

const uri = 'https://r.marathon.l4lb.thisdcos.directory/repo';
const universe = {name: 'Universe', uri: 'https://universe/repo'};

const states: readonly (readonly [string, readonly Repository[], ReturnType<typeof repositoryState>])[] = [
	['no repository at all', [], 'missing'],
	['other repositories only', [universe], 'missing'],
	['the repository', [universe, {name: 'Registry', uri}], 'present'],
	['the repository under another name', [{name: 'Mine', uri}], 'present'],
	['another repository of that name', [{name: 'Registry', uri: 'https://other/repo'}], 'name taken'],
	[
		'the repository beside another of that name',
		[
			{name: 'Registry', uri: 'https://other'},
			{name: 'Mine', uri},
		],
		'present',
	],
];

for (const [what, repositories, state] of states) {
	test(`with ${what} it is ${state}`, t => {
		t.is(repositoryState(repositories, uri), state);
	});
}

function refusal(type: string, serverMessage: string | null = 'no such host') {
	const answer = {method: 'POST', path: '/package/repository/add', status: 400, type, serverMessage, data: null};
	return new ApiError('the cluster answered 400', answer);
}

/** A Cosmos that refuses to add with one error after the other, then adds. */
function adding(refusals: readonly Error[], {interrupted = new AbortController().signal, cosmosHasIt = false} = {}) {
	const repositories: Repository[] = [universe];
	const added: unknown[] = [];
	const cosmos = {
		repositories: async () => repositories,
		async addRepository(repository: Repository & {index?: number}) {
			const error = refusals[added.push(repository) - 1];
			if (error !== undefined) throw error;
			repositories.unshift(repository);
		},
	} as unknown as Cosmos;
	const {step, states: told} = recordedStep();
	const clock = stillClock(() => {
		if (cosmosHasIt) repositories.unshift({name: 'Registry', uri});
	});
	const result = () => addRepository(uri, {cosmos, clock, interrupted, step, until: 60_000});
	return {result, repositories, added, told, clock};
}

test('the repository is added in the first place under the name of the documentation', async t => {
	const {result, added} = adding([]);
	t.is(await result(), 'added');
	t.deepEqual(added, [{name: 'Registry', uri, index: 0}]);
});

test('a repository that is there is left alone', async t => {
	const {result, repositories, added} = adding([]);
	repositories.push({name: 'Mine', uri});
	t.is(await result(), 'unchanged');
	t.deepEqual(added, []);
});

test('a repository of that name which somebody adds meanwhile ends the waiting', async t => {
	const {result, repositories} = adding([refusal('RepositoryAlreadyPresent')]);
	const waiting = result();
	repositories.push({name: 'Registry', uri: 'https://other/repo'});
	await t.throwsAsync(waiting, {instanceOf: FailedError, message: /^somebody has added another package repository/});
});

for (const type of [
	'RepositoryUriConnection',
	'UniverseClientHttpError',
	'UnsupportedContentType',
	'ConcurrentAccess',
]) {
	test(`${type} is tried again, because the name takes minutes to reach every master`, async t => {
		const {result, told, clock} = adding([refusal(type), refusal(type)]);
		t.is(await result(), 'added');
		t.deepEqual(told, Array(2).fill('not reachable from Cosmos yet: no such host'));
		t.deepEqual(clock.slept, [5000, 5000]);
	});
}

test('an answer that got lost after Cosmos had added it counts as added', async t => {
	const {result, added} = adding([refusal('RepositoryAlreadyPresent')], {cosmosHasIt: true});
	t.is(await result(), 'added');
	t.is(added.length, 1);
});

test('when the time is over, the last reason is told', async t => {
	const {result, clock} = adding(Array(100).fill(refusal('RepositoryUriConnection')));
	const error = await t.throwsAsync(result(), {instanceOf: TimedOutError});
	t.is(error.message, `Cosmos cannot reach ${uri} yet: no such host`);
	t.true(clock.now() >= 60_000 && clock.now() < 70_000);
});

test('an interruption ends the tries', async t => {
	const {result, clock} = adding([refusal('TimeoutError')], {interrupted: AbortSignal.abort()});
	await t.throwsAsync(result(), {instanceOf: InterruptedError});
	t.deepEqual(clock.slept, []);
});

for (const error of [
	refusal('RepositoryUriSyntax'),
	refusal('RepositoryAddIndexOutOfBounds'),
	new LoginError('403'),
	new TypeError('defect'),
]) {
	const name = error instanceof ApiError ? error.answer.type : error.name;
	test(`${name} is not tried again`, async t => {
		const {result, added} = adding([error]);
		t.is(await t.throwsAsync(result(), {any: true}), error);
		t.is(added.length, 1);
	});
}
