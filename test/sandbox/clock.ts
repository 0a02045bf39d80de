import {setTimeout as delay} from 'node:timers/promises';

/** The cluster's time in milliseconds since the epoch; a test may put its own in. */
export type Now = () => number;

const longestNap = 25;

/**
 * Resolves when the cluster's clock has reached `time`, or as soon as the signal is aborted. The naps are real time, so
 * a clock that a test moves by hand is looked at often enough.
 */
export async function waitUntil(now: Now, time: number, signal: AbortSignal): Promise<void> {
	while (!signal.aborted && now() < time) {
		await nap(Math.max(1, Math.min(time - now(), longestNap)), signal);
	}
}

/** Resolves when the condition holds, which is looked at 40 times a second, or as soon as the signal is aborted. */
export async function waitFor(condition: () => boolean, signal: AbortSignal): Promise<void> {
	while (!signal.aborted && !condition()) await nap(longestNap, signal);
}

async function nap(milliseconds: number, signal: AbortSignal): Promise<void> {
	// Being aborted is the one way in which a nap can fail.
	await delay(milliseconds, undefined, {ref: false, signal}).catch(() => undefined);
}
