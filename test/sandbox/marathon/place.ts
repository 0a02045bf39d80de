import {type ClusterAgent, type ClusterTask, usedBy} from '../mesos/cluster-agent.ts';
import type {AppDefinition, DeclineReason} from './app.ts';

/** `declined` has an entry for every agent whose offer was turned down, also when another one was taken. */
export type Placement = {agent?: ClusterAgent; declined: DeclineReason[]};

/** Finds an agent for one more task: the one with the most memory left; else why each agent's offer was declined. */
export function place(definition: AppDefinition, agents: ClusterAgent[], tasks: ClusterTask[]): Placement {
	const active = agents.filter(agent => agent.active);
	const judged = active.map(agent => ({agent, reason: judge(definition, agent, tasks)}));
	const fitting = judged.filter(({reason}) => reason === undefined).map(({agent}) => agent);
	const memoryLeft = (agent: ClusterAgent) => agent.resources.mem - usedBy(tasks, agent.id).mem;
	const [agent] = fitting.sort((a, b) => memoryLeft(b) - memoryLeft(a));
	return {agent, declined: judged.flatMap(({reason}) => reason ?? [])};
}

function judge(definition: AppDefinition, agent: ClusterAgent, tasks: ClusterTask[]): DeclineReason | undefined {
	const roles = definition.acceptedResourceRoles ?? ['*'];
	if (!roles.includes(agent.public ? 'slave_public' : '*')) return 'UnfulfilledRole';
	const own = tasks.filter(task => task.agentId === agent.id && task.name === definition.id);
	if (!definition.constraints.every(constraint => meets(constraint, agent, own.length > 0)))
		return 'UnfulfilledConstraint';
	const used = usedBy(tasks, agent.id);
	if (used.cpus + definition.cpus > agent.resources.cpus) return 'InsufficientCpus';
	if (used.mem + definition.mem > agent.resources.mem) return 'InsufficientMemory';
	if (used.disk + definition.disk > agent.resources.disk) return 'InsufficientDisk';
	return undefined;
}

function meets([field, operator, value = '']: string[], agent: ClusterAgent, runsHere: boolean): boolean {
	if (field !== 'hostname') return false;
	if (operator === 'UNIQUE') return !runsHere;
	if (operator === 'LIKE') return new RegExp(`^(?:${value})$`).test(agent.hostname);
	return (operator === 'IS' || operator === 'CLUSTER') && agent.hostname === value;
}
