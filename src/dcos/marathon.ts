import type {Http} from './http.ts';
import {jsonOf} from './json.ts';

export type App = {
	id: string;
	instances: number;
	tasksStaged: number;
	tasksRunning: number;
	tasksHealthy: number;
	tasksUnhealthy: number;
	/** Deployments under way. */
	deployments: number;
	/** Whether Marathon is told how to see that a task is well. */
	hasChecks: boolean;
	labels: Readonly<Record<string, string>>;
	/** null when no task of this app has failed. */
	lastTaskFailure: {message: string; host: string; state: string; timestamp: string} | null;
};

/** Why Marathon cannot place an app: how many of the last offers were refused for each reason, e.g. InsufficientMemory. */
export type RefusedOffers = readonly {reason: string; declined: number; processed: number}[];

export type Marathon = {
	/** null when there is no such app. The id has a leading slash. */
	app(id: string): Promise<App | null>;
	/** The apps that have this label with this value. */
	labelled(label: string, value: string): Promise<readonly Pick<App, 'id' | 'labels'>[]>;
	/** Empty when the app is not waiting for an offer. */
	refusedOffers(id: string): Promise<RefusedOffers>;
};

export function marathonOver(http: Http): Marathon {
	const api = '/service/marathon/v2';
	const embed = ['app.counts', 'app.deployments', 'app.lastTaskFailure'].map(each => `embed=${each}`).join('&');
	return {
		async app(id) {
			const answer = await http({method: 'GET', path: `${api}/apps${escapeAppId(id)}?${embed}`, expect: [200, 404]});
			return answer.status === 404 ? null : appFrom(jsonOf<{app: RawApp}>(answer, `Marathon for ${id}`).app);
		},
		async labelled(label, value) {
			const selector = encodeURIComponent(`${selectorTerm(label)}==${selectorTerm(value)}`);
			const answer = await http({method: 'GET', path: `${api}/apps?label=${selector}`, expect: [200]});
			return jsonOf<{apps: RawApp[]}>(answer, "Marathon's apps").apps.map(({id, labels = {}}) => ({id, labels}));
		},
		async refusedOffers(id) {
			const answer = await http({method: 'GET', path: `${api}/queue?embed=lastUnusedOffers`, expect: [200]});
			const {queue} = jsonOf<{queue: RawQueueItem[]}>(answer, "Marathon's queue");
			const waiting = queue.find(item => item.app?.id === id);
			return (waiting?.processedOffersSummary?.rejectSummaryLastOffers ?? []).filter(each => each.declined > 0);
		},
	};
}

type Counts = Pick<App, 'tasksStaged' | 'tasksRunning' | 'tasksHealthy' | 'tasksUnhealthy'>;

type RawApp = Pick<App, 'id' | 'instances'> &
	Partial<Counts> & {
		deployments?: unknown[];
		healthChecks?: unknown[];
		readinessChecks?: unknown[];
		labels?: Record<string, string>;
		lastTaskFailure?: App['lastTaskFailure'];
	};

type RawQueueItem = {
	app?: {id?: string};
	processedOffersSummary?: {rejectSummaryLastOffers?: {reason: string; declined: number; processed: number}[]};
};

function appFrom(raw: RawApp): App {
	const {id, instances, tasksStaged = 0, tasksRunning = 0, tasksHealthy = 0, tasksUnhealthy = 0} = raw;
	return {
		id,
		instances,
		tasksStaged,
		tasksRunning,
		tasksHealthy,
		tasksUnhealthy,
		deployments: raw.deployments?.length ?? 0,
		hasChecks: (raw.healthChecks?.length ?? 0) > 0 || (raw.readinessChecks?.length ?? 0) > 0,
		labels: raw.labels ?? {},
		lastTaskFailure: raw.lastTaskFailure ?? null,
	};
}

function escapeAppId(id: string): string {
	return id.split('/').map(encodeURIComponent).join('/');
}

/** In a label selector, Marathon wants a backslash before all but letters, digits and `-_.`. */
function selectorTerm(text: string): string {
	return text.replace(/[^-A-Za-z0-9_.]/g, '\\$&');
}
