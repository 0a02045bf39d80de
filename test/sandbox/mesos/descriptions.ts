import {type ClusterAgent, type Drain, isOffered, type Resources, usedBy} from './cluster-agent.ts';
import {type ClusterTask, type Framework, marathonFramework} from './cluster-task.ts';
import {describeResources, describeTask} from './describe-task.ts';
import {canDrain} from './mesos-version.ts';
import type {Tasks} from './tasks.ts';

/** `version` is that of Mesos, on the agents too. */
export type Master = {id: string; address: string; cluster: string; hostname: string; version: string};

const domain = {fault_domain: {region: {name: 'sandbox'}, zone: {name: 'sandbox-1'}}};
const nothing: Resources = {cpus: 0, mem: 0, disk: 0};

export function describeMaster({id, address, cluster, hostname, version}: Master): object {
	const pid = `master@${address}:5050`;
	return {id, pid, hostname, cluster, domain, leader: pid, version};
}

/** One entry of `slaves`; the address stands in the pid only. */
export function describeAgent(agent: ClusterAgent, {version}: Master, tasks: ClusterTask[]): object {
	const here = tasks.filter(task => task.agentId === agent.id);
	return {
		id: agent.id,
		hostname: agent.hostname,
		pid: `slave(1)@${agent.ip}:5051`,
		port: 5051,
		active: isOffered(agent),
		...(canDrain(version) ? describeDrain(agent) : {}),
		version,
		domain,
		registered_time: 0,
		attributes: agent.public ? {public_ip: 'true'} : {},
		resources: describeResources(agent.resources),
		used_resources: describeResources(usedBy(tasks, agent.id)),
		offered_resources: describeResources(nothing),
		reserved_resources: agent.public ? {slave_public: describeResources(agent.resources)} : {},
		unreserved_resources: describeResources(agent.public ? nothing : agent.resources),
		framework_ids: [...new Set(here.map(({framework}) => framework.id))],
		TASK_RUNNING: here.filter(task => task.state === 'TASK_RUNNING').length,
		TASK_STAGING: here.filter(task => task.state === 'TASK_STAGING').length,
	};
}

function describeDrain({deactivated, drain}: ClusterAgent): object {
	if (drain === null) return {deactivated};
	const since = Math.floor(drain.since / 1000);
	return {deactivated, drain_info: describeDrainInfo(drain), estimated_drain_start_time_seconds: since};
}

/** The call has seconds; what is told of it has nanoseconds. */
export function describeDrainInfo({state, maxGracePeriod}: Drain): object {
	const limit = maxGracePeriod === null ? {} : {max_grace_period: {nanoseconds: maxGracePeriod * 1e6}};
	return {state, config: {...limit, mark_gone: false}};
}

/** Marathon, which is always there, and whoever else has tasks or had some. */
export function describeFrameworks(master: Master, tasks: Tasks): object[] {
	const [running, ended] = [tasks.running(), tasks.ended()];
	const known = [marathonFramework, ...[...running, ...ended].map(({framework}) => framework)];
	const all = new Map(known.map(framework => [framework.id, framework]));
	return [...all.values()].map(framework => describeFramework(framework, master, {running, ended}));
}

function describeFramework(
	{id, name}: Framework,
	{address, hostname}: Master,
	{running, ended}: Record<'running' | 'ended', ClusterTask[]>,
): object {
	const own = (tasks: ClusterTask[]) => tasks.filter(task => task.framework.id === id).map(describeTask);
	return {
		id,
		name,
		pid: `scheduler@${address}:15101`,
		hostname,
		active: true,
		connected: true,
		role: name === marathonFramework.name ? 'slave_public' : '*',
		tasks: own(running),
		completed_tasks: own(ended),
	};
}
