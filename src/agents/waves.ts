export type WaveRules<Item> = {
	/** How many agents may be in restart at once; at least 1. */
	size: number;
	/** These come at the end, one by one: what all others need runs on them. */
	goesLast: (item: Item) => boolean;
};

/** The order of a rolling restart: one canary, then waves, then those that go last. Every agent is in exactly one wave. */
export function wavesOf<Item>(items: readonly Item[], {size, goesLast}: WaveRules<Item>): Item[][] {
	const [canary, ...rest] = items.filter(item => !goesLast(item));
	const last = items.filter(goesLast).map(item => [item]);
	return [...(canary === undefined ? [] : [[canary]]), ...chunks(rest, size), ...last];
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
	const starts = Array.from({length: Math.ceil(items.length / size)}, (_, index) => index * size);
	return starts.map(start => items.slice(start, start + size));
}

/** Agents that are down already count, so that never more are missing than were asked for; one at a time goes always. */
export function waveSize(batch: number, down: number): number {
	return Math.max(1, batch - down);
}
