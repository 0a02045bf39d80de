import {randomUUID} from 'node:crypto';
import type {TaskLedger} from '../mesos/tasks.ts';
import type {Names} from '../names.ts';
import {type App, type AppDefinition, type Deployment, type DeploymentAction, isUp, type Task} from './app.ts';
import {noOffers} from './offers.ts';
import {runInstance} from './run-instance.ts';
import type {Surroundings} from './run-task.ts';
import {publishVirtualIps} from './virtual-ips.ts';

/** Marathon's own part: which apps there are, and what is being done to them. */
export type Scheduler = {
	apps: ReadonlyMap<string, App>;
	tasks: () => Task[];
	/** The app must not exist yet. */
	create: (definition: AppDefinition) => Deployment;
	/** Ends the app's tasks and starts it anew; the app must exist. */
	update: (definition: AppDefinition) => Deployment;
	/** The app is gone when its tasks have ended; it must exist. */
	remove: (id: string) => Deployment;
	/** Ends all tasks, and forgets the apps. */
	clear: () => Promise<void>;
};

type Run = {abort: AbortController; ended: Promise<void>};

/** The scheduler's memory: the apps, and what keeps their instances going. */
type Ledger = {apps: Map<string, App>; runs: Map<string, Run>; around: Surroundings};

export function createScheduler(
	options: Pick<Surroundings, 'now' | 'pace' | 'behaviour' | 'agents' | 'launch'> & {
		names: Names;
		mesos: Pick<TaskLedger, 'running' | 'remember'>;
	},
): Scheduler {
	const apps = new Map<string, App>();
	const runs = new Map<string, Run>();
	const tasks = () => [...apps.values()].flatMap(app => app.instances.flatMap(({task}) => task ?? []));
	const publish = (app: App) => publishVirtualIps(app, options.names, options.behaviour);
	const {running, remember} = options.mesos;
	const around = {...options, tasks: running, remember, settle, publish};
	const ledger = {apps, runs, around};
	return {
		apps,
		tasks,
		create: definition => start(ledger, definition, 'StartApplication', Promise.resolve()),
		update: definition => start(ledger, definition, 'RestartApplication', end(ledger, definition.id)),
		remove: id => remove(ledger, id),
		clear: async () => {
			await Promise.all([...runs.keys()].map(id => end(ledger, id)));
			apps.clear();
			runs.clear();
		},
	};
}

function start(
	{apps, runs, around}: Ledger,
	definition: AppDefinition,
	action: DeploymentAction,
	before: Promise<void>,
): Deployment {
	const now = around.now();
	const app = createApp(definition, now);
	const deployment = deploy(app, action, now);
	apps.set(definition.id, app);
	runs.set(definition.id, run(app, around, before));
	settle(app);
	return deployment;
}

function remove(ledger: Ledger, id: string): Deployment {
	const app = ledger.apps.get(id);
	if (!app) throw new Error(`there is no app ${id}`);
	void end(ledger, id).then(() => {
		if (ledger.apps.get(id) !== app) return;
		ledger.apps.delete(id);
		ledger.runs.delete(id);
	});
	return deploy(app, 'StopApplication', ledger.around.now());
}

/** Resolves when the app's tasks have ended. */
async function end({runs}: Ledger, id: string): Promise<void> {
	const running = runs.get(id);
	running?.abort.abort();
	await running?.ended;
}

function createApp(definition: AppDefinition, since: number): App {
	const instances = Array.from({length: definition.instances}, () => ({since, delayedUntil: since}));
	return {definition, version: new Date(since).toISOString(), instances, offers: noOffers()};
}

function run(app: App, around: Surroundings, before: Promise<void>): Run {
	const abort = new AbortController();
	const all = () => app.instances.map(instance => runInstance(app, instance, around, abort.signal));
	const ended = before.then(() => Promise.all(all())).then(() => undefined);
	return {abort, ended};
}

function deploy(app: App, action: DeploymentAction, now: number): Deployment {
	app.version = new Date(now).toISOString();
	app.deployment = {id: randomUUID(), version: app.version, appId: app.definition.id, action};
	return app.deployment;
}

/** A deployment is over when every instance is up; the removal of an app ends with the app itself. */
function settle(app: App): void {
	const allUp = app.instances.every(({task}) => isUp(app, task));
	if (allUp && app.deployment?.action !== 'StopApplication') app.deployment = undefined;
}
