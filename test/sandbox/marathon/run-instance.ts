import {waitUntil} from '../clock.ts';
import type {TaskEnd} from '../mesos/cluster-task.ts';
import type {App, Instance} from './app.ts';
import {countUnused, countUsed, noOffers} from './offers.ts';
import {place} from './place.ts';
import {runTask, type Surroundings} from './run-task.ts';
import {type StagedTask, stageTask} from './stage-task.ts';

const offerInterval = 100;

/** Keeps one instance of an app running, with Marathon's growing delay between failures, until the signal is aborted. */
export async function runInstance(
	app: App,
	instance: Instance,
	around: Surroundings,
	signal: AbortSignal,
): Promise<void> {
	for (let failures = 0; !signal.aborted; ) {
		const staged = await awaitOffer(app, instance, around, signal);
		if (!staged) return;
		const {task} = staged;
		const {state, message} = await endOf(app, staged, around, signal);
		const at = around.now();
		around.remember(task, state);
		instance.task = undefined;
		Object.assign(instance, {since: at, delayedUntil: at});
		// Marathon holds nothing against an app whose task was killed because its agent is drained.
		if (state !== 'TASK_FAILED') continue;
		app.lastFailure = {taskId: task.id, agent: task.agent, message, at};
		instance.delayedUntil = at + launchDelay(app, failures);
		failures += 1;
		await waitUntil(around.now, instance.delayedUntil, signal);
	}
}

/** Milliseconds. */
function launchDelay({definition}: App, failures: number): number {
	const {backoffSeconds, backoffFactor, maxLaunchDelaySeconds} = definition;
	return 1000 * Math.min(backoffSeconds * backoffFactor ** failures, maxLaunchDelaySeconds);
}

/** Runs the task until the signal is aborted, until it fails or until somebody ends it. */
async function endOf(app: App, {task, ended}: StagedTask, around: Surroundings, signal: AbortSignal): Promise<TaskEnd> {
	try {
		await runTask(app, task, around, AbortSignal.any([signal, ended]));
	} catch (error) {
		return {state: 'TASK_FAILED', message: error instanceof Error ? error.message : String(error)};
	}
	return ended.aborted ? (ended.reason as TaskEnd) : {state: 'TASK_KILLED', message: 'Killed by Marathon'};
}

/** The instance has its task at once, so that the next instance finds the resources taken. */
async function awaitOffer(
	app: App,
	instance: Instance,
	{now, agents, tasks}: Surroundings,
	signal: AbortSignal,
): Promise<StagedTask | undefined> {
	while (!signal.aborted) {
		const {agent, unused} = place(app.definition, agents, tasks());
		for (const offer of unused) countUnused(app.offers, {...offer, at: now()});
		if (agent) {
			countUsed(app.offers, now());
			const staged = stageTask(app.definition, agent, now());
			instance.task = staged.task;
			if (app.instances.every(({task}) => task)) app.offers = noOffers();
			return staged;
		}
		await waitUntil(now, now() + offerInterval, signal);
	}
	return undefined;
}
