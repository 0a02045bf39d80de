import test from 'ava';
import type {Repository} from '../../../src/dcos/cosmos.ts';
import {ApiError} from '../../../src/errors/api-error.ts';
import {FailedError, InterruptedError, TimedOutError} from '../../../src/errors/errors.ts';
import {addRepository} from '../../../src/install/repository.ts';
import {createJournal, undoAll} from '../../../src/install/undo.ts';
import {forbidden, loginEnded, noAnswer, refusal, serverError} from './faults.ts';
import {type Fault, memoryCluster, type State} from './memory-cluster.ts';
import {universe} from './package.ts';
import {recordedProgress, recordedStep} from './recorded-step.ts';
import {stillClock} from './still-clock.ts';

const uri = 'https://r.marathon.l4lb.thisdcos.directory/repo';
const own: Repository = {name: 'Registry', uri};
const namesake: Repository = {name: 'Registry', uri: 'https://other/repo'};
const entry = `the package repository Registry (${uri})`;

type Traits = {
	/** How each try goes wrong. */
	faults?: readonly (Fault | Error | null)[];
	repositories?: Repository[];
	index?: number;
	interrupted?: boolean;
	until?: number;
	/** What somebody else does while we sleep. */
	meanwhile?: (state: State) => void;
};

/** A Cosmos in which the tries go wrong one after the other, then work. */
function adding({faults = [], repositories = [universe], index = 0, until = 60_000, ...traits}: Traits = {}) {
	const fault = (what: string, at: number) => {
		const found = what === 'repository Registry' ? faults[at] : null;
		return found instanceof Error ? {done: false, error: found} : (found ?? null);
	};
	const memory = memoryCluster({repositories, fault});
	const {step, states: told} = recordedStep();
	const clock = stillClock(() => traits.meanwhile?.(memory.state));
	const journal = createJournal();
	const interrupted = traits.interrupted ? AbortSignal.abort() : new AbortController().signal;
	const around = {cosmos: memory.cluster.cosmos, journal, clock, interrupted, step, until, goOn: 'again'};
	return {
		result: () => addRepository({...own, index}, around),
		undone: () => undoAll(journal, {progress: recordedProgress().progress}),
		made: () => journal.made().map(({what}) => what),
		...memory,
		told,
		clock,
	};
}

test('the repository is added in the first place, or in the one that is asked for', async t => {
	const first = adding();
	t.is(await first.result(), 'added');
	t.deepEqual(first.state.repositories, [own, universe]);
	const last = adding({index: 1});
	t.is(await last.result(), 'added');
	t.deepEqual(last.state.repositories, [universe, own]);
});

test('what was added is taken back by name and address, and nothing else', async t => {
	const {result, undone, made, state} = adding();
	await result();
	t.deepEqual(made(), [entry]);
	state.repositories.push(namesake);
	t.deepEqual((await undone()).undone, [entry]);
	t.deepEqual(state.repositories, [universe, namesake]);
	t.deepEqual((await undone()).undone, []);
});

test('a repository that is there is left alone, and is not ours to undo', async t => {
	const {result, made, writes} = adding({repositories: [{name: 'Mine', uri}]});
	t.is(await result(), 'unchanged');
	t.deepEqual([writes, made()], [[], []]);
});

for (const type of [
	'RepositoryUriConnection',
	'UniverseClientHttpError',
	'UnsupportedContentType',
	'UnsupportedContentEncoding',
	'EndpointUriConnection',
	'GenericHttpError',
	'ConcurrentAccess',
	'RepositoryAlreadyPresent',
	'TimeoutError',
]) {
	test(`${type} is tried again, because the name takes minutes to reach every master`, async t => {
		const no = refusal(type, {serverMessage: 'no such host'});
		const {result, told, clock, made} = adding({faults: [no, no]});
		t.is(await result(), 'added');
		t.deepEqual(told, Array(2).fill('not reachable from Cosmos yet (no such host)'));
		t.deepEqual(clock.slept, [300, 600]);
		t.deepEqual(made(), [entry]);
	});
}

test('a refusal without words is told by its type', async t => {
	const {result, told} = adding({faults: [refusal('ConcurrentAccess', {serverMessage: null})]});
	await result();
	t.deepEqual(told, ['not reachable from Cosmos yet (ConcurrentAccess)']);
});

