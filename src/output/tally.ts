import type {Mark} from './progress.ts';

/** Every agent is in exactly one of them, and in `all`. */
export type Counts = {all: number; done: number; open: number; running: number; waiting: number};

/** How far the work on many agents is. */
export type Tally = {
	/** `since` in milliseconds. False when that is nothing new. */
	update(name: string, doing: string, since: number): boolean;
	/** False for an agent that ended before, or that is none of them. */
	ended(name: string, line: string, mark: Mark): boolean;
	counts(): Counts;
	/** Those that ended open, the latest last. */
	open: readonly Ended[];
	/** Those that are being worked on; the one that has been doing the same for the longest time comes first. */
	running: ReadonlyMap<string, Doing>;
};

export type Ended = {name: string; line: string};
export type Doing = {doing: string; since: number};

export function tally(names: readonly string[]): Tally {
	const waiting = new Set(names);
	const all = waiting.size;
	const running = new Map<string, Doing>();
	const open: Ended[] = [];
	let done = 0;
	return {
		update(name, doing, since) {
			const begins = waiting.delete(name);
			if (!begins && (!running.has(name) || running.get(name)?.doing === doing)) return false;
			// the map keeps the order in which it was filled
			running.delete(name);
			running.set(name, {doing, since});
			return true;
		},
		ended(name, line, mark) {
			if (!waiting.delete(name) && !running.delete(name)) return false;
			if (mark === 'open') open.push({name, line});
			else done += 1;
			return true;
		},
		counts: () => ({all, done, open: open.length, running: running.size, waiting: waiting.size}),
		open,
		running,
	};
}

/** "312 of 1000 done · 3 open · 32 running · 653 waiting", without what there is none of. */
export function countsInWords({all, done, open, running, waiting}: Counts): string {
	const others = Object.entries({open, running, waiting}).filter(([, count]) => count > 0);
	return [`${done} of ${all} done`, ...others.map(([word, count]) => `${count} ${word}`)].join(' · ');
}
