import {eventsIn} from '../trust/restart-events.ts';

/** How many agents were worked on at the same time at most, as --events tells it. */
export async function mostAtOnce(file: string): Promise<number> {
	let [now, most] = [0, 0];
	for (const {event} of await eventsIn(file)) {
		if (event === 'agent-state') now += 1;
		if (event === 'agent-ended') now -= 1;
		most = Math.max(most, now);
	}
	return most;
}
