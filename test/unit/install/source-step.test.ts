import test from 'ava';
import {FailedError} from '../../../src/errors/errors.ts';
import {addPackageSource} from '../../../src/install/source-step.ts';
import {undoAll} from '../../../src/install/undo.ts';
import {loginEnded, noAnswer, refusal, serverError} from './faults.ts';
import {stepAround} from './install-world.ts';
import {memoryCluster, type Traits} from './memory-cluster.ts';
import {universe} from './package.ts';

const source = {name: 'Bootstrap Registry', uri: 'https://registry.component/repo'};

function adding(traits: Traits = {}) {
	const {around, lines, state, writes, world} = stepAround({memory: memoryCluster(traits)});
	const made = () => around.journal.made().map(({what}) => what);
	return {
		result: () => addPackageSource(source, around),
		undone: () => undoAll(around.journal, world),
		made,
		lines,
		state,
		writes,
	};
}

const entry = `the package repository ${source.name} (${source.uri})`;

test('the source is appended behind the repositories that are there, and can be taken back', async t => {
	const {result, lines, state, made, undone} = adding();
	t.deepEqual(await result(), {step: 'package source', what: source.uri, state: 'done'});
	t.deepEqual(lines, [`Package source: done: ${source.uri} added as "Bootstrap Registry"`]);
	t.deepEqual(state.repositories, [universe, source]);
	t.deepEqual(made(), [entry]);
	await undone();
	t.deepEqual(state.repositories, [universe]);
});

test('a source that somebody else added meanwhile is left alone, and is not ours to undo', async t => {
	const {result, lines, writes, made} = adding({repositories: [{name: 'Mine', uri: source.uri}]});
	t.deepEqual(await result(), {step: 'package source', what: source.uri, state: 'unchanged'});
	t.deepEqual(lines, [`Package source: unchanged: ${source.uri} is there already`]);
	t.deepEqual([writes, made()], [[], []]);
});

for (const [what, fault] of [
	['whose answer is lost', {done: true, error: noAnswer}],
	['that does not arrive', {done: false, error: noAnswer}],
	['that fails with 500', {done: false, error: serverError}],
] as const) {
	test(`a request ${what} leaves one source all the same, and it is ours`, async t => {
		const {result, state, made} = adding({fault: (_, index) => (index === 0 ? fault : null)});
		t.is((await result()).state, 'done');
		t.deepEqual(state.repositories, [universe, source]);
		t.deepEqual(made(), [entry]);
	});
}

test('a refusal is told, and nothing is taken away that is not ours', async t => {
	const refused = refusal('RepositoryUriConnection', {serverMessage: 'no such host'});
	const {result, lines, undone} = adding({fault: () => ({done: false, error: refused})});
	const error = await t.throwsAsync(result(), {instanceOf: FailedError});
	t.is(error.message, `Cosmos does not add ${source.uri}: no such host`);
	t.is(error.hint, 'name a package repository that the masters can reach with --bootstrap-repo');
	t.deepEqual(lines, [`Package source: failed: ${error.message}`]);
	t.deepEqual((await undone()).undone, []);
});

test('a refusal without words is told as it is, and a lost connection or login too', async t => {
	const wordless = refusal('X', {serverMessage: null});
	const failing = (error: Error) => t.throwsAsync(adding({fault: () => ({done: false, error})}).result());
	t.is((await failing(wordless))?.message, `Cosmos does not add ${source.uri}: ${wordless.message}`);
	t.is(await failing(noAnswer), noAnswer);
	t.is(await failing(loginEnded), loginEnded);
});
