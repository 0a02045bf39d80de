import type {Now} from '../clock.ts';
import type {ClusterAgent, Resources} from './cluster-agent.ts';
import {type ClusterTask, type Containerizer, marathonFramework, type TaskEnd} from './cluster-task.ts';

/** A task of a framework other than Marathon. */
export type NewTask = {
	name: string;
	/** The framework's name, such as "jenkins". */
	framework: string;
	/** The agent's ID, host name or address. */
	agent: string;
	/** null when absent: no container. */
	container?: Containerizer;
	image?: string;
	labels?: Record<string, string>;
	resources?: Partial<Resources>;
};

/** The tasks of the whole cluster, as the Mesos master remembers them. */
export type Tasks = {
	/** Those that have not ended. */
	running: () => ClusterTask[];
	/** Those that have, oldest first. */
	ended: () => ClusterTask[];
	/** Starts a task, which runs at once; when it is ended, nobody starts it anew. Throws where there is no such agent. */
	add: (task: NewTask) => ClusterTask;
};

/** The same list for those who keep it. */
export type TaskLedger = Tasks & {
	/** Those that `add` started. */
	added: () => ClusterTask[];
	/** Takes note that one of Marathon's has ended. */
	remember: (task: ClusterTask, state: TaskEnd['state']) => void;
	/** Forgets all but those that Marathon runs. */
	clear: () => void;
};

// Mesos keeps a thousand of each framework.
const rememberedTasks = 200;
const usualResources: Resources = {cpus: 0.1, mem: 32, disk: 0};

/** `ofMarathon` are the tasks that Marathon runs. */
export function createTasks(agents: ClusterAgent[], now: Now, ofMarathon: () => ClusterTask[]): TaskLedger {
	let added: ClusterTask[] = [];
	let ended: ClusterTask[] = [];
	let count = 0;
	const remember = (task: ClusterTask, state: TaskEnd['state']) => {
		ended = [...ended, {...task, state}].slice(-rememberedTasks);
	};
	const end = (task: ClusterTask, {state}: TaskEnd) => {
		if (!added.includes(task)) return;
		added = added.filter(each => each !== task);
		remember(task, state);
	};
	const add = (asked: NewTask) => {
		count += 1;
		const task: ClusterTask = {
			...describe(asked, findAgent(agents, asked.agent)),
			id: `${asked.name}.${count}`,
			since: now(),
			end: how => end(task, how),
		};
		added.push(task);
		return task;
	};
	return {
		running: () => [...ofMarathon(), ...added],
		ended: () => [...ended],
		add,
		added: () => [...added],
		remember,
		clear: () => {
			added = [];
			ended = [];
		},
	};
}

function describe(asked: NewTask, agent: ClusterAgent): Omit<ClusterTask, 'id' | 'since' | 'end'> {
	const {name, framework, container = null, image = null, labels = {}} = asked;
	const resources = {...usualResources, ...asked.resources};
	return {
		name,
		framework: named(framework),
		agentId: agent.id,
		state: 'TASK_RUNNING',
		container,
		image,
		labels,
		resources,
	};
}

function named(name: string) {
	return name === marathonFramework.name ? marathonFramework : {id: `${name}-0001`, name};
}

function findAgent(agents: ClusterAgent[], name: string): ClusterAgent {
	const found = agents.find(({id, hostname, ip}) => [id, hostname, ip].includes(name));
	if (!found) throw new Error(`the cluster has no agent "${name}"`);
	return found;
}
