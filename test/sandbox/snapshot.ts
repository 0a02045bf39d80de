import {createHash} from 'node:crypto';
import type {Agents} from './agents/agents.ts';
import type {Cluster} from './cluster.ts';
import {readInstalled} from './cosmos/installed.ts';
import type {ClusterAgent} from './mesos/cluster-agent.ts';
import type {Storage} from './storage.ts';

/** Everything in the sandbox that a command can change; what is secret or long is there as its SHA-256. */
export type Snapshot = {
	secrets: Record<string, string>;
	users: Record<string, {description: string; publicKey?: string}>;
	grants: Record<string, Record<string, string[]>>;
	/** The IDs of the agents that get no new tasks because somebody said so. */
	deactivated: string[];
	apps: Record<string, {version: string; options?: Record<string, unknown>}>;
	repositories: {name: string; uri: string}[];
	objects: Record<string, string>;
	/** The keys of uploads in parts that nobody completed or aborted: the store keeps their parts, and charges for them. */
	uploads: string[];
	/** By the agent's address: path below /etc/docker/certs.d to content. */
	certsD: Record<string, Record<string, string>>;
};

export async function takeSnapshot(
	cluster: Cluster,
	storage: Storage,
	{agents, mesosAgents}: {agents: Agents; mesosAgents: ClusterAgent[]},
): Promise<Snapshot> {
	const {accounts, secrets, scheduler, catalog} = cluster;
	const {service, bucket} = storage;
	const files = agents.agents.map(async agent => [agent.ip, mapValues(await agent.certsD(), hash)] as const);
	return {
		secrets: mapValues(Object.fromEntries(secrets.secrets), ({value}) => hash(value)),
		users: mapValues(Object.fromEntries(accounts.users), ({description, publicKey}) => ({description, publicKey})),
		grants: mapValues(Object.fromEntries(accounts.acls), ({grants}) =>
			mapValues(Object.fromEntries(grants), granted => [...granted].sort()),
		),
		deactivated: mesosAgents.filter(({deactivated}) => deactivated).map(({id}) => id),
		apps: mapValues(Object.fromEntries(scheduler.apps), app => {
			return {version: app.version, options: readInstalled(app)[0]?.options};
		}),
		repositories: [...catalog.repositories],
		objects: Object.fromEntries(service.objects(bucket).map(key => [key, hash(service.object(bucket, key) ?? '')])),
		uploads: service.uploads(bucket).sort(),
		certsD: Object.fromEntries(await Promise.all(files)),
	};
}

function hash(content: string | Buffer): string {
	return createHash('sha256').update(content).digest('hex');
}

function mapValues<Value, Mapped>(all: Record<string, Value>, map: (value: Value) => Mapped): Record<string, Mapped> {
	return Object.fromEntries(Object.entries(all).map(([name, value]) => [name, map(value)]));
}
