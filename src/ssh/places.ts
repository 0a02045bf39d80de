import pLimit from 'p-limit';

/** How many programs may run at once: fewer as soon as this machine could not start one more. */
export type Places = {
	/** Does the work when there is a place for it; again, with fewer at once, where it was crowded out. `waited`: it had to wait for others. */
	take<T>(work: (waited: boolean) => Promise<T>, isCrowdedOut: (result: T) => boolean): Promise<T>;
	/** null while there was no need for fewer. */
	lowered: () => number | null;
};

/**
 * Each step halves the number, so that some descriptors are left for what else the run needs. One that was crowded out with a
 * place to itself stays so: fewer than one will not do.
 */
export function places(most: number): Places {
	const limit = pLimit(most);
	let lowered: number | null = null;
	return {
		async take(work, isCrowdedOut) {
			let waited = limit.activeCount + limit.pendingCount >= limit.concurrency;
			for (;;) {
				const {result, before} = await limit(async () => {
					const before = {concurrency: limit.concurrency, active: limit.activeCount};
					return {result: await work(waited), before};
				});
				if (!isCrowdedOut(result) || (before.concurrency === 1 && before.active === 1)) return result;
				// of those that were crowded out together the first one lowers it
				if (before.concurrency === limit.concurrency) {
					lowered = Math.max(1, Math.floor(Math.min(before.concurrency, limit.activeCount + 1) / 2));
					limit.concurrency = lowered;
				}
				waited = true;
			}
		},
		lowered: () => lowered,
	};
}

/** From the system's code: this machine bore no more programs at once, and with fewer it may work. */
export function isCrowded(code: string | null): boolean {
	return code !== null && ['EMFILE', 'ENFILE', 'EAGAIN', 'ENOMEM'].includes(code);
}
