import test from 'ava';
import {eventually} from '../eventually.ts';
import {withCluster} from '../with-cluster.ts';
import {endDockerTasks} from './docker-restart.ts';

const apps = '/service/marathon/v2/apps';
const web = {id: '/infra/web', container: {type: 'DOCKER', docker: {image: 'nginx'}}, labels: {part: 'a'}};

type Told = {id: string; name: string; state: string; framework_id: string};

test('a task tells its framework, its app, and what runs its container', async t => {
	const {client, cluster, agents} = await withCluster(t, {agents: 1});
	const definitions = [
		web,
		{...web, id: '/own', container: {docker: {image: 'alpine'}}},
		{id: '/bare', cmd: 'sleep 1'},
	];
	for (const definition of definitions) await client('POST', apps, {...definition, cpus: 0.1});
	cluster.tasks.add({
		name: 'build-7',
		framework: 'jenkins',
		agent: 'agent-1.sandbox',
		container: 'DOCKER',
		image: 'go',
	});
	const {tasks} = await eventually('placed', async () => {
		const {json} = await client('GET', '/mesos/master/tasks?order=asc');
		return json.tasks.length === 4 && json;
	});
	const [first, own, bare, build] = ['web.infra', 'own', 'bare', 'build-7'].map(name =>
		tasks.find((task: Told) => task.name === name),
	);
	t.like(first, {framework_id: 'marathon-0001', slave_id: agents[0]?.id, container: {type: 'DOCKER'}});
	t.is(first.container.docker.image, 'nginx');
	t.deepEqual(first.labels, [
		{key: 'part', value: 'a'},
		{key: 'DCOS_SPACE', value: '/infra/web'},
	]);
	t.deepEqual(own.container, {type: 'MESOS', mesos: {image: {type: 'DOCKER', docker: {name: 'alpine'}, cached: true}}});
	t.false('container' in bare);
	t.like(build, {framework_id: 'jenkins-0001', state: 'TASK_RUNNING', container: {type: 'DOCKER'}});
	t.false('labels' in build);
	const {frameworks} = (await client('GET', '/mesos/master/state')).json;
	t.deepEqual(
		frameworks.map(({name, tasks: own}: {name: string; tasks: Told[]}) => `${name} ${own.length}`),
		['marathon 3', 'jenkins 1'],
	);
});

test('the list of tasks is cut into pages, and holds those that have ended', async t => {
	let now = Date.now();
	const {client, cluster} = await withCluster(t, {agents: 1, now: () => now});
	const added = Array.from({length: 105}, (_, index) => {
		now += 1;
		return cluster.tasks.add({name: `job-${index}`, framework: 'metronome', agent: '127.0.2.11'});
	});
	added[0]?.end({state: 'TASK_FINISHED', message: ''});
	const names = async (query: string) =>
		(await client('GET', `/mesos/tasks${query}`)).json.tasks.map(({name, state}: Told) => `${name} ${state}`);
	t.is((await names('')).length, 100);
	t.deepEqual(await names('?limit=1'), ['job-104 TASK_RUNNING']);
	t.deepEqual(await names('?limit=10&offset=104'), ['job-0 TASK_FINISHED']);
	t.deepEqual(await names(`?framework_id=metronome-0001&task_id=${added[3]?.id}`), ['job-3 TASK_RUNNING']);
	t.deepEqual(await names('?framework_id=marathon-0001'), []);
	const [, metronome] = (await client('GET', '/mesos/master/frameworks')).json.frameworks;
	t.deepEqual([metronome.tasks.length, metronome.completed_tasks.length], [104, 1]);
});

test('an agent that does not exist runs no task', async t => {
	const {cluster} = await withCluster(t, {agents: 1});
	const add = () => cluster.tasks.add({name: 'lost', framework: 'jenkins', agent: 'agent-2.sandbox'});
	t.throws(add, {message: 'the cluster has no agent "agent-2.sandbox"'});
});

test("a restart of Docker ends the agent's Docker tasks, and Marathon starts its own anew", async t => {
	let now = Date.now();
	const {client, cluster, agents} = await withCluster(t, {agents: 2, now: () => now});
	await client('POST', apps, {...web, cpus: 0.1, constraints: [['hostname', 'CLUSTER', 'agent-1.sandbox']]});
	const add = (name: string, agent: string, container: 'DOCKER' | null) =>
		cluster.tasks.add({name, framework: 'jenkins', agent, container});
	add('here', 'agent-1.sandbox', 'DOCKER');
	add('kept', 'agent-1.sandbox', null);
	add('elsewhere', 'agent-2.sandbox', 'DOCKER');
	const running = () => cluster.tasks.running().filter(({state}) => state === 'TASK_RUNNING');
	const runs = (names: string) =>
		eventually(
			names,
			async () =>
				running()
					.map(({name}) => name)
					.join(' ') === names,
		);
	await runs('web.infra here kept elsewhere');
	const [first] = running();
	endDockerTasks(cluster.tasks, agents[0]?.id ?? '');
	await runs('kept elsewhere');
	const {app} = (await client('GET', `${apps}/infra/web?embed=app.lastTaskFailure`)).json;
	t.like(app.lastTaskFailure, {taskId: first?.id, message: 'Container exited with status 137', state: 'TASK_FAILED'});
	now += 1000;
	await runs('web.infra kept elsewhere');
	t.not(running()[0]?.id, first?.id);
	t.deepEqual(
		cluster.tasks.ended().map(({name, state}) => `${name} ${state}`),
		['here TASK_FAILED', 'web.infra TASK_FAILED'],
	);
});
