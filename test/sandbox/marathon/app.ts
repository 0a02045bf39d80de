import type {ClusterAgent, Resources} from '../mesos/cluster-agent.ts';
import type {ClusterTask} from '../mesos/cluster-task.ts';
import {type Health, isAlive} from './health.ts';
import type {OfferStatistics} from './offers.ts';

/** An app as it was asked for, with Marathon's defaults filled in. */
export type AppDefinition = Resources & {
	id: string;
	instances: number;
	env: Record<string, unknown>;
	labels: Record<string, string>;
	secrets: Record<string, {source: string}>;
	constraints: string[][];
	container?: {
		type?: string;
		docker?: {image?: string};
		volumes?: {containerPath: string; secret?: string}[];
	};
	portDefinitions: {labels?: Record<string, string>}[];
	healthChecks: object[];
	backoffSeconds: number;
	backoffFactor: number;
	maxLaunchDelaySeconds: number;
	acceptedResourceRoles?: string[];
};

export type Task = ClusterTask & {
	agent: ClusterAgent;
	startedAt?: number;
	/** undefined until the first health check, and for ever where the app has none. */
	health?: Health;
	/** Where the task can be reached, once it is running. */
	port?: number;
};

/** `at` in milliseconds. */
export type TaskFailure = {taskId: string; agent: ClusterAgent; message: string; at: number};

/** One of the app's instances: it has a task, or waits for an offer, or for its launch delay to be over. */
export type Instance = {
	task?: Task;
	since: number;
	delayedUntil: number;
};

export type DeploymentAction = 'StartApplication' | 'RestartApplication' | 'StopApplication';

export type Deployment = {id: string; version: string; appId: string; action: DeploymentAction};

export type App = {
	definition: AppDefinition;
	/** The time of the last change, as Marathon uses it for a version. */
	version: string;
	instances: Instance[];
	/** Of the instances that wait. */
	offers: OfferStatistics;
	deployment?: Deployment;
	lastFailure?: TaskFailure;
};

/** Marathon counts a task as up when it is healthy, or running where the app has no health check. */
export function isUp({definition}: App, task: Task | undefined): boolean {
	if (task?.state !== 'TASK_RUNNING') return false;
	return definition.healthChecks.length === 0 || (task.health !== undefined && isAlive(task.health));
}
