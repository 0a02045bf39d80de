import {type InferOutput, nullable, nullish, unknown} from 'valibot';
import {aList, aNumber, anObject, aText, textsByName, yesOrNo} from '../errors/expected.ts';

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

const count = nullish(aNumber, 0);
const ports = nullish(aList(anObject({labels: nullish(textsByName)})));
const task = anObject({
	host: nullish(aText),
	healthCheckResults: nullish(
		aList(nullable(anObject({alive: nullish(yesOrNo), lastFailureCause: nullish(unknown())}))),
	),
});

/** An app as Marathon sends it, as far as it is used here. */
export const app = anObject({
	id: aText,
	instances: aNumber,
	cpus: count,
	mem: count,
	disk: count,
	constraints: nullish(aList(aList(aText))),
	tasksStaged: count,
	tasksRunning: count,
	tasksHealthy: count,
	tasksUnhealthy: count,
	deployments: nullish(aList(unknown())),
	healthChecks: nullish(aList(unknown())),
	readinessChecks: nullish(aList(unknown())),
	labels: nullish(textsByName),
	lastTaskFailure: nullish(
		anObject({
			message: nullish(aText, ''),
			host: nullish(aText, ''),
			state: nullish(aText, ''),
			timestamp: nullish(aText, ''),
		}),
	),
	tasks: nullish(aList(task)),
	portDefinitions: ports,
	container: nullish(anObject({portMappings: ports, docker: nullish(anObject({portMappings: ports}))})),
});

type RawApp = InferOutput<typeof app>;

export function appFrom({id, instances, cpus, mem, disk, ...raw}: RawApp): App {
	const {tasksStaged, tasksRunning, tasksHealthy, tasksUnhealthy} = raw;
	return {
		id,
		instances,
		cpus,
		mem,
		disk,
		constraints: raw.constraints ?? [],
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

function failingCheckOf({host, healthCheckResults}: InferOutput<typeof task>): App['failingChecks'] {
	const failing = healthCheckResults?.find(result => result?.alive === false);
	if (!failing) return [];
	const cause = failing.lastFailureCause;
	return [{host: host ?? 'an agent', cause: typeof cause === 'string' && cause !== '' ? cause : null}];
}

/** Ports stand in one of three places, by how the app is networked and how old Marathon is. dcos-net takes every label that begins so. */
export function virtualIpsOf({portDefinitions, container}: RawApp): string[] {
	const ports = [portDefinitions, container?.portMappings, container?.docker?.portMappings].flatMap(each => each ?? []);
	const labels = ports.flatMap(port => Object.entries(port.labels ?? {}));
	return labels.filter(([name]) => /^(VIP|vip)/.test(name)).map(([, value]) => value.replace(/:\d+$/, ''));
}
