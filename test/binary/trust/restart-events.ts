import {readFile} from 'node:fs/promises';

type Event = {time: string; event: string; step?: string; agent?: string; state?: string; result?: string};

/** A restart of one agent's Docker as --events tells it; times in milliseconds. */
export type ToldRestart = {agent: string; began: number; ended: number; result: string};

/** The restarts of a run, in the order in which they began. Throws where one of them has no end. */
export async function restartsIn(file: string): Promise<ToldRestart[]> {
	const events = await eventsIn(file);
	const ofRestarts = events.filter(({step}) => step?.startsWith('Restarting Docker'));
	const began = ofRestarts.filter(({event, agent}, index) => {
		const earlier = ofRestarts.slice(0, index).some(each => each.event === 'agent-state' && each.agent === agent);
		return event === 'agent-state' && !earlier;
	});
	return began.map(({agent = '', time}) => {
		const end = ofRestarts.find(each => each.event === 'agent-ended' && each.agent === agent);
		if (end === undefined) throw new Error(`the restart on ${agent} has no end`);
		return {agent, began: Date.parse(time), ended: Date.parse(end.time), result: end.result ?? ''};
	});
}

export async function eventsIn(file: string): Promise<Event[]> {
	const lines = (await readFile(file, 'utf8')).trimEnd().split('\n');
	return lines.map(line => JSON.parse(line) as Event);
}

/** The waves: what began before all that was under way had ended belongs together. */
export function wavesIn(restarts: readonly ToldRestart[]): string[][] {
	const waves: ToldRestart[][] = [];
	for (const restart of restarts) {
		const last = waves.at(-1);
		if (last?.some(({ended}) => ended > restart.began)) last.push(restart);
		else waves.push([restart]);
	}
	return waves.map(wave => wave.map(({agent}) => agent));
}

/** Milliseconds between the end of one restart and the beginning of the next, where they do not overlap. */
export function pausesIn(restarts: readonly ToldRestart[]): number[] {
	return restarts
		.slice(1)
		.map(({began}, index) => began - Math.max(...restarts.slice(0, index + 1).map(({ended}) => ended)))
		.filter(pause => pause >= 0);
}
