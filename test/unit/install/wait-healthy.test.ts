import test from 'ava';
import type {Marathon} from '../../../src/dcos/marathon.ts';
import type {App} from '../../../src/dcos/marathon-app.ts';
import {SenselessAnswerError} from '../../../src/errors/api-error.ts';
import {FailedError, InterruptedError, TimedOutError} from '../../../src/errors/errors.ts';
import {waitHealthy} from '../../../src/install/wait-healthy.ts';
import {forbidden, inTurn, loginEnded, noAnswer, refusal, serverError} from './faults.ts';
import {healthy} from './memory-cosmos.ts';
import {recordedStep} from './recorded-step.ts';
import {stillClock} from './still-clock.ts';

type Look = Partial<App> | null | Error;
type Traits = {over?: Partial<Marathon>; interrupted?: AbortSignal; until?: number};

const well: App = {...healthy, id: '/r', instances: 2, tasksRunning: 2, tasksHealthy: 2};
const half = {tasksHealthy: 1};

/** A Marathon that shows one look after the other and stays at the last one. */
function waiting(
	looks: readonly Look[],
	{over, interrupted = new AbortController().signal, until = 60_000}: Traits = {},
) {
	const next = inTurn<Partial<App> | null>(looks);
	const marathon: Marathon = {
		app: async () => {
			const look = await next();
			return look && {...well, ...look};
		},
		apps: async () => [],
		labelled: async () => [],
		queued: async () => null,
		actions: async () => [],
		...over,
	};
	const {step, states} = recordedStep();
	const clock = stillClock();
	const goOn = 'dcos registry install';
	return {result: () => waitHealthy('/r', {marathon, clock, interrupted, step, until, goOn}), states, clock};
}

test('an app that is healthy at the first look was healthy, and nothing more is asked', async t => {
	const over = {queued: () => t.fail() as never, actions: () => t.fail() as never};
	const {result, states, clock} = waiting([{}], {over});
	t.is(await result(), 'was healthy');
	t.deepEqual([states.length, clock.slept.length], [0, 0]);
});

test('it is looked often at first, then every two seconds, and each look is told', async t => {
	const {result, states, clock} = waiting([half, half, half, half, half, {}]);
	t.is(await result(), 'became healthy');
	t.deepEqual(states, Array(5).fill('1 of 2 instances healthy'));
	t.deepEqual(clock.slept, [300, 600, 1000, 2000, 2000]);
});

test('it is told what it waits for, and why, with numbers', async t => {
	const refused = [{reason: 'InsufficientMemory', declined: 7, processed: 8}];
	const over = {queued: async () => ({refused, delay: 0}), actions: async () => ['StartApplication']};
	const {result, states} = waiting([{tasksHealthy: 0, deployments: 1}, {}], {over});
	await result();
	t.deepEqual(states, [
		'0 of 2 instances healthy, deployment under way: StartApplication (no agent offers 2048 MiB of memory)',
	]);
});

for (const method of ['queued', 'actions'] as const) {
	test(`who may not read what ${method} tells, or gets no sense of it, waits all the same`, async t => {
		for (const error of [
			forbidden,
			refusal('X', {status: 404}),
			new SenselessAnswerError('JSON that makes no sense'),
		]) {
			const {result, states} = waiting([half, {}], {over: {[method]: () => Promise.reject(error)}});
			t.is(await result(), 'became healthy');
			t.deepEqual(states, ['1 of 2 instances healthy']);
		}
	});

	test(`a Marathon that fails to tell ${method} is waited for`, async t => {
		const {result, states} = waiting([half, {}], {over: {[method]: () => Promise.reject(serverError)}});
		t.is(await result(), 'became healthy');
		t.deepEqual(states, [`Marathon does not answer (${serverError.message})`]);
	});

	test(`a login that ends while ${method} is asked ends the waiting`, async t => {
		const {result} = waiting([half, {}], {over: {[method]: () => Promise.reject(loginEnded)}});
		t.is(await t.throwsAsync(result()), loginEnded);
	});
}

