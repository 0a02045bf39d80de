/**
 * How many runs of a property: as many as are said here, and a tenth in `npm run check`, which has no time for more. A failure there
 * or in `npm test` prints the seed with which it comes again.
 */
export function runs(most: number): number {
	return process.env.RUNS === 'few' ? Math.ceil(most / 10) : most;
}
