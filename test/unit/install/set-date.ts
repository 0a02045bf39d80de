import {type StillClock, stillClock} from './still-clock.ts';

const hour = 3_600_000;

/** A clock whose date somebody sets an hour forward and back in turn, at each look at it, while the time that has passed is as ever. */
export function setDate(clock: StillClock = stillClock()): StillClock {
	let looks = 0;
	return {
		...clock,
		now: () => {
			looks += 1;
			return clock.elapsed() + (looks % 2 === 0 ? hour : -hour);
		},
	};
}
