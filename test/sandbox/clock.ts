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
		await delay(Math.max(1, Math.min(time - now(), longestNap)), undefined, {ref: false});
	}
}
