import type {Now} from './clock.ts';
import type {Pace} from './marathon/run-task.ts';
import type {ClusterFacts} from './metadata.ts';

export type SandboxOptions = {
	/** An existing directory that is the sandbox's alone; everything it writes is in there, and stays after stop(). */
	directory: string;
	/** All agents, the public ones included; 6 when absent. */
	agents?: number;
	/** 2 when absent. */
	publicAgents?: number;
	/** With false, Mesos tells about the agents and tasks run on them, but there is nothing to reach over SSH: that starts sooner. */
	machines?: boolean;
	/** Where every exchange with Admin Router is written, one JSON line each. */
	record?: string;
	/** The clock of the cluster and of S3, milliseconds; the real one when absent. */
	now?: Now;
	/** Milliseconds; what is absent keeps the quick default. */
	pace?: Partial<Pace>;
	/** Of DC/OS; "2.2.1" when absent. In 1.12 the registry is another package, in a repository that has to be added. */
	version?: string;
	/** "strict" when absent. */
	mode?: ClusterFacts['mode'];
	/** "enterprise" when absent. Open DC/OS has no secrets, no security mode and no package registry. */
	variant?: ClusterFacts['variant'];
};
