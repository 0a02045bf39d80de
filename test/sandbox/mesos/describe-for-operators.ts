import {type ClusterAgent, isOffered, type Resources, usedBy} from './cluster-agent.ts';
import type {ClusterTask} from './cluster-task.ts';
import {describeDrainInfo, type Master} from './descriptions.ts';
import {canDrain} from './mesos-version.ts';

/** An agent as GET_AGENTS of the operator API has it. */
export function describeAgentForOperators(agent: ClusterAgent, {version}: Master, tasks: ClusterTask[]): object {
	const {id, hostname, ip, public: isPublic, resources} = agent;
	const role = isPublic ? 'slave_public' : '*';
	return {
		agent_info: {
			id: {value: id},
			hostname,
			port: 5051,
			attributes: isPublic ? [{name: 'public_ip', type: 'TEXT', text: {value: 'true'}}] : [],
			resources: scalars(resources, role),
		},
		active: isOffered(agent),
		...(canDrain(version) ? describeDrain(agent) : {}),
		version,
		pid: `slave(1)@${ip}:5051`,
		registered_time: {nanoseconds: 0},
		total_resources: scalars(resources, role),
		allocated_resources: scalars(usedBy(tasks, id), role),
		offered_resources: [],
	};
}

function describeDrain({deactivated, drain}: ClusterAgent): object {
	if (drain === null) return {deactivated};
	const since = {nanoseconds: drain.since * 1e6};
	return {deactivated, drain_info: describeDrainInfo(drain), estimated_drain_start_time: since};
}

function scalars({cpus, mem, disk}: Resources, role: string): object[] {
	return Object.entries({cpus, mem, disk}).map(([name, value]) => ({name, role, type: 'SCALAR', scalar: {value}}));
}
