/** As many things wrong with one file as anybody reads at once. */
const most = 20;

/** The first ones, and how many more there are. */
export function firstOf<T>(all: readonly T[]): {first: readonly T[]; more: number} {
	return {first: all.slice(0, most), more: Math.max(0, all.length - most)};
}
