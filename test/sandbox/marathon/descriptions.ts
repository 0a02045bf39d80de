import {type App, type Deployment, isUp, type Task} from './app.ts';
import {type Health, isAlive} from './health.ts';

/** Parts of an app that are told only when they are asked for. */
export type Embed = {tasks: boolean; lastTaskFailure: boolean};

/** An app as /v2/apps shows it; counts and deployments are embedded by default. */
export function describeApp(app: App, embed: Embed): object {
	const tasks = app.instances.flatMap(({task}) => task ?? []);
	const running = tasks.filter(task => task.state === 'TASK_RUNNING');
	return {
		...describeDefinition(app),
		tasksStaged: tasks.filter(task => task.state === 'TASK_STAGING').length,
		tasksRunning: running.length,
		tasksHealthy: app.definition.healthChecks.length > 0 ? running.filter(task => isUp(app, task)).length : 0,
		tasksUnhealthy: running.filter(({health}) => health && !isAlive(health)).length,
		deployments: app.deployment ? [{id: app.deployment.id}] : [],
		...(embed.tasks ? {tasks: tasks.map(task => describeTask(app, task))} : {}),
		...(embed.lastTaskFailure && app.lastFailure ? {lastTaskFailure: describeFailure(app)} : {}),
	};
}

/** An app as it was asked for, with what Marathon itself adds to that. */
export function describeDefinition({definition, version}: App): object {
	return {...definition, version, versionInfo: {lastScalingAt: version, lastConfigChangeAt: version}};
}

function describeTask({definition, version}: App, task: Task): object {
	return {
		id: task.id,
		appId: definition.id,
		slaveId: task.agentId,
		host: task.agent.hostname,
		ports: task.port === undefined ? [] : [task.port],
		state: task.state,
		stagedAt: isoTime(task.since),
		startedAt: task.startedAt === undefined ? null : isoTime(task.startedAt),
		version,
		healthCheckResults: task.health ? [describeHealth(task.health, task)] : [],
	};
}

/** What the task never had is left out. */
function describeHealth(health: Health, {id}: Task): object {
	const {consecutiveFailures, lastFailureCause} = health;
	const times = {
		firstSuccess: health.firstSuccess,
		lastSuccess: health.lastSuccess,
		lastFailure: health.lastFailure,
	};
	const known = Object.entries(times).flatMap(([name, at]) => (at === undefined ? [] : [[name, isoTime(at)] as const]));
	const instanceId = id.replace(/\._app\.\d+$/, '');
	return {alive: isAlive(health), instanceId, consecutiveFailures, ...Object.fromEntries(known), lastFailureCause};
}

function describeFailure({definition, version, lastFailure}: App): object | undefined {
	if (!lastFailure) return undefined;
	const {taskId, agent, message, at} = lastFailure;
	const where = {host: agent.hostname, slaveId: agent.id};
	return {appId: definition.id, taskId, ...where, state: 'TASK_FAILED', message, timestamp: isoTime(at), version};
}

export function describeDeployment({id, version, appId, action}: Deployment): object {
	const actions = [{action, app: appId}];
	return {
		id,
		version,
		affectedApps: [appId],
		affectedPods: [],
		steps: [{actions}],
		currentActions: actions.map(each => ({...each, readinessCheckResults: []})),
		currentStep: 1,
		totalSteps: 1,
	};
}

export function isoTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