test('a Marathon that does not answer for a while is waited for', async t => {
	const unavailable = refusal(null, {status: 503});
	const {result, states} = waiting([noAnswer, serverError, unavailable, half, {}]);
	t.is(await result(), 'became healthy');
	t.deepEqual(states, [
		`Marathon does not answer (${noAnswer.message})`,
		`Marathon does not answer (${serverError.message})`,
		`Marathon does not answer (${unavailable.message})`,
		'1 of 2 instances healthy',
	]);
});

test('a Marathon whose answers make no sense for a while is waited for, and not said to be silent', async t => {
	const senseless = new SenselessAnswerError(
		'the cluster answered 200 to GET /x with JSON that makes no sense: app is missing',
	);
	const {result, states} = waiting([senseless, half, {}]);
	t.is(await result(), 'became healthy');
	t.deepEqual(states, [`Marathon answers nothing that makes sense (${senseless.message})`, '1 of 2 instances healthy']);
});

test('an app that became healthy while Marathon did not answer became healthy', async t => {
	t.is(await waiting([noAnswer, {}]).result(), 'became healthy');
});

for (const error of [loginEnded, forbidden, refusal('X'), new TypeError('defect')]) {
	test(`"${error.message}" ends the waiting`, async t => {
		const {result, clock} = waiting([half, error]);
		t.is(await t.throwsAsync(result(), {any: true}), error);
		t.is(clock.slept.length, 1);
	});
}

test('when the time is over, the last state is told, and the command that goes on', async t => {
	const {result, clock} = waiting([half]);
	const error = await t.throwsAsync(result(), {instanceOf: TimedOutError});
	t.is(error.message, '/r is not healthy yet: 1 of 2 instances healthy');
	t.is(error.hint, 'the cluster may still finish; to go on waiting: dcos registry install');
	t.is(clock.now(), 60_000);
	t.is(clock.slept.at(-1), 60_000 - clock.slept.slice(0, -1).reduce((sum, each) => sum + each, 0));
});

test('when the time is over, the reason is told too', async t => {
	const failure = {host: '10.0.0.1', message: 'no space left', state: 'TASK_FAILED', timestamp: ''};
	const {result} = waiting([{...half, lastTaskFailure: failure}], {until: 0});
	const words = '1 of 2 instances healthy; the last task failed on 10.0.0.1: no space left';
	await t.throwsAsync(result(), {instanceOf: TimedOutError, message: `/r is not healthy yet: ${words}`});
});

test('a Marathon that does not answer until the time is over is told', async t => {
	const {result} = waiting([noAnswer]);
	const message = `/r is not healthy yet: Marathon does not answer; ${noAnswer.message}`;
	await t.throwsAsync(result(), {instanceOf: TimedOutError, message});
});

test('even when the time is over the app is looked at once', async t => {
	const {result, clock} = waiting([{}], {until: -1});
	t.is(await result(), 'was healthy');
	t.deepEqual(clock.slept, []);
});

test('an app that somebody removed ends the waiting', async t => {
	const message = 'the app /r is gone: somebody removed it while it was starting';
	await t.throwsAsync(waiting([half, null]).result(), {instanceOf: FailedError, message});
});

test('an interruption ends the waiting, says what was seen, and what goes on', async t => {
	const {result, clock} = waiting([half], {interrupted: AbortSignal.abort()});
	const error = await t.throwsAsync(result(), {instanceOf: InterruptedError});
	t.is(error.message, 'interrupted while waiting for /r: 1 of 2 instances healthy');
	t.is(error.hint, 'the cluster goes on with it; to go on waiting: dcos registry install');
	t.deepEqual(clock.slept, []);
});

test('an interruption after all is healthy changes nothing', async t => {
	t.is(await waiting([{}], {interrupted: AbortSignal.abort()}).result(), 'was healthy');
});
