import {randomUUID} from 'node:crypto';
import {waitUntil} from '../clock.ts';
import type {ClusterAgent} from '../mesos/cluster-agent.ts';
import type {App, AppDefinition, Instance, Task} from './app.ts';
import {countUnused, countUsed, noOffers} from './offers.ts';
import {place} from './place.ts';
import {runTask, type Surroundings} from './run-task.ts';

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
	app: App,
	instance: Instance,
	{now, agents, tasks}: Surroundings,
	signal: AbortSignal,
): Promise<Task | undefined> {
	while (!signal.aborted) {
		const {agent, unused} = place(app.definition, agents, tasks());
		for (const offer of unused) countUnused(app.offers, {...offer, at: now()});
		if (agent) {
			countUsed(app.offers, now());
			instance.task = stageTask(app.definition, agent, now());
			if (app.instances.every(({task}) => task)) app.offers = noOffers();
			return instance.task;
		}
		await waitUntil(now, now() + offerInterval, signal);
	}
	return undefined;
}

function stageTask({id, cpus, mem, disk}: AppDefinition, agent: ClusterAgent, since: number): Task {
	const taskId = `${id.slice(1).replaceAll('/', '_')}.instance-${randomUUID()}._app.1`;
	return {id: taskId, name: id, agent, agentId: agent.id, state: 'TASK_STAGING', resources: {cpus, mem, disk}, since};
}
