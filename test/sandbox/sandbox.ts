import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Agents} from './agents/agents.ts';
import {createAuthority} from './certificates.ts';
import type {Now} from './clock.ts';
import type {Cluster} from './cluster.ts';
import {createFaults, type Faults} from './faults.ts';
import type {Pace} from './marathon/run-instance.ts';
import type {ClusterAgent} from './mesos/cluster-agent.ts';
import {type Parts, startParts, stopAll} from './parts.ts';
import {type Snapshot, takeSnapshot} from './snapshot.ts';
import type {Storage} from './storage.ts';

export type SandboxOptions = {
	/** An existing directory that is the sandbox's alone; everything it writes is in there, and stays after stop(). */
	directory: string;
	/** All agents, the public ones included; 6 when absent. */
	agents?: number;
	/** 2 when absent. */
	publicAgents?: number;
	/** Where every exchange with Admin Router is written, one JSON line each. */
	record?: string;
	/** The clock of the cluster and of S3, milliseconds; the real one when absent. */
	now?: Now;
	/** Milliseconds; what is absent keeps the quick default. */
	pace?: Partial<Pace>;
	/** Of DC/OS; "2.2.1" when absent. In 1.12 the registry is another package, in a repository that has to be added. */
	version?: string;
	mode?: 'strict' | 'permissive';
};

/** A DC/OS Enterprise cluster that runs in this process. */
export type Sandbox = {
	/** Admin Router's address, without a trailing slash. */
	url: string;
	/** The cluster's CA certificate, PEM. */
	caFile: string;
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
	/** The package repositories in their order. */
	repositories(): {name: string; uri: string}[];
	/** Requests for which the sandbox has no answer, as "GET /path": a test may want this to stay empty. */
	unknownRequests: () => string[];
	state: () => Promise<Snapshot>;
	stop: () => Promise<void>;
};

const superuser = {uid: 'bootstrapuser', password: 'canary-password-deleteme'};
const oneDay = 24 * 60 * 60;

/** Starts the cluster, its S3 service and its agents; a part that cannot start takes the others down with it. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
	const {directory, now = Date.now} = options;
	const authority = await createAuthority(now());
	const caFile = await writeInto(directory, 'dcos-ca.crt', `${authority.cert}\n`);
	const passwordFile = await writeInto(directory, 'password', `${superuser.password}\n`);
	const faults = createFaults();
	const parts = await startParts(options, {authority, superuser, faults, now});
	const {port, tokens} = parts.cluster;
	return {
		url: `https://localhost:${port}`,
		caFile,
		token: await tokens.issue(superuser.uid, oneDay),
		login: {...superuser, passwordFile},
		tokenFor: tokens.issue,
		faults,
		...look(parts),
		stop: () => stopAll([parts.cluster, parts.s3, parts.agents]),
	};
}

function look({version, cluster, s3, agents, mesosAgents}: Parts) {
	const {accounts, secrets, catalog, scheduler, unknownRequests} = cluster;
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
		repositories: () => [...catalog.repositories],
		unknownRequests: () => [...unknownRequests],
		state: () => takeSnapshot(cluster, s3, agents),
	};
}

async function writeInto(directory: string, name: string, content: string): Promise<string> {
	const file = join(directory, name);
	await writeFile(file, content, {mode: 0o600});
	return file;
}
