import {type Now, waitFor, waitUntil} from '../clock.ts';
import type {ClusterAgent} from '../mesos/cluster-agent.ts';
import type {ClusterTask, TaskEnd} from '../mesos/cluster-task.ts';
import {type App, type AppDefinition, isUp, type Task} from './app.ts';
import type {Behaviour} from './behaviour.ts';
import {watchHealth} from './watch-health.ts';

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
	/** From the start of the process to its first health check, and from one check to the next. */
	healthCheck: number;
	/** How long from the start of the process failed checks do not count, unless one succeeded before. */
	grace: number;
	/** From healthy to the virtual IP's name being in the DNS, and the other way round. */
	name: number;
	/** From the order to drain an agent to the end of its tasks. */
	drain: number;
};

/** What an app's tasks need from the cluster around them. */
export type Surroundings = {
	now: Now;
	pace: Pace;
	behaviour: Behaviour;
	agents: ClusterAgent[];
	/** All of the cluster's, not Marathon's alone. */
	tasks: () => ClusterTask[];
	/** Told that a task has ended. */
	remember: (task: ClusterTask, state: TaskEnd['state']) => void;
	/** Starts what the definition's image stands for; rejects as a container that cannot start. */
	launch: (definition: AppDefinition) => Promise<Process>;
	/** Told when a task of the app may have come up. */
	settle: (app: App) => void;
	/** Lets the app's virtual IPs lead to one of its tasks that are up, or to nothing. */
	publish: (app: App) => Promise<void>;
};

/** Resolves when the task was killed, rejects when it failed. */
export async function runTask(app: App, task: Task, around: Surroundings, signal: AbortSignal): Promise<void> {
	const {now, pace, behaviour} = around;
	await waitUntil(now, task.since + pace.staging, signal);
	await waitFor(() => !behaviour.staging, signal);
	if (signal.aborted) return;
	if (behaviour.failure !== undefined) throw new Error(behaviour.failure);
	const started = await around.launch(app.definition);
	task.port = started.port;
	task.startedAt = now();
	task.state = 'TASK_RUNNING';
	around.settle(app);
	try {
		await Promise.all([watchHealth(app, task, {...around, ...started}, signal), watchName(app, task, around, signal)]);
	} finally {
		task.state = 'TASK_KILLING';
		await around.publish(app);
		await started.stop();
	}
}

/** Publishes the app's virtual IPs anew when the task comes up or goes down, until the signal is aborted. */
async function watchName(app: App, task: Task, around: Surroundings, signal: AbortSignal): Promise<void> {
	const {now, pace, behaviour, publish} = around;
	const wanted = () => isUp(app, task) && !behaviour.nameless;
	for (let shown = false; !signal.aborted; ) {
		await waitFor(() => wanted() !== shown, signal);
		await waitUntil(now, now() + pace.name, signal);
		if (signal.aborted) return;
		shown = wanted();
		await publish(app);
	}
}
