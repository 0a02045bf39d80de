import test from 'ava';
import {marathonOver} from '../../../src/dcos/marathon.ts';
import {recordedHttp} from './recorded-http.ts';

const raw = {
	id: '/a/b',
	instances: 2,
	tasksStaged: 1,
	tasksRunning: 1,
	tasksHealthy: 1,
	tasksUnhealthy: 0,
	deployments: [{id: 'd'}],
	healthChecks: [{}],
	labels: {a: 'b'},
	lastTaskFailure: {message: 'm', host: 'h', state: 'TASK_FAILED', timestamp: 't'},
};

test('an app is read with its counts, deployments and last failure', async t => {
	const {http, requests} = recordedHttp({body: {app: raw}});
	const {deployments: _deployments, healthChecks: _checks, ...same} = raw;
	t.deepEqual(await marathonOver(http).app('/a/b'), {...same, deployments: 1, hasChecks: true});
	t.is(
		requests[0]?.path,
		'/service/marathon/v2/apps/a/b?embed=app.counts&embed=app.deployments&embed=app.lastTaskFailure',
	);
});

test('what Marathon leaves out is nothing', async t => {
	const {http} = recordedHttp({body: {app: {id: '/a', instances: 1}}});
	t.deepEqual(await marathonOver(http).app('/a'), {
		id: '/a',
		instances: 1,
		tasksStaged: 0,
		tasksRunning: 0,
		tasksHealthy: 0,
		tasksUnhealthy: 0,
		deployments: 0,
		hasChecks: false,
		labels: {},
		lastTaskFailure: null,
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
		{app: {id: '/a'}, processedOffersSummary: summary(3)},
	];
	const {http} = recordedHttp({body: {queue}});
	t.deepEqual(await marathonOver(http).refusedOffers('/a'), [{reason: 'InsufficientCpus', declined: 3, processed: 5}]);
});

test('an app that waits for nothing has no refused offers', async t => {
	t.deepEqual(await marathonOver(recordedHttp({body: {queue: []}}).http).refusedOffers('/a'), []);
	const waiting = recordedHttp({body: {queue: [{app: {id: '/a'}}]}});
	t.deepEqual(await marathonOver(waiting.http).refusedOffers('/a'), []);
});
