import test from 'ava';
import {marathonOver} from '../../../src/dcos/marathon.ts';
import {recordedHttp} from './recorded-http.ts';

const raw = {
	id: '/a/b',
	instances: 2,
	cpus: 0.5,
	mem: 1024,
	disk: 64,
	constraints: [
		['hostname', 'UNIQUE'],
		['hostname', 'CLUSTER', '10.0.0.7'],
	],
	tasksStaged: 1,
	tasksRunning: 1,
	tasksHealthy: 1,
	tasksUnhealthy: 0,
	deployments: [{id: 'd'}],
	healthChecks: [{}],
	labels: {a: 'b'},
	lastTaskFailure: {message: 'm', host: 'h', state: 'TASK_FAILED', timestamp: 't'},
};

test('an app is read with its needs, counts, deployments and last failure', async t => {
	const {http, requests} = recordedHttp({body: {app: raw}});
	const {deployments: _deployments, healthChecks: _checks, ...same} = raw;
	t.deepEqual(await marathonOver(http).app('/a/b'), {...same, deployments: 1, hasChecks: true, failingChecks: []});
	t.is(
		requests[0]?.path,
		'/service/marathon/v2/apps/a/b?embed=app.counts&embed=app.deployments&embed=app.lastTaskFailure&embed=app.tasks',
	);
});

test('what Marathon leaves out is nothing', async t => {
	const {http} = recordedHttp({body: {app: {id: '/a', instances: 1}}});
	t.deepEqual(await marathonOver(http).app('/a'), {
		id: '/a',
		instances: 1,
		cpus: 0,
		mem: 0,
		disk: 0,
		constraints: [],
		tasksStaged: 0,
		tasksRunning: 0,
		tasksHealthy: 0,
		tasksUnhealthy: 0,
		deployments: 0,
		hasChecks: false,
		labels: {},
		lastTaskFailure: null,
		failingChecks: [],
	});
});

test('a readiness check is a check', async t => {
	const {http} = recordedHttp({body: {app: {id: '/a', instances: 1, readinessChecks: [{}]}}});
	t.true((await marathonOver(http).app('/a'))?.hasChecks);
});

test('an app that does not exist is null', async t => {
	t.is(await marathonOver(recordedHttp({status: 404}).http).app('/a'), null);
});

test('apps are found by a label, whatever it is made of', async t => {
	const {http, requests} = recordedHttp({body: {apps: [raw, {id: '/bare', instances: 1}]}});
	t.deepEqual(await marathonOver(http).labelled('a/b', 'c-d_e.f (g)'), [
		{id: '/a/b', labels: {a: 'b'}},
		{id: '/bare', labels: {}},
	]);
	const url = new URL(requests[0]?.path ?? '', 'https://cluster');
	t.is(url.pathname, '/service/marathon/v2/apps');
	t.deepEqual([...url.searchParams], [['label', 'a\\/b==c-d_e.f\\ \\(g\\)']]);
});

const failed = (lastFailureCause: unknown) => ({alive: false, lastFailureCause});

const checked: readonly (readonly [string, object, readonly object[]])[] = [
	['with its cause', {host: 'h', healthCheckResults: [failed('503')]}, [{host: 'h', cause: '503'}]],
	['without a cause', {host: 'h', healthCheckResults: [{alive: false}]}, [{host: 'h', cause: null}]],
	['with an empty cause', {host: 'h', healthCheckResults: [failed('')]}, [{host: 'h', cause: null}]],
	['with a cause that is no text', {host: 'h', healthCheckResults: [failed({})]}, [{host: 'h', cause: null}]],
	[
		'after one that goes well, and once for a task',
		{host: 'h', healthCheckResults: [{alive: true}, null, failed('first'), failed('second')]},
		[{host: 'h', cause: 'first'}],
	],
	[
		'on an agent that Marathon does not name',
		{healthCheckResults: [failed('503')]},
		[{host: 'an agent', cause: '503'}],
	],
];

