import test from 'ava';
import type {Package} from '../../../src/dcos/cosmos.ts';
import {InterruptedError, TimedOutError} from '../../../src/errors/errors.ts';
import {waitReadable} from '../../../src/install/wait-readable.ts';
import {inTurn, loginEnded, noAnswer, refusal, serverError} from './faults.ts';
import {memoryCluster} from './memory-cluster.ts';
import {definition} from './package.ts';
import {recordedStep} from './recorded-step.ts';
import {stillClock} from './still-clock.ts';

const uri = 'https://r/repo';
const broken = (repository: string, serverMessage: string | null = 'refused') =>
	refusal('RepositoryUriConnection', {data: {repository: {name: 'R', uri: repository}}, serverMessage});

/** A Cosmos that answers like this when the package is asked for, one after the other, and stays at the last. */
function waiting(answers: readonly (Package | null | Error)[], {until = 60_000, interrupted = false} = {}) {
	const {cosmos} = memoryCluster({over: {cosmos: {describe: inTurn(answers)}}}).cluster;
	const {step, states} = recordedStep();
	const clock = stillClock();
	const signal = interrupted ? AbortSignal.abort() : new AbortController().signal;
	return {
		result: () => waitReadable(uri, {cosmos, clock, interrupted: signal, step, until, goOn: 'again'}),
		states,
		clock,
	};
}

for (const [what, answer] of [
	['the package is found', definition],
	['the package is not found', null],
	['another repository does not answer', broken('https://other')],
] as const) {
	test(`when ${what}, this repository was read`, async t => {
		const {result, states, clock} = waiting([answer]);
		await result();
		t.deepEqual([states, clock.slept], [[], []]);
	});
}

test('while Cosmos cannot read it, or does not answer, it is asked again', async t => {
	const {result, states, clock} = waiting([broken(uri), noAnswer, serverError, definition]);
	await result();
	t.deepEqual(states, [
		'Cosmos cannot read it yet (refused)',
		`Cosmos cannot read it yet (${noAnswer.message})`,
		`Cosmos cannot read it yet (${serverError.message})`,
	]);
	t.deepEqual(clock.slept, [300, 600, 1000]);
});

test('when the time is over, it is told what that means', async t => {
	const {result} = waiting([broken(uri)]);
	const message = `Cosmos cannot read ${uri} yet, and so every package command fails: refused`;
	await t.throwsAsync(result(), {instanceOf: TimedOutError, message});
});

test('a Cosmos that does not say why is told as such', async t => {
	await t.throwsAsync(waiting([broken(uri, null)]).result(), {message: /fails: Cosmos does not say why$/});
});

test('an interruption ends the waiting', async t => {
	const {result, clock} = waiting([broken(uri)], {interrupted: true});
	await t.throwsAsync(result(), {instanceOf: InterruptedError, message: `interrupted before Cosmos could read ${uri}`});
	t.deepEqual(clock.slept, []);
});

for (const error of [loginEnded, refusal('X'), new TypeError('defect')]) {
	test(`"${error.message}" ends the waiting for the package`, async t => {
		t.is(await t.throwsAsync(waiting([error]).result(), {any: true}), error);
	});
}
