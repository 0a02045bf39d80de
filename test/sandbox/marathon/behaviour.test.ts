import test, {type ExecutionContext} from 'ava';
import {eventually} from '../eventually.ts';
import {type TestCluster, withCluster} from '../with-cluster.ts';
import type {Pace} from './run-task.ts';

const marathon = '/service/marathon/v2';
const checked = {
	id: '/sleep',
	cmd: 'sleep 1',
	cpus: 0.1,
	mem: 32,
	healthChecks: [{protocol: 'COMMAND', command: {value: 'true'}}],
};

type Look = {counts: string; task: ReturnType<typeof JSON.parse>; lastTaskFailure?: {message: string}};

/** Staged, running, healthy, unhealthy, and how many deployments. */
async function look({client}: TestCluster): Promise<Look> {
	const {app} = (await client('GET', `${marathon}/apps/sleep?embed=app.tasks&embed=app.lastTaskFailure`)).json;
	const counts = [app.tasksStaged, app.tasksRunning, app.tasksHealthy, app.tasksUnhealthy, app.deployments.length];
	return {counts: counts.join(' '), task: app.tasks[0], lastTaskFailure: app.lastTaskFailure};
}

function until(world: TestCluster, what: string, holds: (seen: Look) => boolean): Promise<Look> {
	return eventually(what, async () => {
		const seen = await look(world);
		return holds(seen) && seen;
	});
}

async function start(t: ExecutionContext, behaviour: object, more: {now?: () => number; pace?: Partial<Pace>} = {}) {
	const world = await withCluster(t, {agents: 1, ...more});
	Object.assign(world.cluster.behaviour, behaviour);
	t.is((await world.client('POST', `${marathon}/apps`, checked)).status, 201);
	return world;
}

test('tasks stay in staging until they are let go', async t => {
	const world = await start(t, {staging: true});
	await until(world, 'staged', ({counts}) => counts === '1 0 0 0 1');
	t.is((await look(world)).counts, '1 0 0 0 1');
	world.cluster.behaviour.staging = false;
	await until(world, 'healthy', ({counts}) => counts === '0 1 1 0 0');
});

test('tasks fail at launch with the message, and wait for longer and longer', async t => {
	let now = Date.now();
	const world = await start(t, {failure: 'OOM'}, {now: () => now});
	const delay = async () => (await world.client('GET', `${marathon}/queue`)).json.queue[0]?.delay.timeLeftSeconds;
	const {lastTaskFailure} = await until(world, 'failed', seen => seen.lastTaskFailure !== undefined);
	t.like(lastTaskFailure, {state: 'TASK_FAILED', message: 'OOM', host: 'agent-1.sandbox'});
	t.is(await delay(), 1);
	now += 1000;
	await eventually('failed again', async () => (await delay()) === 2);
	world.cluster.behaviour.failure = undefined;
	now += 2000;
	const healthy = await until(world, 'healthy', ({counts}) => counts === '0 1 1 0 0');
	t.is(healthy.lastTaskFailure?.message, 'OOM');
});

test('a healthy task tells since when', async t => {
	const world = await start(t, {});
	const {task} = await until(world, 'healthy', ({counts}) => counts === '0 1 1 0 0');
	const [result, ...others] = task.healthCheckResults;
	t.like(result, {alive: true, consecutiveFailures: 0});
	t.is(`${result.instanceId}._app.1`, task.id);
	t.is(result.firstSuccess, result.lastSuccess);
	t.deepEqual([result.lastFailure, result.lastFailureCause, others], [undefined, undefined, []]);
});

test('health checks fail for the cause, more and more often, until they may succeed', async t => {
	const world = await start(t, {unhealthy: 'Connection refused'});
	const failing = await until(world, 'failed twice', ({task}) => task?.healthCheckResults[0]?.consecutiveFailures > 1);
	t.is(failing.counts, '0 1 0 1 1');
	const [result] = failing.task.healthCheckResults;
	t.like(result, {alive: false, lastFailureCause: 'Connection refused'});
	t.regex(result.lastFailure, /^\d{4}-/);
	t.deepEqual([result.firstSuccess, result.lastSuccess], [undefined, undefined]);
	t.is(failing.lastTaskFailure, undefined);
	world.cluster.behaviour.unhealthy = undefined;
	const {task} = await until(world, 'healthy', ({counts}) => counts === '0 1 1 0 0');
	t.like(task.healthCheckResults[0], {alive: true, consecutiveFailures: 0, lastFailureCause: 'Connection refused'});
});

test('a task that was healthy can stop being so, which starts no deployment', async t => {
	const world = await start(t, {});
	const first = await until(world, 'healthy', ({counts}) => counts === '0 1 1 0 0');
	world.cluster.behaviour.unhealthy = 'timed out';
	const {task} = await until(world, 'unhealthy', ({counts}) => counts === '0 1 0 1 0');
	t.is(task.healthCheckResults[0].firstSuccess, first.task.healthCheckResults[0].firstSuccess);
});

test('failures within the grace period leave the task unhealthy, without a cause', async t => {
	let now = Date.now();
	const world = await start(t, {unhealthy: 'starting'}, {now: () => now, pace: {healthCheck: 10, grace: 1000}});
	await until(world, 'running', ({counts}) => counts === '0 1 0 0 1');
	now += 10;
	const {task} = await until(world, 'checked', ({counts}) => counts === '0 1 0 1 1');
	t.like(task.healthCheckResults[0], {alive: false, consecutiveFailures: 0, lastFailureCause: undefined});
	now += 1000;
	await until(world, 'counted', seen => seen.task.healthCheckResults[0].lastFailureCause === 'starting');
});