for (const [what, task, failingChecks] of checked) {
	test(`a health check that fails is told ${what}`, async t => {
		const {http} = recordedHttp({body: {app: {...raw, tasks: [task]}}});
		t.deepEqual((await marathonOver(http).app('/a/b'))?.failingChecks, failingChecks);
	});
}

for (const [what, task] of [
	['goes well', {host: 'h', healthCheckResults: [{alive: true}]}],
	['has not been made yet', {host: 'h', healthCheckResults: [null]}],
	['has no results', {host: 'h', healthCheckResults: []}],
	['is not told', {host: 'h'}],
] as const) {
	test(`a health check that ${what} is not told as failing`, async t => {
		const {http} = recordedHttp({body: {app: {...raw, tasks: [task]}}});
		t.deepEqual((await marathonOver(http).app('/a/b'))?.failingChecks, []);
	});
}

test('each task whose health check fails is told', async t => {
	const tasks = ['h', 'i', 'j'].map(host => ({host, healthCheckResults: host === 'i' ? [] : [failed('503')]}));
	const {http} = recordedHttp({body: {app: {...raw, tasks}}});
	t.deepEqual((await marathonOver(http).app('/a/b'))?.failingChecks, [
		{host: 'h', cause: '503'},
		{host: 'j', cause: '503'},
	]);
});

const summary = (declined: number) => ({
	rejectSummaryLastOffers: [
		{reason: 'InsufficientCpus', declined, processed: 5},
		{reason: 'InsufficientDisk', declined: 0, processed: 5},
	],
});

test('the reasons for which offers were refused are those of this app, without the ones that refused none', async t => {
	const queue = [
		{app: {id: '/other'}, processedOffersSummary: summary(1)},
		{pod: {id: '/a'}},
		{app: {id: '/a'}, processedOffersSummary: summary(3), delay: {timeLeftSeconds: 7, overdue: false}},
	];
	const {http, requests} = recordedHttp({body: {queue}});
	t.deepEqual(await marathonOver(http).queued('/a'), {
		refused: [{reason: 'InsufficientCpus', declined: 3, processed: 5}],
		delay: 7,
	});
	t.like(requests[0], {method: 'GET', path: '/service/marathon/v2/queue', expect: [200]});
});

test('an app that waits for its first offer has no refused ones', async t => {
	const waiting = recordedHttp({body: {queue: [{app: {id: '/a'}}]}});
	t.deepEqual(await marathonOver(waiting.http).queued('/a'), {refused: [], delay: 0});
	const untold = recordedHttp({body: {queue: [{app: {id: '/a'}, processedOffersSummary: {}, delay: {}}]}});
	t.deepEqual(await marathonOver(untold.http).queued('/a'), {refused: [], delay: 0});
});

test('an app that waits for nothing is not in the queue', async t => {
	t.is(await marathonOver(recordedHttp({body: {queue: []}}).http).queued('/a'), null);
	t.is(await marathonOver(recordedHttp({body: {queue: [{app: {id: '/a/b'}}, {}]}}).http).queued('/a'), null);
});

test('what is being done to an app is told from all deployments, without what is done to others', async t => {
	const deployments = [
		{id: 'd', currentActions: [{app: '/a', action: 'StartApplication'}]},
		{
			id: 'e',
			currentActions: [
				{app: '/b', action: 'StopApplication'},
				{pod: '/a', action: 'StartPod'},
			],
		},
		{id: 'f', currentActions: [{app: '/a', action: 'ScaleApplication'}]},
		{id: 'g'},
	];
	const {http, requests} = recordedHttp({body: deployments});
	t.deepEqual(await marathonOver(http).actions('/a'), ['StartApplication', 'ScaleApplication']);
	t.like(requests[0], {method: 'GET', path: '/service/marathon/v2/deployments', expect: [200]});
});

test('an app that nothing is being done to has no actions', async t => {
	t.deepEqual(await marathonOver(recordedHttp({body: []}).http).actions('/a'), []);
});
