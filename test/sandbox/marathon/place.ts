import {type ClusterAgent, isOffered, type Resources, usedBy} from '../mesos/cluster-agent.ts';
import {type ClusterTask, marathonFramework} from '../mesos/cluster-task.ts';
import type {AppDefinition} from './app.ts';
import type {DeclineReason, JudgedOffer} from './offers.ts';
import {taskName} from './stage-task.ts';

/** `unused` has every offer that will not do, also where another agent was found. */
export type Placement = {agent?: ClusterAgent; unused: JudgedOffer[]};

/** Finds an agent for one more task: the one with the most memory left; else why each agent's offer is turned down. */
export function place(definition: AppDefinition, agents: ClusterAgent[], tasks: ClusterTask[]): Placement {
	const judged = agents.filter(isOffered).map(agent => judge(definition, agent, tasks));
	const fitting = judged.filter(({reasons}) => reasons.length === 0).sort((a, b) => b.left.mem - a.left.mem);
	return {agent: fitting[0]?.agent, unused: judged.filter(({reasons}) => reasons.length > 0)};
}

function judge(definition: AppDefinition, agent: ClusterAgent, tasks: ClusterTask[]): JudgedOffer {
	const left = whatIsLeft(agent, tasks);
	const roles = definition.acceptedResourceRoles ?? ['*'];
	if (!roles.includes(agent.public ? 'slave_public' : '*')) {
		// Of the accepted roles the agent offers nothing at all.
		const nothing = insufficient(definition, {cpus: 0, mem: 0, disk: 0});
		return {agent, left, reasons: ['UnfulfilledRole', ...nothing]};
	}
	const lacking = insufficient(definition, left);
	if (lacking.length > 0) return {agent, left, reasons: lacking};
	const name = taskName(definition.id);
	const ownTasks = tasks.filter(({framework, name: other}) => framework === marathonFramework && other === name);
	const runsHere = ownTasks.some(({agentId}) => agentId === agent.id);
	const met = definition.constraints.every(constraint => meets(constraint, agent, runsHere));
	return {agent, left, reasons: met ? [] : ['UnfulfilledConstraint']};
}

function whatIsLeft({id, resources}: ClusterAgent, tasks: ClusterTask[]): Resources {
	const used = usedBy(tasks, id);
	return {cpus: resources.cpus - used.cpus, mem: resources.mem - used.mem, disk: resources.disk - used.disk};
}

function insufficient({cpus, mem, disk}: AppDefinition, left: Resources): DeclineReason[] {
	const reasons: DeclineReason[] = [];
	if (cpus > left.cpus) reasons.push('InsufficientCpus');
	if (mem > left.mem) reasons.push('InsufficientMemory');
	if (disk > left.disk) reasons.push('InsufficientDisk');
	return reasons;
}

function meets([field, operator, value = '']: string[], agent: ClusterAgent, runsHere: boolean): boolean {
	if (field !== 'hostname') return false;
	if (operator === 'UNIQUE') return !runsHere;
	if (operator === 'LIKE') return new RegExp(`^(?:${value})$`).test(agent.hostname);
	return (operator === 'IS' || operator === 'CLUSTER') && agent.hostname === value;
}
