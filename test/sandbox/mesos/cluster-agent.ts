import type {ClusterTask} from './cluster-task.ts';

/** Memory and disk in MiB. */
export type Resources = {cpus: number; mem: number; disk: number};

/** What became of the order to drain an agent. */
export type Drain = {
	state: 'DRAINING' | 'DRAINED';
	/** How long tasks may take to stop, milliseconds; null leaves that to them. */
	maxGracePeriod: number | null;
	/** When it was ordered, milliseconds. */
	since: number;
};

/** An agent as the Mesos master knows it. */
export type ClusterAgent = {
	id: string;
	hostname: string;
	ip: string;
	/** Public agents carry an attribute, and their resources are reserved for the role slave_public. */
	public: boolean;
	/** False while the master has lost the agent. */
	active: boolean;
	/** An operator wants no new tasks there; also while it drains, and afterwards until it is reactivated. */
	deactivated: boolean;
	drain: Drain | null;
	resources: Resources;
};

/** Whether the master offers what the agent has. That is also what Mesos itself calls active. */
export function isOffered({active, deactivated}: ClusterAgent): boolean {
	return active && !deactivated;
}

/** What tasks take away from an agent. */
export function usedBy(tasks: ClusterTask[], agentId: string): Resources {
	return tasks
		.filter(task => task.agentId === agentId)
		.reduce((sum, {resources}) => add(sum, resources), {cpus: 0, mem: 0, disk: 0});
}

function add(one: Resources, other: Resources): Resources {
	return {cpus: one.cpus + other.cpus, mem: one.mem + other.mem, disk: one.disk + other.disk};
}
