/** Memory and disk in MiB. */
export type Resources = {cpus: number; mem: number; disk: number};

/** An agent as the Mesos master knows it. */
export type ClusterAgent = {
	id: string;
	hostname: string;
	ip: string;
	/** Public agents carry an attribute, and their resources are reserved for the role slave_public. */
	public: boolean;
	/** False while the master has lost the agent. */
	active: boolean;
	resources: Resources;
};

/** A task that runs somewhere in the cluster, whoever started it. */
export type ClusterTask = {
	id: string;
	name: string;
	agentId: string;
	state: 'TASK_STAGING' | 'TASK_RUNNING' | 'TASK_KILLING';
	resources: Resources;
	/** When the master first heard of it, milliseconds. */
	since: number;
};

/** What tasks take away from an agent. */
export function usedBy(tasks: ClusterTask[], agentId: string): Resources {
	return tasks
		.filter(task => task.agentId === agentId)
		.reduce((sum, {resources}) => add(sum, resources), {cpus: 0, mem: 0, disk: 0});
}

function add(one: Resources, other: Resources): Resources {
	return {cpus: one.cpus + other.cpus, mem: one.mem + other.mem, disk: one.disk + other.disk};
}
