import type {MesosAgent} from '../dcos/mesos.ts';
import {pasteable} from '../errors/command-line.ts';
import {didYouMean} from '../errors/did-you-mean.ts';
import {RefusedError} from '../errors/errors.ts';
import type {Agent, AgentFilter} from './agent.ts';

/** The cluster's agents, by address. An agent is public by its attribute or by resources reserved for the role slave_public. */
export function agentsIn(list: readonly MesosAgent[]): Agent[] {
	const agents = list.map(({id, hostname, pid, active, drain, attributes, reservedResources}): Agent => {
		const isPublic = attributes.public_ip === 'true' || reservedResources.slave_public !== undefined;
		return {
			id,
			hostname,
			address: addressIn(pid) ?? hostname,
			type: isPublic ? 'public' : 'private',
			running: active || drain !== null,
		};
	});
	return agents.sort((one, other) => one.address.localeCompare(other.address, 'en', {numeric: true}));
}

/** Throws a RefusedError for a name that no agent has: a typing error must not shrink the list unseen. */
export function chosen(agents: readonly Agent[], {only, exclude, type}: AgentFilter): Agent[] {
	for (const name of [...only, ...exclude]) {
		if (!agents.some(agent => isCalled(agent, name))) throw noSuchAgent(name, agents);
	}
	return agents.filter(
		agent =>
			(only.length === 0 || only.some(name => isCalled(agent, name))) &&
			!exclude.some(name => isCalled(agent, name)) &&
			(type === null || agent.type === type),
	);
}

function isCalled({id, hostname, address}: Agent, name: string): boolean {
	return [id, hostname, address].includes(name);
}

/** slave(1)@10.0.0.7:5051 → 10.0.0.7; an IPv6 address stands in brackets. */
function addressIn(pid: string): string | null {
	const [, v6, v4] = /^[^@]*@(?:\[([^\]]+)\]|([^:]+)):\d+$/.exec(pid) ?? [];
	return v6 ?? v4 ?? null;
}

function noSuchAgent(name: string, agents: readonly Agent[]): RefusedError {
	const names = agents.flatMap(agent => [agent.address, agent.hostname, agent.id]);
	const meant = didYouMean(name, [...new Set(names)]);
	return new RefusedError(`the cluster has no agent "${name}"`, {
		hint: meant === null ? 'dcos node list shows them' : pasteable`did you mean ${meant}?`,
	});
}
