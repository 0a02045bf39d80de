import test, {type ExecutionContext} from 'ava';
import {describeAgents} from '../agent-specs.ts';
import {eventually} from '../eventually.ts';
import {createTasks} from '../mesos/tasks.ts';
import {createNames} from '../names.ts';
import type {AppDefinition} from './app.ts';
import type {Behaviour} from './behaviour.ts';
import {completeDefinition} from './complete-definition.ts';
import {createScheduler, type Scheduler} from './scheduler.ts';

const host = 'web.marathon.l4lb.thisdcos.directory';
const web = {id: '/web', portDefinitions: [{port: 0, labels: {VIP_0: '/web:443'}}]};
const checked = {...web, healthChecks: [{protocol: 'COMMAND', command: {value: 'true'}}]};

/** Marathon alone, with programs that listen on port 4000, 4001 and so on. */
function startApp(t: ExecutionContext, asked: Record<string, unknown>, behaviour: Behaviour = {}) {
	const names = createNames();
	let started = 0;
	const agents = describeAgents({clusterId: 'c', agents: 2, publicAgents: 0});
	const scheduler: Scheduler = createScheduler({
		names,
		behaviour,
		now: Date.now,
		mesos: createTasks(agents, Date.now, () => scheduler.tasks()),
		pace: {staging: 0, healthCheck: 0, grace: 0, name: 0, drain: 0},
		agents,
		launch: async () => ({port: 4000 + started++, check: async () => undefined, stop: async () => undefined}),
	});
	t.teardown(() => scheduler.clear());
	scheduler.create(completeDefinition(asked) as AppDefinition);
	const leadsTo = (port: number | undefined) =>
		eventually(`the name leads to ${port}`, async () => names.lookUp(host)?.port === port);
	const healthy = () => eventually('healthy', async () => scheduler.apps.get(web.id)?.deployment === undefined);
	return {names, scheduler, behaviour, leadsTo, healthy};
}

test('the name leads to a task that is healthy, and goes with its health', async t => {
	const {names, behaviour, leadsTo} = startApp(t, checked);
	t.is(names.lookUp(host), undefined);
	await leadsTo(4000);
	behaviour.unhealthy = 'refused';
	await leadsTo(undefined);
	behaviour.unhealthy = undefined;
	await leadsTo(4000);
	t.pass();
});

test('the name stays away, and goes away, while that is the behaviour', async t => {
	const {names, behaviour, leadsTo, healthy} = startApp(t, checked, {nameless: true});
	await healthy();
	t.is(names.lookUp(host), undefined);
	behaviour.nameless = false;
	await leadsTo(4000);
	behaviour.nameless = true;
	await leadsTo(undefined);
});

test('the name goes with the app, also where that has no health checks', async t => {
	for (const asked of [web, checked]) {
		const {scheduler, leadsTo} = startApp(t, asked);
		await leadsTo(4000);
		scheduler.remove(web.id);
		await leadsTo(undefined);
	}
	t.pass();
});
