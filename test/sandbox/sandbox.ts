import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Agents} from './agents/agents.ts';
import {type Authority, authorityKeys, createAuthority} from './certificates.ts';
import type {Cluster} from './cluster.ts';
import {insertRepository, type Repository} from './cosmos/repositories.ts';
import {createFaults, type Faults} from './faults.ts';
import type {Behaviour} from './marathon/behaviour.ts';
import type {ClusterAgent} from './mesos/cluster-agent.ts';
import type {Tasks} from './mesos/tasks.ts';
import type {Metadata} from './metadata.ts';
import type {Names} from './names.ts';
import {type Parts, startParts, stopAll} from './parts.ts';
import type {SandboxOptions} from './sandbox-options.ts';
import {type Snapshot, takeSnapshot} from './snapshot.ts';
import type {Storage} from './storage.ts';

export type {SandboxOptions} from './sandbox-options.ts';

/** A DC/OS Enterprise cluster that runs in this process. */
export type Sandbox = {
	/** Admin Router's address, without a trailing slash. */
	url: string;
	/** The cluster's CA certificate, PEM. */
	caFile: string;
	/** Makes a certificate of the cluster's CA for these names. */
	issue: Authority['issue'];
	/** Of DC/OS, as in dcos-version.json. */
	version: string;
	/** The superuser's login token. */
	token: string;
	login: {uid: string; password: string; passwordFile: string};
	/** A token that is valid for so many seconds; a negative number makes an expired one. */
	tokenFor: (uid: string, lifetimeSeconds: number) => Promise<string>;
	s3: Storage;
	agents: Agents;
	/** The agents as Mesos tells about them: `active`, for one, can be changed. */
	mesosAgents: ClusterAgent[];
	/** An ssh_config with which the system's ssh reaches the agents at the addresses that Mesos tells. */
	sshConfig: string;
	faults: Faults;
	secrets: Cluster['secrets'];
	users: Cluster['accounts']['users'];
	acls: Cluster['accounts']['acls'];
	apps: Cluster['scheduler']['apps'];
	/** What runs on the agents, whoever started it; tasks of other frameworks than Marathon can be added. */
	tasks: Tasks;
	/** How all tasks behave, to be changed at any time. */
	behaviour: Behaviour;
	/** What /metadata tells; at first the public address is that of `agents.proxy`. */
	metadata: Metadata;
	/** What the cluster's inside can resolve; names can be set and taken away. */
	names: Names;
	/** The package repositories in their order. */
	repositories(): Repository[];
	/** Puts a repository into Cosmos' list, at the end when there is no index, whether it can be reached or not. */
	putRepository(repository: Repository, index?: number): void;
	/**
	 * Every request that reached Admin Router, in this order, as "GET /path" without the query. With "outside", those of
	 * the cluster's own services are left out, such as the registry's login.
	 */
	requests(from?: 'outside'): string[];
	/** Empties that list. */
	forgetRequests(): void;
	/** Requests for which the sandbox has no answer, as "GET /path": a test may want this to stay empty. */
	unknownRequests: () => string[];
	state: () => Promise<Snapshot>;
	/**
	 * Takes everything back to how it was after the start, faults and lists of requests included, once nothing is being
	 * done for a request any more. For between two tests: no client may be at work, and no hook of a fault may call it.
	 * Only the agents' counts of connections go on.
	 */
	reset: () => Promise<void>;
	stop: () => Promise<void>;
};

const superuser = {uid: 'bootstrapuser', password: 'canary-password-deleteme'};
const oneDay = 24 * 60 * 60;

/** Those of the CA of every cluster that this process starts. */
let clusterKeys: ReturnType<typeof authorityKeys> | undefined;

/** Starts the cluster, its S3 service and its agents; a part that cannot start takes the others down with it. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
	const {directory, now = Date.now} = options;
	clusterKeys ??= authorityKeys();
	const authority = await createAuthority(now(), clusterKeys);
	const caFile = await writeInto(directory, 'dcos-ca.crt', `${authority.cert}\n`);
	const passwordFile = await writeInto(directory, 'password', `${superuser.password}\n`);
	const faults = createFaults();
	const parts = await startParts(options, {authority, superuser, faults, now});
	const {cluster, s3, agents} = parts;
	const {port, tokens} = cluster;
	return {
		url: `https://localhost:${port}`,
		caFile,
		issue: authority.issue,
		token: await tokens.issue(superuser.uid, oneDay),
		login: {...superuser, passwordFile},
		tokenFor: tokens.issue,
		faults,
		...look(parts),
		reset: async () => {
			await cluster.reset();
			s3.service.reset();
			await agents.reset();
		},
		stop: () => stopAll([cluster, s3, agents]),
	};
}

function look({version, cluster, s3, agents, mesosAgents, names}: Parts) {
	const {accounts, secrets, catalog, scheduler, tasks, behaviour, metadata, requests, unknownRequests} = cluster;
	return {
		version,
		s3,
		agents,
		mesosAgents,
		sshConfig: agents.sshConfig,
		secrets,
		users: accounts.users,
		acls: accounts.acls,
		apps: scheduler.apps,
		tasks,
		behaviour,
		metadata,
		names,
		repositories: () => [...catalog.repositories],
		putRepository: (repository: Repository, index?: number) => {
			catalog.repositories = insertRepository(catalog.repositories, repository, index);
		},
		requests: requests.list,
		forgetRequests: requests.clear,
		unknownRequests: () => [...unknownRequests],
		state: () => takeSnapshot(cluster, s3, {agents, mesosAgents}),
	};
}

async function writeInto(directory: string, name: string, content: string): Promise<string> {
	const file = join(directory, name);
	await writeFile(file, content, {mode: 0o600});
	return file;
}
