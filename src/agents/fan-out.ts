import pMap from 'p-map';

type Limits = {
	/** How many at once. */
	parallel: number;
	/** When it aborts, nothing new is started; what runs is waited for. */
	interrupted: AbortSignal;
};

/** Does the work for every item and gives a result for every item, in the order of the items; null for one that was not started. */
export function fanOut<Item, Result>(
	items: readonly Item[],
	{parallel, interrupted}: Limits,
	work: (item: Item) => Promise<Result>,
): Promise<(Result | null)[]> {
	return pMap(items, item => (interrupted.aborted ? null : work(item)), {concurrency: parallel, stopOnError: true});
}
