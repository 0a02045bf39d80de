import type {Clock} from '../world.ts';
import {fanOut} from './fan-out.ts';

export type RollOutRules = {
	/** More failures than this stop the rest. */
	maxFailures: number;
	/** Milliseconds between two waves. */
	pause: number;
	/** Connections at once, for a wave that is larger. */
	parallel: number;
	clock: Clock;
	/** When it aborts, nothing new is started; what runs is waited for. */
	interrupted: AbortSignal;
};

/**
 * Does the work wave by wave, each wave when the one before it has ended. A result for every item, by item; none for those that
 * were not started. The work says whether its result is a failure.
 */
export async function rollOut<Item, Result>(
	waves: readonly (readonly Item[])[],
	rules: RollOutRules,
	work: (item: Item) => Promise<{result: Result; failed: boolean}>,
): Promise<Map<Item, Result>> {
	const done = new Map<Item, Result>();
	const halt = stopping(rules.interrupted);
	let failures = 0;
	for (const [index, wave] of waves.entries()) {
		if (index > 0 && !halt.signal.aborted) await rules.clock.sleep(rules.pause, halt.signal);
		await fanOut(wave, {parallel: rules.parallel, interrupted: halt.signal}, async item => {
			const {result, failed} = await work(item);
			done.set(item, result);
			if (failed) failures += 1;
			if (failures > rules.maxFailures) halt.stop();
		});
	}
	return done;
}

/** Aborted by the user or by the stop rule, whichever comes first. */
function stopping(interrupted: AbortSignal): {signal: AbortSignal; stop: () => void} {
	const controller = new AbortController();
	return {signal: AbortSignal.any([interrupted, controller.signal]), stop: () => controller.abort()};
}
