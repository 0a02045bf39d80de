import type {ClusterOptions, ClusterState} from './cluster-state.ts';
import {createAccounts} from './iam/accounts.ts';
import {behaveAsUsual} from './marathon/behaviour.ts';
import type {ClusterAgent} from './mesos/cluster-agent.ts';
import type {Endpoint, Names} from './names.ts';

/** Keeps in mind how a new cluster is. What it returns takes the cluster back there; its maps and lists stay the same ones. */
export function rememberCluster(
	{agents, names, superuser}: Pick<ClusterOptions, 'agents' | 'names' | 'superuser'>,
	state: ClusterState,
): () => Promise<void> {
	const repositories = [...state.catalog.repositories];
	const first = {agents: structuredClone(agents), names: names.all(), metadata: {...state.metadata}};
	return async () => {
		behaveAsUsual(state.behaviour);
		await state.scheduler.clear();
		state.tasks.clear();
		restoreAccounts(state, superuser);
		state.secrets.secrets.clear();
		state.secrets.sealed = false;
		state.catalog.repositories = [...repositories];
		Object.assign(state.metadata, first.metadata);
		restoreAgents(agents, first.agents);
		await restoreNames(names, first.names);
		state.requests.clear();
		state.unknownRequests.length = 0;
	};
}

function restoreAccounts({accounts}: ClusterState, {uid, password}: ClusterOptions['superuser']): void {
	const {users, acls} = createAccounts(uid, password);
	refill(accounts.users, users);
	refill(accounts.acls, acls);
}

function refill<Key, Value>(map: Map<Key, Value>, entries: Map<Key, Value>): void {
	map.clear();
	for (const [key, value] of entries) map.set(key, value);
}

function restoreAgents(agents: ClusterAgent[], first: ClusterAgent[]): void {
	for (const [index, agent] of agents.entries()) Object.assign(agent, structuredClone(first[index]));
}

async function restoreNames(names: Names, first: Map<string, Endpoint>): Promise<void> {
	for (const host of names.all().keys()) if (!first.has(host)) await names.set(host, undefined);
	for (const [host, endpoint] of first) if (names.lookUp(host) !== endpoint) await names.set(host, endpoint);
}
