import type {Json} from '../errors/json.ts';

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

type Counts = Pick<App, 'tasksStaged' | 'tasksRunning' | 'tasksHealthy' | 'tasksUnhealthy'>;
type Needs = Pick<App, 'cpus' | 'mem' | 'disk' | 'constraints'>;
type RawPort = {labels?: Record<string, string> | null};

type RawTask = {
	host?: string;
	healthCheckResults?: ({alive?: boolean; lastFailureCause?: Json} | null)[];
};

/** An app as Marathon sends it, as far as it is used here. */
export type RawApp = Pick<App, 'id' | 'instances'> &
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

export function appFrom(raw: RawApp): App {
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
export function virtualIpsOf({portDefinitions, container}: RawApp): string[] {
	const ports = [portDefinitions, container?.portMappings, container?.docker?.portMappings].flatMap(each => each ?? []);
	const labels = ports.flatMap(port => Object.entries(port.labels ?? {}));
	return labels.filter(([name]) => /^(VIP|vip)/.test(name)).map(([, value]) => value.replace(/:\d+$/, ''));
}
