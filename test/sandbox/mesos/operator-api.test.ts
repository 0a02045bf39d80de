import test, {type ExecutionContext} from 'ava';
import {eventually} from '../eventually.ts';
import type {Behaviour} from '../marathon/behaviour.ts';
import {withCluster} from '../with-cluster.ts';
import {encodeAgents} from './agents-protobuf.ts';

const api = '/mesos/api/v1';
const apps = '/service/marathon/v2/apps';
const web = {id: '/web', cmd: 'sleep 1', cpus: 0.1, mem: 32};

async function startDrain(t: ExecutionContext, behaviour: Behaviour = {}, version = '2.2.1') {
	const world = await withCluster(t, {agents: 2, facts: {version}});
	Object.assign(world.cluster.behaviour, behaviour);
	const {client, agents} = world;
	const id = agents[0]?.id ?? '';
	const call = (type: string, more: object = {}) =>
		client('POST', api, {type, [type.toLowerCase()]: {agent_id: {value: id}, ...more}});
	const told = async () => (await client('GET', '/mesos/slaves')).json.slaves[0];
	const drained = () => eventually('drained', async () => (await told()).drain_info?.state === 'DRAINED');
	return {...world, id, call, told, drained};
}

test('an agent that is drained loses its tasks, gets no new ones, and is active again when it is reactivated', async t => {
	const {client, cluster, call, told, drained, id} = await startDrain(t);
	await client('POST', apps, {...web, instances: 2, constraints: [['hostname', 'UNIQUE']]});
	cluster.tasks.add({name: 'build', framework: 'jenkins', agent: id});
	const places = () => cluster.tasks.running().map(({agentId}) => agentId);
	await eventually('both run', async () => places().length === 3);
	t.deepEqual([(await told()).active, (await told()).deactivated], [true, false]);

	const answer = await call('DRAIN_AGENT', {max_grace_period: {seconds: 600}});
	t.deepEqual([answer.status, answer.text], [200, '']);
	await drained();
	t.like(await told(), {active: false, deactivated: true, drain_info: {config: {mark_gone: false}}});
	t.is((await told()).drain_info.config.max_grace_period.nanoseconds, 600e9);
	t.true(Number.isInteger((await told()).estimated_drain_start_time_seconds));
	t.deepEqual([places().length, places().includes(id)], [1, false]);
	t.is((await client('GET', `${apps}/web?embed=app.lastTaskFailure`)).json.app.lastTaskFailure, undefined);
	t.deepEqual((await client('GET', '/mesos/master/state')).json.deactivated_slaves, 1);

	t.is((await call('REACTIVATE_AGENT')).status, 200);
	t.like(await told(), {active: true, deactivated: false, drain_info: undefined});
	await eventually('both run again', async () => places().includes(id));
});

test('while it drains, an agent cannot be reactivated; one that is not deactivated neither', async t => {
	const {call, cluster, drained, id, told} = await startDrain(t, {undrained: true});
	const refused = await call('REACTIVATE_AGENT');
	t.deepEqual([refused.status, refused.text], [400, 'Agent is not deactivated']);
	cluster.tasks.add({name: 'build', framework: 'jenkins', agent: id});
	await call('DRAIN_AGENT');
	t.is((await call('REACTIVATE_AGENT')).text, 'Agent is still in the DRAINING state');
	t.is((await told()).drain_info.state, 'DRAINING');
	cluster.behaviour.undrained = false;
	await drained();
	t.is(cluster.tasks.running().length, 0);
});

test('the tasks stop within the grace period, or at their own pace', async t => {
	let now = Date.now();
	const {client, cluster, agents} = await withCluster(t, {agents: 1, now: () => now, pace: {drain: 5000}});
	const [agent] = agents;
	const drain = (limit: object) =>
		client('POST', api, {type: 'DRAIN_AGENT', drain_agent: {agent_id: {value: agent?.id}, ...limit}});
	const task = cluster.tasks.add({name: 'slow', framework: 'jenkins', agent: agent?.id ?? ''});
	await drain({});
	await eventually('it is being killed', async () => task.state === 'TASK_KILLING');
	now += 4999;
	t.is(agent?.drain?.state, 'DRAINING');
	now += 1;
	await eventually('drained', async () => agent?.drain?.state === 'DRAINED');
	cluster.tasks.add({name: 'slow', framework: 'jenkins', agent: agent?.id ?? ''});
	// Only seconds and nanos are read: this is a grace period of nothing.
	await drain({max_grace_period: {nanoseconds: 3e9}});
	await eventually('drained', async () => agent?.drain?.state === 'DRAINED');
	await cluster.reset();
	t.deepEqual([agent?.deactivated, agent?.drain, cluster.tasks.ended()], [false, null, []]);
});

