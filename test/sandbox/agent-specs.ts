import type {AgentSpec} from './agents/agents.ts';
import type {ClusterAgent} from './mesos/cluster-agent.ts';

export type AgentCounts = {clusterId: string; agents: number; publicAgents: number};

/** The agents of the cluster as Mesos has them; the public ones come last. */
export function describeAgents({clusterId, agents, publicAgents}: AgentCounts): ClusterAgent[] {
	return Array.from({length: agents}, (_, index) => ({
		id: `${clusterId}-S${index}`,
		hostname: `agent-${index + 1}.sandbox`,
		ip: `127.0.2.${index + 11}`,
		public: index >= agents - publicAgents,
		active: true,
		deactivated: false,
		drain: null,
		resources: {cpus: 4, mem: 14_000, disk: 100_000},
	}));
}

/** The same agents as the machines that they run on. */
export function agentSpecs(agents: ClusterAgent[], caBundle: string): AgentSpec[] {
	return agents.map(({id, hostname, ip, public: isPublic}) => ({id, hostname, ip, public: isPublic, caBundle}));
}
