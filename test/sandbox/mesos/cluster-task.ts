import type {Resources} from './cluster-agent.ts';

/** Who starts tasks, such as Marathon. */
export type Framework = {id: string; name: string};

/** What runs the container: the agent's Docker, or Mesos itself. null is a process of Mesos without an image or a volume. */
export type Containerizer = 'DOCKER' | 'MESOS' | null;

/** How a task came to its end, and the words that its framework is told. */
export type TaskEnd = {state: 'TASK_FAILED' | 'TASK_FINISHED' | 'TASK_KILLED'; message: string};

/** A task of the cluster, whoever started it. */
export type ClusterTask = {
	id: string;
	name: string;
	framework: Framework;
	agentId: string;
	state: 'TASK_STAGING' | 'TASK_RUNNING' | 'TASK_KILLING' | TaskEnd['state'];
	container: Containerizer;
	/** Of the container, where it has one. */
	image: string | null;
	labels: Record<string, string>;
	resources: Resources;
	/** When the master first heard of it, milliseconds. */
	since: number;
	/** Ends it from outside, as when its container is killed. Safe to repeat. */
	end: (how: TaskEnd) => void;
};

export const marathonFramework: Framework = {id: 'marathon-0001', name: 'marathon'};
