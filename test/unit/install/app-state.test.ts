import test from 'ava';
import type {Queued} from '../../../src/dcos/marathon.ts';
import type {App} from '../../../src/dcos/marathon-app.ts';
import {isReady, reasonInWords, stateInWords} from '../../../src/install/app-state.ts';
import {healthy} from './memory-cosmos.ts';

const well: App = {...healthy, instances: 2, tasksRunning: 2, tasksHealthy: 2};
const look = (app: Partial<App>, queued: Queued | null = null, actions: readonly string[] = []) => ({
	app: {...well, ...app},
	queued,
	actions,
});

test('an app is ready when all its instances are well and nothing is under way', t => {
	t.true(isReady(well));
	t.true(isReady({...well, hasChecks: false, tasksHealthy: 0}));
	// an old instance may still be there
	t.true(isReady({...well, tasksHealthy: 3}));
});

const states: readonly (readonly [string, Partial<App>, string])[] = [
	['an instance is not healthy yet', {tasksHealthy: 1}, '1 of 2 instances healthy'],
	['a deployment is under way', {deployments: 1}, '2 of 2 instances healthy'],
	[
		'a task is being staged',
		{tasksStaged: 1, tasksHealthy: 1},
		'1 of 2 instances healthy, 1 being staged (usually the image is being pulled)',
	],
	[
		'one task more is being staged',
		{tasksStaged: 1},
		'2 of 2 instances healthy, 1 being staged (usually the image is being pulled)',
	],
	['a task is unhealthy', {tasksUnhealthy: 1}, '2 of 2 instances healthy, 1 failing the health check'],
	['without checks, a task does not run yet', {hasChecks: false, tasksRunning: 1}, '1 of 2 instances running'],
];

for (const [what, app, words] of states) {
	test(`an app is not ready while ${what}, and that is told`, t => {
		t.false(isReady({...well, ...app}));
		t.is(stateInWords(look(app)), words);
	});
}

test('what Marathon does to the app is told while its deployment is under way', t => {
	const words = '2 of 2 instances healthy, deployment under way: StartApplication, ScaleApplication';
	const actions = ['StartApplication', 'ScaleApplication'];
	t.is(stateInWords(look({deployments: 1}, null, actions)), words);
	t.is(stateInWords(look({}, null, actions)), '2 of 2 instances healthy');
});

const refusals = (...reasons: readonly (readonly [string, number])[]): Queued => ({
	refused: reasons.map(([reason, declined]) => ({reason, declined, processed: 9})),
	delay: 0,
});

const needs = {cpus: 0.5, mem: 2048, disk: 100};
const reasons: readonly (readonly [string, Partial<App>, string])[] = [
	['InsufficientCpus', needs, 'no agent offers 0.5 cpus'],
	['InsufficientMemory', needs, 'no agent offers 2048 MiB of memory'],
	['InsufficientDisk', needs, 'no agent offers 100 MiB of disk'],
	['InsufficientGpus', {}, 'no agent offers enough gpus'],
	['constructor', {}, 'no agent offers constructor'],
	['__proto__', {}, 'no agent offers __proto__'],
	['InsufficientPorts', {}, 'no agent offers the ports'],
	[
		'UnfulfilledConstraint',
		{
			constraints: [
				['hostname', 'CLUSTER', '10.0.0.7'],
				['rack', 'UNIQUE'],
			],
		},
		'no agent offers what its constraints ask for: hostname CLUSTER 10.0.0.7, rack UNIQUE',
	],
	['UnfulfilledConstraint', {}, 'no agent offers what the constraints ask for'],
	['NoCorrespondingReservationFound', {}, 'no agent offers the reserved volume'],
	['AgentMaintenance', {}, 'no agent offers a time without maintenance'],
	['DeclinedScarceResources', {}, 'no agent offers resources that are not kept for others (gpus)'],
	['NewReason', {}, 'no agent offers NewReason'],
];

for (const [reason, app, words] of reasons) {
	test(`offers refused for ${reason} are told as: ${words}`, t => {
		t.is(reasonInWords(look(app, refusals([reason, 3]))), words);
	});
}

test('the reason for most of the refused offers is told', t => {
	const refused = refusals(['InsufficientCpus', 1], ['InsufficientMemory', 7], ['InsufficientDisk', 6]);
	t.is(reasonInWords(look({}, refused)), 'no agent offers 2048 MiB of memory');
});

test('that public agents are for others explains something only where all agents are', t => {
	const role = 'no agent offers resources of the role that the app asks for';
	t.is(reasonInWords(look({}, refusals(['UnfulfilledRole', 9]))), role);
	t.is(reasonInWords(look({}, refusals(['UnfulfilledRole', 8]))), null);
	const [some, all] = [
		refusals(['UnfulfilledRole', 8], ['InsufficientMemory', 1]),
		refusals(['UnfulfilledRole', 9], ['InsufficientMemory', 1]),
	];
	t.is(reasonInWords(look({}, some)), 'no agent offers 2048 MiB of memory');
	t.is(reasonInWords(look({}, all)), role);
});

const failure = {host: '10.0.0.1', message: 'no space left', state: 'TASK_FAILED', timestamp: ''};
const others: readonly (readonly [string, Partial<App>, Queued | null, string | null])[] = [
	['the last task failed', {lastTaskFailure: failure}, null, 'the last task failed on 10.0.0.1: no space left'],
	[
		'a health check fails',
		{failingChecks: [{host: '10.0.0.1', cause: '503 Service Unavailable'}]},
		null,
		'the health check fails on 10.0.0.1: 503 Service Unavailable',
	],
	[
		'a health check fails and says nothing',
		{failingChecks: [{host: '10.0.0.1', cause: null}]},
		null,
		'the health check fails on 10.0.0.1: it gives no cause',
	],
	['Marathon waits after failures', {}, {refused: [], delay: 12}, 'Marathon waits before it tries again'],
	['it waits for an offer, and none was refused', {}, {refused: [], delay: 0}, null],
	['nobody says why', {}, null, null],
	[
		'there are several reasons',
		{lastTaskFailure: failure, failingChecks: [{host: '10.0.0.2', cause: 'x'}]},
		refusals(['InsufficientMemory', 1]),
		'no agent offers 2048 MiB of memory; the last task failed on 10.0.0.1: no space left; the health check fails on 10.0.0.2: x',
	],
	[
		'Marathon waits after a failure, with offers from before it',
		{lastTaskFailure: failure},
		{...refusals(['InsufficientMemory', 1]), delay: 1},
		'the last task failed on 10.0.0.1: no space left; Marathon waits before it tries again',
	],
];

for (const [what, app, queued, words] of others) {
	test(`when ${what}, the reason is: ${words}`, t => {
		t.is(reasonInWords(look(app, queued)), words);
	});
}