for (const [what, error] of [
	['a lost answer', noAnswer],
	['a 500', serverError],
] as const) {
	test(`after ${what} it is looked again: what was added all the same is ours`, async t => {
		const {result, writes, undone, state} = adding({faults: [{done: true, error}]});
		t.is(await result(), 'added');
		t.deepEqual(writes, ['repository Registry']);
		await undone();
		t.deepEqual(state.repositories, [universe]);
	});

	test(`after ${what} it is tried again when it was not added`, async t => {
		const {result, told, made} = adding({faults: [error]});
		t.is(await result(), 'added');
		t.deepEqual(told, [`not reachable from Cosmos yet (${error.message})`]);
		t.deepEqual(made(), [entry]);
	});
}

test('what arrives late, after a refusal even, is ours', async t => {
	const faults = [noAnswer, refusal('RepositoryAlreadyPresent')];
	let sleeps = 0;
	const {result, made} = adding({
		faults,
		meanwhile({repositories}) {
			sleeps += 1;
			if (sleeps === 2) repositories.unshift(own);
		},
	});
	t.is(await result(), 'added');
	t.deepEqual(made(), [entry]);
});

test('what somebody else adds after Cosmos refused ours is not ours to undo', async t => {
	const {result, made} = adding({
		faults: [refusal('RepositoryUriConnection')],
		meanwhile: ({repositories}) => void repositories.unshift(own),
	});
	t.is(await result(), 'unchanged');
	t.deepEqual(made(), []);
});

test('a list that Cosmos does not give for a while is waited for', async t => {
	const {cluster} = memoryCluster();
	const answers = [noAnswer, serverError];
	const cosmos = {
		...cluster.cosmos,
		repositories: async () => {
			const error = answers.shift();
			if (error !== undefined) throw error;
			return cluster.cosmos.repositories();
		},
	};
	const {step} = recordedStep();
	const around = {clock: stillClock(), interrupted: new AbortController().signal, step, until: 60_000, goOn: ''};
	t.is(await addRepository({...own, index: 0}, {cosmos, journal: createJournal(), ...around}), 'added');
});

test('a repository of that name which somebody adds meanwhile ends the waiting', async t => {
	const {result, made} = adding({
		faults: [refusal('RepositoryAlreadyPresent')],
		meanwhile: ({repositories}) => void repositories.push(namesake),
	});
	const error = await t.throwsAsync(result(), {instanceOf: FailedError});
	t.is(error.message, `somebody has added another package repository "Registry" than ${uri}`);
	t.is(error.hint, 'if it is not needed: dcos package repo remove Registry; then run the same command again');
	t.deepEqual(made(), []);
});

test('when the time is over, the last reason is told, and the command that goes on', async t => {
	const no = refusal('RepositoryUriConnection', {serverMessage: 'no such host'});
	const {result, clock, made} = adding({faults: Array(100).fill(no)});
	const error = await t.throwsAsync(result(), {instanceOf: TimedOutError});
	t.is(error.message, `Cosmos cannot reach ${uri} yet: no such host`);
	t.is(error.hint, 'the cluster may still finish; to go on waiting: again');
	t.is(clock.now(), 60_000);
	t.deepEqual(made(), []);
});

test('when the time is over after lost answers, what may arrive still is ours to undo', async t => {
	const {result, made} = adding({faults: Array(100).fill(noAnswer)});
	await t.throwsAsync(result(), {instanceOf: TimedOutError});
	t.deepEqual(made(), [entry]);
});

test('even when the time is over it is tried once', async t => {
	t.is(await adding({until: -1}).result(), 'added');
});

test('an interruption ends the tries', async t => {
	const {result, clock, writes} = adding({faults: [refusal('TimeoutError')], interrupted: true});
	const error = await t.throwsAsync(result(), {instanceOf: InterruptedError});
	t.is(error.message, `interrupted before Cosmos could reach ${uri}`);
	t.is(error.hint, 'the cluster goes on with it; to go on waiting: again');
	t.deepEqual([clock.slept, writes.length], [[], 1]);
});

for (const error of [
	refusal('RepositoryUriSyntax'),
	refusal('RepositoryAddIndexOutOfBounds'),
	refusal(null),
	loginEnded,
	forbidden,
	new TypeError('defect'),
]) {
	const name = error instanceof ApiError ? error.answer.type : error.message;
	test(`"${name}" is not tried again, and leaves nothing to undo`, async t => {
		const {result, writes, made} = adding({faults: [error]});
		t.is(await t.throwsAsync(result(), {any: true}), error);
		t.deepEqual([writes.length, made()], [1, []]);
	});
}
