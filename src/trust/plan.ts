import type {Agent} from '../agents/agent.ts';
import {agentCount} from '../agents/agent-count.ts';
import type {ClusterApis} from '../dcos/cluster-apis.ts';
import type {CaCertificates} from './cluster-ca.ts';
import {registryAgents} from './doomed-tasks.ts';
import {restartPlan} from './restart-plan.ts';
import type {TrustRequest} from './trust-request.ts';

type Around = {
	request: TrustRequest;
	names: readonly string[];
	registries: readonly string[];
	ca: CaCertificates;
	cluster: ClusterApis;
};

/** What will be done to the agents, in lines for the operator. */
export async function planOf(agents: readonly Agent[], around: Around): Promise<readonly string[]> {
	return around.request.work === 'remove' ? removalPlan(agents, around) : trustPlan(agents, around);
}

/** What is asked below the plan. */
export function questionOf({work}: TrustRequest): string {
	return work === 'remove' ? 'Take the trust away from these agents?' : 'Change these agents?';
}

function removalPlan(agents: readonly Agent[], {registries}: Around): string[] {
	return [
		`From ${counted(agents)} is taken what this command has put into`,
		...registries.map(fileOf),
		'What was there before comes back. Docker then trusts the registry no more: images can no longer be pulled from it.',
	];
}

async function trustPlan(agents: readonly Agent[], around: Around): Promise<string[]> {
	const {registries, ca, cluster} = around;
	return [
		...(cluster.insecure
			? ["Warning: the cluster's certificate is not checked, so its CA may be somebody else's"]
			: []),
		`${counted(agents)} ${agents.length === 1 ? 'gets' : 'get'} the cluster's CA, SHA-256 ${ca.fingerprint}, into`,
		...registries.map(fileOf),
		...(await restartLines(agents, around)),
	];
}

async function restartLines(agents: readonly Agent[], {request, names, cluster}: Around): Promise<readonly string[]> {
	const {restart} = request;
	if (restart.when === 'never') return ['Docker is restarted nowhere (--restart never).'];
	if (restart.when === 'auto')
		return ['Docker is restarted only where it refuses although the file is in place; that is asked again.'];
	const running = agents.filter(agent => agent.running);
	const tasks = await cluster.mesos.tasks();
	const registry = registryAgents(tasks, names);
	const down = agents.length - running.length;
	return restartPlan(running, {rules: restart, tasks, registry, chosen: agents.length, down}).lines;
}

function counted(agents: readonly Agent[]): string {
	const count = (type: Agent['type']) => agents.filter(agent => agent.type === type).length;
	return `${agentCount(agents.length)} (${count('private')} private, ${count('public')} public)`;
}

function fileOf(registry: string): string {
	return `  /etc/docker/certs.d/${registry}/ca.crt`;
}
