import type {ClusterAgent, Resources} from '../mesos/cluster-agent.ts';

/** Why an agent's offer is turned down. Of several reasons Marathon counts the one that comes first here. */
export const declineReasons = [
	'UnfulfilledRole',
	'UnfulfilledConstraint',
	'NoCorrespondingReservationFound',
	'AgentMaintenance',
	'InsufficientCpus',
	'InsufficientMemory',
	'InsufficientDisk',
	'InsufficientGpus',
	'InsufficientPorts',
	'DeclinedScarceResources',
] as const;

export type DeclineReason = (typeof declineReasons)[number];

/** What an agent has left, and why that will not do: the reason that counts first, none where it will do. */
export type JudgedOffer = {agent: ClusterAgent; left: Resources; reasons: DeclineReason[]};

/** An offer that was turned down, and when. */
export type UnusedOffer = JudgedOffer & {at: number};

/** What became of the offers since the app's instances began to wait; times in milliseconds. */
export type OfferStatistics = {
	used: number;
	unused: number;
	declined: Map<DeclineReason, number>;
	/** The last one of each agent, by the agent's ID. */
	lastUnused: Map<string, UnusedOffer>;
	lastUnusedAt?: number;
	lastUsedAt?: number;
};

export function noOffers(): OfferStatistics {
	return {used: 0, unused: 0, declined: new Map(), lastUnused: new Map()};
}

export function countUsed(statistics: OfferStatistics, at: number): void {
	statistics.used += 1;
	statistics.lastUsedAt = at;
}

export function countUnused(statistics: OfferStatistics, offer: UnusedOffer): void {
	statistics.unused += 1;
	statistics.lastUnusedAt = offer.at;
	statistics.lastUnused.set(offer.agent.id, offer);
	countReason(statistics.declined, offer);
}

/** Why the last offer of each agent was turned down, and of how many. */
export function lastDeclined({lastUnused}: OfferStatistics): Map<DeclineReason, number> {
	const declined = new Map<DeclineReason, number>();
	for (const offer of lastUnused.values()) countReason(declined, offer);
	return declined;
}

function countReason(declined: Map<DeclineReason, number>, {reasons: [reason]}: JudgedOffer): void {
	if (reason !== undefined) declined.set(reason, (declined.get(reason) ?? 0) + 1);
}
