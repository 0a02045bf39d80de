import {type Now, waitFor} from '../clock.ts';
import {type App, isUp, type Task} from './app.ts';
import type {Behaviour} from './behaviour.ts';
import {unknownHealth, withFailure, withSuccess} from './health.ts';

type Check = {
	now: Now;
	pace: {healthCheck: number; grace: number};
	behaviour: Behaviour;
	check: () => Promise<void>;
	settle: (app: App) => void;
};

/**
 * Checks a running task's health until the signal is aborted. A task that is well is left alone until it is made to
 * fail: Marathon, too, hears of a command's result only when that has changed.
 */
export async function watchHealth(app: App, task: Task, around: Check, signal: AbortSignal): Promise<void> {
	if (app.definition.healthChecks.length === 0) return;
	const {now, pace, behaviour, settle} = around;
	// Without a pace the loop must still wait for the clock, not to keep everything else from being done.
	const interval = Math.max(pace.healthCheck, 1);
	for (let due = now() + pace.healthCheck; !signal.aborted; due = now() + interval) {
		await waitFor(() => now() >= due && (behaviour.unhealthy !== undefined || !isUp(app, task)), signal);
		if (signal.aborted) return;
		await checkOnce(task, around);
		settle(app);
	}
}

async function checkOnce(task: Task, {now, pace, behaviour, check}: Check): Promise<void> {
	const cause = behaviour.unhealthy ?? (await failureOf(check));
	const {health = unknownHealth, startedAt = now()} = task;
	if (cause === undefined) task.health = withSuccess(health, now());
	else if (health.firstSuccess === undefined && now() < startedAt + pace.grace) task.health = health;
	else task.health = withFailure(health, cause, now());
}

async function failureOf(check: () => Promise<void>): Promise<string | undefined> {
	try {
		await check();
		return undefined;
	} catch (error) {
		return error instanceof Error ? error.message : String(error);
	}
}
