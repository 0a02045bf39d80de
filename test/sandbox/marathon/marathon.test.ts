import test from 'ava';
import {eventually} from '../eventually.ts';
import type {Client} from '../sandbox-client.ts';
import {withCluster} from '../with-cluster.ts';

const marathon = '/service/marathon/v2';
const sleep = {id: '/sleep', cmd: 'sleep 1', cpus: 0.1, mem: 32};

function appOf(client: Client, id: string) {
	return client('GET', `${marathon}/apps${id}?embed=app.lastTaskFailure&embed=app.tasks`);
}

test('an app is staged, running and then deployed, by the clock of the cluster', async t => {
	let now = Date.now();
	const {client} = await withCluster(t, {now: () => now, pace: {staging: 1000, healthCheck: 1000, name: 0}});
	const created = await client('POST', `${marathon}/apps`, {...sleep, healthChecks: [{protocol: 'COMMAND'}]});
	t.is(created.status, 201);
	const counts = async () => {
		const {app} = (await appOf(client, '/sleep')).json;
		return [app.tasksStaged, app.tasksRunning, app.tasksHealthy, app.deployments.length].join(' ');
	};
	await eventually('staged', async () => (await counts()) === '1 0 0 1');
	now += 1000;
	await eventually('running', async () => (await counts()) === '0 1 0 1');
	now += 1000;
	await eventually('healthy', async () => (await counts()) === '0 1 1 0');
	t.deepEqual((await client('GET', `${marathon}/deployments`)).json, []);
});

test('a deployment names its app and its action while it lasts', async t => {
	const {client} = await withCluster(t, {pace: {staging: 60_000, healthCheck: 0, name: 0}});
	await client('POST', `${marathon}/apps`, sleep);
	const [deployment] = (await client('GET', `${marathon}/deployments`)).json;
	t.like(deployment, {affectedApps: ['/sleep'], currentActions: [{action: 'StartApplication', app: '/sleep'}]});
	const refused = await client('DELETE', `${marathon}/apps/sleep`);
	t.deepEqual([refused.status, refused.json.deployments], [409, [{id: deployment.id}]]);
	t.is((await client('DELETE', `${marathon}/apps/sleep?force=true`)).status, 200);
	await eventually('gone', async () => (await appOf(client, '/sleep')).status === 404);
});

test('a task whose secret is missing fails, tells why and is launched again after a delay', async t => {
	let now = Date.now();
	const {client, cluster} = await withCluster(t, {now: () => now});
	const volumes = [{containerPath: 'key', secret: 'key'}];
	const secrets = {key: {source: 'sleep/key'}};
	await client('POST', `${marathon}/apps`, {...sleep, container: {type: 'MESOS', volumes}, secrets});
	const failure = await eventually('failed', async () => (await appOf(client, '/sleep')).json.app.lastTaskFailure);
	t.like(failure, {state: 'TASK_FAILED', message: "secret 'sleep/key' does not exist", appId: '/sleep'});
	cluster.secrets.secrets.set('sleep/key', {value: 'v'});
	const [waiting] = (await client('GET', `${marathon}/queue`)).json.queue;
	t.deepEqual(waiting.delay, {timeLeftSeconds: 1, overdue: false});
	now += 1000;
	await eventually('running', async () => (await appOf(client, '/sleep')).json.app.tasksRunning === 1);
});

test('tasks are spread over the agents, and Mesos tells the same tasks', async t => {
	const {client} = await withCluster(t, {agents: 3, publicAgents: 1});
	await client('POST', `${marathon}/apps`, {...sleep, instances: 2});
	const {app} = await eventually('running', async () => {
		const {json} = await appOf(client, '/sleep');
		return json.app.tasksRunning === 2 && json;
	});
	t.deepEqual(app.tasks.map(({host}: {host: string}) => host).sort(), ['agent-1.sandbox', 'agent-2.sandbox']);
	const {frameworks} = (await client('GET', '/mesos/master/state')).json;
	const ids = (tasks: {id: string}[]) => tasks.map(task => task.id).sort();
	t.deepEqual(ids(frameworks[0].tasks), ids(app.tasks));
});

test('what is not valid, or there already, is not created', async t => {
	const {client} = await withCluster(t);
	const wrong = await client('POST', `${marathon}/apps`, {id: 'Not Valid', mem: 'much'});
	t.is(wrong.status, 422);
	t.deepEqual(
		wrong.json.details.map(({path}: {path: string}) => path),
		['/id', '/mem'],
	);
	t.is((await client('POST', `${marathon}/apps`, sleep)).status, 201);
	t.is((await client('POST', `${marathon}/apps`, sleep)).status, 409);
	t.is((await client('GET', `${marathon}/apps/other`)).status, 404);
	t.is((await client('GET', `/marathon/v2/apps//sleep`)).status, 200);
});

test('the list of apps is narrowed down by labels, and a query that cannot be read is refused', async t => {
	const {client} = await withCluster(t);
	await client('POST', `${marathon}/apps`, {...sleep, labels: {part: 'a'}});
	await client('POST', `${marathon}/apps`, {...sleep, id: '/other', labels: {part: 'b'}});
	const found = async (query: string) =>
		(await client('GET', `${marathon}/apps?label=${encodeURIComponent(query)}`)).json.apps.map(
			({id}: {id: string}) => id,
		);
	t.deepEqual(await found('part==b'), ['/other']);
	t.deepEqual(await found('part'), ['/sleep', '/other']);
	t.is((await client('GET', `${marathon}/apps?label=a=b`)).status, 422);
});