test('a deactivated agent keeps its tasks', async t => {
	const {call, cluster, told, id} = await startDrain(t);
	cluster.tasks.add({name: 'build', framework: 'jenkins', agent: id});
	t.is((await call('DEACTIVATE_AGENT')).status, 200);
	t.like(await told(), {active: false, deactivated: true, drain_info: undefined});
	t.is(cluster.tasks.running().length, 1);
});

test('the agents are told in JSON, too', async t => {
	const {client, call, drained, id} = await startDrain(t);
	await call('DRAIN_AGENT');
	await drained();
	const {type, get_agents} = (await client('POST', api, {type: 'GET_AGENTS'})).json;
	const [first, second] = get_agents.agents;
	t.is(type, 'GET_AGENTS');
	t.like(first, {active: false, deactivated: true, pid: 'slave(1)@127.0.2.11:5051', version: '1.11.0'});
	t.deepEqual(first.agent_info.id, {value: id});
	t.deepEqual(first.drain_info, {state: 'DRAINED', config: {mark_gone: false}});
	t.like(second, {active: true, deactivated: false, drain_info: undefined});
});

test('what Mesos cannot make sense of is refused in its words', async t => {
	const {client, agents} = await withCluster(t, {agents: 1});
	const refused = async (body: object, headers = {}) => {
		const {status, text} = await client('POST', api, body, headers);
		return `${status} ${text}`;
	};
	t.is(await refused({}), "400 Failed to validate master::Call: Expecting 'type' to be present");
	t.is(
		await refused({type: 'DRAIN_AGENT'}),
		"400 Failed to validate master::Call: Expecting 'drain_agent' to be present",
	);
	t.is(
		await refused({type: 'DRAIN_AGENT', drain_agent: {}}),
		'400 Failed to convert JSON into Call protobuf: Missing required fields: drain_agent.agent_id',
	);
	t.is(await refused({type: 'DRAIN_AGENT', drain_agent: {agent_id: {value: 'none'}}}), '400 Unknown agent');
	t.regex(await refused({type: 'GET_AGENTS'}, {'content-type': 'application/json; charset=utf-8'}), /^415 Expecting/);
	t.regex(await refused(Buffer.from('{'), {'content-type': 'application/json'}), /^400 Failed to parse body/);
	t.false(agents[0]?.deactivated);
});

test('before DC/OS 2.0, Mesos knows no draining and tells nothing of it', async t => {
	for (const [dcos, mesos] of [
		['1.12.3', '1.7.0'],
		['1.13.4', '1.8.0'],
	] as const) {
		const {call, told, agents, client} = await startDrain(t, {}, dcos);
		const {status, text} = await call('DRAIN_AGENT');
		t.deepEqual([status, text], [400, "Failed to validate master::Call: Expecting 'type' to be present"]);
		t.like(await told(), {version: mesos, active: true, deactivated: undefined});
		t.false(agents[0]?.deactivated);
		t.is((await client('GET', '/mesos/master/state')).json.version, mesos);
	}
	for (const [dcos, mesos] of [
		['2.0.0', '1.9.0'],
		['2.1.0', '1.10.0'],
	] as const) {
		const {told} = await startDrain(t, {}, dcos);
		t.like(await told(), {version: mesos, deactivated: false});
	}
});

test('a right that is lacking is a fault like any other', async t => {
	const {call, faults, agents} = await startDrain(t);
	faults.add({match: (method, path) => method === 'POST' && path === api, kind: 'status', status: 403, body: ''});
	t.is((await call('DRAIN_AGENT')).status, 403);
	t.false(agents[0]?.deactivated);
});

test('`dcos node list` is told of the drain in protobuf', t => {
	const resources = {cpus: 1, mem: 1, disk: 1};
	const drain = {state: 'DRAINED', maxGracePeriod: null, since: 0} as const;
	const agent = {
		id: 'S0',
		hostname: 'h',
		ip: '127.0.2.11',
		public: false,
		active: true,
		deactivated: true,
		drain,
		resources,
	};
	const told = encodeAgents([agent], '1.11.0').toString('hex');
	t.true(told.endsWith('6001' + '6a04' + '0802' + '1200'), told);
	t.false(encodeAgents([agent], '1.8.0').toString('hex').includes('6a04'));
});
