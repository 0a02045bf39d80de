export type Spread = {least: number; median: number; most: number};

/** The middle of an odd number of figures, the lower middle of an even one. */
export function spread(figures: readonly number[]): Spread {
	const sorted = [...figures].sort((one, other) => one - other);
	const [least = 0, median = 0, most = 0] = [sorted[0], sorted[(sorted.length - 1) >> 1], sorted.at(-1)];
	return {least, median, most};
}

export function spreadText({least, median, most}: Spread, digits = 2): string {
	return `${median.toFixed(digits)} (${least.toFixed(digits)}-${most.toFixed(digits)})`;
}
