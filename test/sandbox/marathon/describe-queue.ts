import type {Now} from '../clock.ts';
import type {Resources} from '../mesos/cluster-agent.ts';
import type {App} from './app.ts';
import {describeDefinition, isoTime} from './descriptions.ts';
import {type DeclineReason, declineReasons, lastDeclined, type OfferStatistics, type UnusedOffer} from './offers.ts';

/** The launch queue: every app of which an instance has no task. The unused offers are told only when they are asked for. */
export function describeQueue(apps: App[], now: Now, lastUnusedOffers: boolean): object[] {
	return apps.flatMap(app => {
		const waiting = app.instances.filter(({task}) => task === undefined);
		const [first] = waiting;
		if (!first) return [];
		const delay = Math.max(0, Math.ceil((first.delayedUntil - now()) / 1000));
		return [
			{
				app: describeDefinition(app),
				count: waiting.length,
				role: 'slave_public',
				since: isoTime(first.since),
				delay: {timeLeftSeconds: delay, overdue: delay === 0},
				processedOffersSummary: summarize(app.offers),
				...(lastUnusedOffers ? {lastUnusedOffers: [...app.offers.lastUnused.values()].map(describeUnused)} : {}),
			},
		];
	});
}

function summarize(offers: OfferStatistics): object {
	const {used, unused, declined, lastUnused, lastUnusedAt, lastUsedAt} = offers;
	return {
		processedOffersCount: used + unused,
		unusedOffersCount: unused,
		...(lastUnusedAt === undefined ? {} : {lastUnusedOfferAt: isoTime(lastUnusedAt)}),
		...(lastUsedAt === undefined ? {} : {lastUsedOfferAt: isoTime(lastUsedAt)}),
		rejectSummaryLastOffers: funnel(lastUnused.size, lastDeclined(offers)),
		rejectSummaryLaunchAttempt: funnel(used + unused, declined),
	};
}

/** One step for every reason: what the earlier ones declined does not get to the later ones. */
function funnel(offers: number, declinedFor: Map<DeclineReason, number>): object[] {
	let processed = offers;
	return declineReasons.map(reason => {
		const declined = declinedFor.get(reason) ?? 0;
		const step = {reason, declined, processed};
		processed -= declined;
		return step;
	});
}

function describeUnused({agent, left, reasons, at}: UnusedOffer): object {
	const role = agent.public ? 'slave_public' : '*';
	return {
		offer: {
			id: `${agent.id}-O${at}`,
			hostname: agent.hostname,
			agentId: agent.id,
			resources: describeResources(left, role),
			attributes: agent.public ? [{name: 'public_ip', text: 'true', ranges: [], set: []}] : [],
		},
		reason: reasons,
		timestamp: isoTime(at),
	};
}

function describeResources({cpus, mem, disk}: Resources, role: string): object[] {
	return Object.entries({cpus, mem, disk}).map(([name, scalar]) => ({name, role, scalar, ranges: [], set: []}));
}
