import {InterruptedError, TimedOutError} from '../errors/errors.ts';
import type {Step} from '../output/progress.ts';
import type {World} from '../world.ts';
import {intervalAfter} from './interval.ts';

export type Waiting = Pick<World, 'clock' | 'interrupted'> & {
	step: Step;
	/** When it ends, by the clock's `elapsed`. */
	until: number;
	/** The command that goes on waiting. */
	goOn: string;
};

/** What one look shows: that it is over, or why not yet. */
export type Look<T> = {over: T} | Seen;

export type Seen = {state: string; why: string | null};

/** What is told when the waiting ends too early, from what the last look showed. */
type Endings = {interrupted: (seen: Seen) => string; timedOut: (seen: Seen) => string};

/**
 * Looks again and again until it is over, telling what each look shows. Throws an InterruptedError or, when the time is over, a
 * TimedOutError; the cluster goes on in both cases.
 */
export async function keepLooking<T>(
	look: (looks: number) => Promise<Look<T>>,
	{clock, interrupted, step, until, goOn}: Waiting,
	endings: Endings,
): Promise<T> {
	for (let looks = 0; ; looks += 1) {
		const seen = await look(looks);
		if ('over' in seen) return seen.over;
		step.update(seen.state, seen.why ?? undefined);
		if (interrupted.aborted) {
			throw new InterruptedError(endings.interrupted(seen), {
				hint: `the cluster goes on with it; to go on waiting: ${goOn}`,
			});
		}
		if (clock.elapsed() >= until) {
			throw new TimedOutError(endings.timedOut(seen), {
				hint: `the cluster may still finish; to go on waiting: ${goOn}`,
			});
		}
		await clock.sleep(Math.min(intervalAfter(looks), Math.max(0, until - clock.elapsed())), interrupted);
	}
}

/** e.g. "1 of 2 instances healthy; no agent offers 2048 MiB of memory" */
export function inOneLine({state, why}: Seen): string {
	return why === null ? state : `${state}; ${why}`;
}
