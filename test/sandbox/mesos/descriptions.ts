import {type ClusterAgent, type ClusterTask, type Resources, usedBy} from './cluster-agent.ts';

export type Master = {id: string; address: string; cluster: string; hostname: string};

export const mesosVersion = '1.11.0';
const frameworkId = 'marathon-0001';
const domain = {fault_domain: {region: {name: 'sandbox'}, zone: {name: 'sandbox-1'}}};
const nothing: Resources = {cpus: 0, mem: 0, disk: 0};

export function describeMaster({id, address, cluster, hostname}: Master): object {
	const pid = `master@${address}:5050`;
	return {id, pid, hostname, cluster, domain, leader: pid, version: mesosVersion};
}

/** One entry of `slaves`; the address stands in the pid only. */
export function describeAgent(agent: ClusterAgent, tasks: ClusterTask[]): object {
	const here = tasks.filter(task => task.agentId === agent.id);
	return {
		id: agent.id,
		hostname: agent.hostname,
		pid: `slave(1)@${agent.ip}:5051`,
		port: 5051,
		active: agent.active,
		version: mesosVersion,
		domain,
		registered_time: 0,
		attributes: agent.public ? {public_ip: 'true'} : {},
		resources: full(agent.resources),
		used_resources: full(usedBy(tasks, agent.id)),
		offered_resources: full(nothing),
		reserved_resources: agent.public ? {slave_public: full(agent.resources)} : {},
		unreserved_resources: full(agent.public ? nothing : agent.resources),
		framework_ids: here.length > 0 ? [frameworkId] : [],
		TASK_RUNNING: here.filter(task => task.state === 'TASK_RUNNING').length,
		TASK_STAGING: here.filter(task => task.state === 'TASK_STAGING').length,
	};
}

/** Marathon, the one framework there is. */
export function describeFramework({address, hostname}: Master, tasks: ClusterTask[]): object {
	return {
		id: frameworkId,
		name: 'marathon',
		pid: `scheduler@${address}:15101`,
		hostname,
		active: true,
		role: 'slave_public',
		tasks: tasks.map(describeTask),
		completed_tasks: [],
	};
}

function describeTask({id, name, agentId, state, resources, since}: ClusterTask): object {
	const statuses = [{state, timestamp: since / 1000}];
	const from = {framework_id: frameworkId, slave_id: agentId, executor_id: ''};
	return {id, name, ...from, state, resources: full(resources), statuses, labels: []};
}

function full(resources: Resources): object {
	return {...resources, gpus: 0, ports: '[1025-2180, 2182-3887]'};
}
