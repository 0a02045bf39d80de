import type {Clock} from '../../../src/world.ts';

export type StillClock = Clock & {
	/** How long was slept each time, in milliseconds. */
	slept: readonly number[];
};

/** A clock that moves only when somebody sleeps, from 0. `onSleep` is told the time after each sleep. */
export function stillClock(onSleep: (now: number) => void = () => {}): StillClock {
	let now = 0;
	const slept: number[] = [];
	return {
		slept,
		now: () => now,
		elapsed: () => now,
		async sleep(milliseconds) {
			// a loop that sleeps for nothing would never end
			if (slept.push(milliseconds) > 10_000) throw new Error('slept more often than anybody would wait');
			now += milliseconds;
			onSleep(now);
		},
	};
}
