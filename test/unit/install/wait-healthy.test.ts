import test from 'ava';
import type {App, Marathon, RefusedOffers} from '../../../src/dcos/marathon.ts';
import {FailedError, InterruptedError, LoginError, TimedOutError} from '../../../src/errors/errors.ts';
import {waitHealthy} from '../../../src/install/wait-healthy.ts';
import {recordedStep} from './recorded-step.ts';
import {stillClock} from './still-clock.ts';

const well: App = {
	id: '/r',
	instances: 2,
	tasksStaged: 0,
	tasksRunning: 2,
	tasksHealthy: 2,
	tasksUnhealthy: 0,
	deployments: 0,
	hasChecks: true,
	labels: {},
	lastTaskFailure: null,
};

type Look = Partial<App> | null;

/** A Marathon that shows one look after the other and stays at the last one. */
function waiting(
	looks: readonly Look[],
	offers: () => Promise<RefusedOffers> = async () => [],
	interrupted = new AbortController().signal,
) {
	let count = 0;
	const marathon: Marathon = {
		async app() {
			const look = looks[Math.min(count, looks.length - 1)] ?? null;
			count += 1;
			return look && {...well, ...look};
		},
		labelled: async () => [],
		refusedOffers: offers,
	};
	const {step, states} = recordedStep();
	const clock = stillClock();
	const result = () => waitHealthy('/r', {marathon, clock, interrupted, step, until: 60_000});
	return {result, states, clock};
}

test('an app that is healthy at the first look was healthy', async t => {
	const {result, states, clock} = waiting([{}]);
	t.is(await result(), 'was healthy');
	t.deepEqual([states.length, clock.slept.length], [0, 0]);
});

test('who may not read the queue waits all the same', async t => {
	const {result, states} = waiting([{tasksHealthy: 0}, {}], () => Promise.reject(new LoginError('403')));
	t.is(await result(), 'became healthy');
	t.deepEqual(states, ['0 of 2 instances healthy']);
});

const looks: readonly (readonly [string, Look, string])[] = [
	['an instance is not healthy yet', {tasksHealthy: 1}, '1 of 2 instances healthy'],
	['a deployment is under way', {deployments: 1}, '2 of 2 instances healthy'],
	[
		'a task is being staged',
		{tasksStaged: 1, tasksHealthy: 1},
		'1 of 2 instances healthy, 1 being staged (the image is being pulled)',
	],
	['a task is unhealthy', {tasksUnhealthy: 1}, '2 of 2 instances healthy, 1 failing the health check'],
	['without checks, a task does not run yet', {hasChecks: false, tasksRunning: 1}, '1 of 2 instances running'],
	[
		'the last task failed',
		{
			tasksHealthy: 0,
			lastTaskFailure: {host: '10.0.0.1', message: 'no space left', state: 'TASK_FAILED', timestamp: ''},
		},
		'0 of 2 instances healthy, last task failed on 10.0.0.1: no space left',
	],
];

for (const [what, look, words] of looks) {
	test(`it is waited while ${what}, and told`, async t => {
		const {result, states, clock} = waiting([look, look, {}]);
		t.is(await result(), 'became healthy');
		t.deepEqual(states, [words, words]);
		t.deepEqual(clock.slept, [2000, 2000]);
	});
}

test('without checks, running is enough', async t => {
	t.is(await waiting([{hasChecks: false, tasksHealthy: 0}]).result(), 'was healthy');
});

test('the reason for most of the refused offers is told', async t => {
	const offers = [
		{reason: 'InsufficientCpus', declined: 1, processed: 9},
		{reason: 'InsufficientMemory', declined: 7, processed: 8},
	];
	const {result, states} = waiting([{tasksHealthy: 0}, {}], async () => offers);
	await result();
	t.deepEqual(states, ['0 of 2 instances healthy, no agent offers enough memory (7 of 8 offers refused)']);
});

test('a reason that we do not know is told as it is', async t => {
	const {result, states} = waiting([{tasksHealthy: 0}, {}], async () => [
		{reason: 'NewReason', declined: 1, processed: 1},
	]);
	await result();
	t.regex(states[0] ?? '', /no agent offers NewReason/);
});

test('when the time is over, the last state is told and the cluster may go on', async t => {
	const {result, clock} = waiting([{tasksHealthy: 1}]);
	const error = await t.throwsAsync(result(), {instanceOf: TimedOutError});
	t.is(error.message, '/r is not healthy yet: 1 of 2 instances healthy');
	t.is(clock.now(), 60_000);
	t.is(clock.slept.length, 30);
});

test('an app that somebody removed ends the waiting', async t => {
	await t.throwsAsync(waiting([{tasksHealthy: 1}, null]).result(), {instanceOf: FailedError, message: /is gone/});
});

test('an interruption ends the waiting and says what was seen', async t => {
	const {result, clock} = waiting([{tasksHealthy: 1}], undefined, AbortSignal.abort());
	const error = await t.throwsAsync(result(), {instanceOf: InterruptedError});
	t.regex(error.message, /1 of 2 instances healthy\); the cluster goes on with it$/);
	t.deepEqual(clock.slept, []);
});
