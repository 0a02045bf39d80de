import type {Now} from '../clock.ts';
import {type App, type Deployment, isUp, type Task} from './app.ts';

/** Parts of an app that are told only when they are asked for. */
export type Embed = {tasks: boolean; lastTaskFailure: boolean};

/** An app as /v2/apps shows it; counts and deployments are embedded by default. */
export function describeApp(app: App, embed: Embed): object {
	const tasks = app.instances.flatMap(({task}) => task ?? []);
	const running = tasks.filter(task => task.state === 'TASK_RUNNING');
	return {
		...app.definition,
		version: app.version,
		versionInfo: {lastScalingAt: app.version, lastConfigChangeAt: app.version},
		tasksStaged: tasks.length - running.length,
		tasksRunning: running.length,
		tasksHealthy: app.definition.healthChecks.length > 0 ? running.filter(task => isUp(app, task)).length : 0,
		tasksUnhealthy: running.filter(task => task.healthy === false).length,
		deployments: app.deployment ? [{id: app.deployment.id}] : [],
		...(embed.tasks ? {tasks: tasks.map(task => describeTask(app, task))} : {}),
		...(embed.lastTaskFailure && app.lastFailure ? {lastTaskFailure: describeFailure(app)} : {}),
	};
}

function describeTask({definition, version}: App, task: Task): object {
	const alive = task.healthy === undefined ? {} : {healthCheckResults: [{alive: task.healthy, taskId: task.id}]};
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
		...alive,
	};
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

/** An app's entry in the launch queue; undefined when every instance has its task. */
export function describeQueued(app: App, now: Now): object | undefined {
	const waiting = app.instances.filter(({task}) => task === undefined);
	const [first] = waiting;
	if (!first) return undefined;
	const reasons = Object.entries(first.declined);
	const declinedOffers = reasons.reduce((sum, [, declined]) => sum + declined, 0);
	const delay = Math.max(0, Math.ceil((first.delayedUntil - now()) / 1000));
	return {
		app: {id: app.definition.id},
		count: waiting.length,
		since: isoTime(first.since),
		delay: {timeLeftSeconds: delay, overdue: delay === 0},
		processedOffersSummary: {
			processedOffersCount: declinedOffers,
			unusedOffersCount: declinedOffers,
			rejectSummaryLastOffers: reasons.map(([reason, declined]) => ({reason, declined, processed: declinedOffers})),
			rejectSummaryLaunchAttempt: reasons.map(([reason, declined]) => ({reason, declined, processed: declinedOffers})),
		},
	};
}

function isoTime(milliseconds: number): string {
	return new Date(milliseconds).toISOString();
}
