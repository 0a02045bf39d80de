import type {Json} from '../errors/json.ts';
import type {Http} from './http.ts';
import {jsonOf} from './json.ts';

export type App = {
	id: string;
	instances: number;
	/** What one instance asks for; memory and disk in MiB. */
	cpus: number;
	mem: number;
	disk: number;
	/** e.g. [["hostname", "CLUSTER", "10.0.0.7"]] */
	constraints: readonly (readonly string[])[];
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
	/** Health checks that fail, one for each task; `cause` is null when the check gave none. */
	failingChecks: readonly {host: string; cause: string | null}[];
};

/** An app as far as it matters to another one. */
export type ListedApp = Pick<App, 'id' | 'labels'> & {
	/** The names that it gave its virtual IPs, e.g. "/dcos-registry" from the label VIP_0=/dcos-registry:443. */
	virtualIps: readonly string[];
};

/** An app that waits for an offer. */
export type Queued = {
	/** Of the last offers, how many were refused for each reason, e.g. InsufficientMemory. */
	refused: readonly {reason: string; declined: number; processed: number}[];
	/** Seconds until Marathon tries again after tasks that failed. */
	delay: number;
};

export type Marathon = {
	/** null when there is no such app. The id has a leading slash. */
	app(id: string): Promise<App | null>;
	apps(): Promise<readonly ListedApp[]>;
	/** The apps that have this label with this value. */
	labelled(label: string, value: string): Promise<readonly Pick<App, 'id' | 'labels'>[]>;
	/** null when the app is not waiting for an offer. */
	queued(id: string): Promise<Queued | null>;
	/** What is being done to the app, e.g. StartApplication. */
	actions(id: string): Promise<readonly string[]>;
};

export function marathonOver(http: Http): Marathon {
	const api = '/service/marathon/v2';
	const embedded = ['app.counts', 'app.deployments', 'app.lastTaskFailure', 'app.tasks'];
	const embed = embedded.map(each => `embed=${each}`).join('&');
	const list = async (query: string) => {
		const answer = await http({method: 'GET', path: `${api}/apps${query}`, expect: [200]});
		return jsonOf<{apps: RawApp[]}>(answer, "Marathon's apps").apps;
	};
	return {
		async app(id) {
			const answer = await http({method: 'GET', path: `${api}/apps${escapeAppId(id)}?${embed}`, expect: [200, 404]});
			return answer.status === 404 ? null : appFrom(jsonOf<{app: RawApp}>(answer, `Marathon for ${id}`).app);
		},
		async apps() {
			return (await list('')).map(app => ({id: app.id, labels: app.labels ?? {}, virtualIps: virtualIpsOf(app)}));
		},
		async labelled(label, value) {
			const selector = encodeURIComponent(`${selectorTerm(label)}==${selectorTerm(value)}`);
			return (await list(`?label=${selector}`)).map(({id, labels = {}}) => ({id, labels}));
		},
		async queued(id) {
			const answer = await http({method: 'GET', path: `${api}/queue`, expect: [200]});
			const {queue} = jsonOf<{queue: RawQueueItem[]}>(answer, "Marathon's queue");
			const item = queue.find(each => each.app?.id === id);
			if (item === undefined) return null;
			const refused = item.processedOffersSummary?.rejectSummaryLastOffers ?? [];
			return {refused: refused.filter(each => each.declined > 0), delay: item.delay?.timeLeftSeconds ?? 0};
		},
		async actions(id) {
			const answer = await http({method: 'GET', path: `${api}/deployments`, expect: [200]});
			const deployments = jsonOf<RawDeployment[]>(answer, "Marathon's deployments");
			const current = deployments.flatMap(({currentActions = []}) => currentActions);
			return current.filter(({app}) => app === id).map(({action}) => action);
		},
	};
}

type Counts = Pick<App, 'tasksStaged' | 'tasksRunning' | 'tasksHealthy' | 'tasksUnhealthy'>;
type Needs = Pick<App, 'cpus' | 'mem' | 'disk' | 'constraints'>;
type RawPort = {labels?: Record<string, string> | null};

type RawTask = {
	host?: string;
	healthCheckResults?: ({alive?: boolean; lastFailureCause?: Json} | null)[];
};

type RawApp = Pick<App, 'id' | 'instances'> &
	Partial<Counts & Needs> & {
		deployments?: unknown[];
		healthChecks?: unknown[];
		readinessChecks?: unknown[];
		labels?: Record<string, string>;
		lastTaskFailure?: App['lastTaskFailure'];
		tasks?: RawTask[];
		portDefinitions?: RawPort[] | null;
		container?: {portMappings?: RawPort[] | null; docker?: {portMappings?: RawPort[] | null} | null} | null;
	};

type RawQueueItem = {
	app?: {id?: string};
	delay?: {timeLeftSeconds?: number};
	processedOffersSummary?: {rejectSummaryLastOffers?: {reason: string; declined: number; processed: number}[]};
};

type RawDeployment = {currentActions?: {app?: string; action: string}[]};

function appFrom(raw: RawApp): App {
	const {id, instances, tasksStaged = 0, tasksRunning = 0, tasksHealthy = 0, tasksUnhealthy = 0} = raw;
	const {cpus = 0, mem = 0, disk = 0, constraints = []} = raw;
	return {
		id,
		instances,
		cpus,
		mem,
		disk,
		constraints,
		tasksStaged,
		tasksRunning,
		tasksHealthy,
		tasksUnhealthy,
		deployments: raw.deployments?.length ?? 0,
		hasChecks: (raw.healthChecks?.length ?? 0) > 0 || (raw.readinessChecks?.length ?? 0) > 0,
		labels: raw.labels ?? {},
		lastTaskFailure: raw.lastTaskFailure ?? null,
		failingChecks: (raw.tasks ?? []).flatMap(failingCheckOf),
	};
}

function failingCheckOf({host = 'an agent', healthCheckResults = []}: RawTask): App['failingChecks'] {
	const failing = healthCheckResults.find(result => result?.alive === false);
	if (!failing) return [];
	const cause = failing.lastFailureCause;
	return [{host, cause: typeof cause === 'string' && cause !== '' ? cause : null}];
}

/** Ports stand in one of three places, by how the app is networked and how old Marathon is. dcos-net takes every label that begins so. */
function virtualIpsOf({portDefinitions, container}: RawApp): string[] {
	const ports = [portDefinitions, container?.portMappings, container?.docker?.portMappings].flatMap(each => each ?? []);
	const labels = ports.flatMap(port => Object.entries(port.labels ?? {}));
	return labels.filter(([name]) => /^(VIP|vip)/.test(name)).map(([, value]) => value.replace(/:\d+$/, ''));
}

function escapeAppId(id: string): string {
	return id.split('/').map(encodeURIComponent).join('/');
}

/** In a label selector, Marathon wants a backslash before all but letters, digits and `-_.`. */
function selectorTerm(text: string): string {
	return text.replace(/[^-A-Za-z0-9_.]/g, '\\$&');
}
