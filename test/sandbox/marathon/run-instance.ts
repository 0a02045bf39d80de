import {randomUUID} from 'node:crypto';
import {once} from 'node:events';
import {type Now, waitUntil} from '../clock.ts';
import type {ClusterAgent} from '../mesos/cluster-agent.ts';
import type {App, AppDefinition, Instance, Task} from './app.ts';
import {place} from './place.ts';

/** A started program: what a container's process is in the sandbox. */
export type Process = {
	/** Where it listens on the loopback interface; undefined when it does not listen. */
	port?: number;
	/** The health check's command; rejects when the check fails. */
	check: () => Promise<void>;
	stop: () => Promise<void>;
};

/** How long things take, in milliseconds. */
export type Pace = {
	/** From the accepted offer to the start of the process: image pull and the like. */
	staging: number;
	/** From the start of the process to its first health check. */
	healthCheck: number;
	/** From healthy to the virtual IP's name being in the DNS. */
	name: number;
};

/** What an app's instances need from the cluster around them. */
export type Surroundings = {
	now: Now;
	pace: Pace;
	agents: ClusterAgent[];
	tasks: () => Task[];
	/** Starts what the definition's image stands for; rejects as a container that cannot start. */
	launch: (definition: AppDefinition) => Promise<Process>;
	/** Told when a task of the app has come up. */
	settle: (app: App) => void;
	/** Lets the app's virtual IPs lead to one of its tasks that are up, or to nothing. */
	publish: (app: App) => Promise<void>;
};

const offerInterval = 100;

/** Keeps one instance of an app running, with Marathon's growing delay between failures, until the signal is aborted. */
export async function runInstance(
	app: App,
	instance: Instance,
	around: Surroundings,
	signal: AbortSignal,
): Promise<void> {
	const {backoffSeconds, backoffFactor, maxLaunchDelaySeconds} = app.definition;
	for (let failures = 0; !signal.aborted; failures += 1) {
		const task = await awaitOffer(app, instance, around, signal);
		if (!task) return;
		try {
			await runTask(app, task, around, signal);
		} catch (error) {
			const message = error instanceof Error ? error.message : String(error);
			app.lastFailure = {taskId: task.id, agent: task.agent, message, at: around.now()};
		}
		instance.task = undefined;
		const delay = 1000 * Math.min(backoffSeconds * backoffFactor ** failures, maxLaunchDelaySeconds);
		instance.since = around.now();
		instance.delayedUntil = around.now() + delay;
		await waitUntil(around.now, instance.delayedUntil, signal);
	}
}

/** The instance has its task at once, so that the next instance finds the resources taken. */
async function awaitOffer(
	{definition}: App,
	instance: Instance,
	{now, agents, tasks}: Surroundings,
	signal: AbortSignal,
): Promise<Task | undefined> {
	while (!signal.aborted) {
		const {agent, declined} = place(definition, agents, tasks());
		if (agent) {
			instance.task = stageTask(definition, agent, now());
			return instance.task;
		}
		for (const reason of declined) instance.declined[reason] = (instance.declined[reason] ?? 0) + 1;
		await waitUntil(now, now() + offerInterval, signal);
	}
	return undefined;
}

function stageTask({id, cpus, mem, disk}: AppDefinition, agent: ClusterAgent, since: number): Task {
	const taskId = `${id.slice(1).replaceAll('/', '_')}.instance-${randomUUID()}._app.1`;
	return {id: taskId, name: id, agent, agentId: agent.id, state: 'TASK_STAGING', resources: {cpus, mem, disk}, since};
}

/** Resolves when the task was killed, rejects when it failed. */
async function runTask(app: App, task: Task, around: Surroundings, signal: AbortSignal): Promise<void> {
	const {now, pace} = around;
	await waitUntil(now, task.since + pace.staging, signal);
	if (signal.aborted) return;
	const started = await around.launch(app.definition);
	task.port = started.port;
	task.startedAt = now();
	task.state = 'TASK_RUNNING';
	try {
		if (app.definition.healthChecks.length > 0) {
			await waitUntil(now, now() + pace.healthCheck, signal);
			await started.check();
			task.healthy = true;
		}
		around.settle(app);
		await waitUntil(now, now() + pace.name, signal);
		await around.publish(app);
		if (!signal.aborted) await once(signal, 'abort');
	} finally {
		task.healthy = false;
		await around.publish(app);
		await started.stop();
	}
}
