/** A number of agents, or that many of a hundred. */
export type Share = {amount: number; of: 'all' | 'hundred'};

/** Of so many agents, rounded down: a share of few agents is none. */
export function howMany({amount, of}: Share, agents: number): number {
	return of === 'all' ? amount : Math.floor((agents * amount) / 100);
}

/** As it is given on the command line. */
export function shareText({amount, of}: Share): string {
	return of === 'all' ? String(amount) : `${amount}%`;
}
