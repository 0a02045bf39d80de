import {randomUUID} from 'node:crypto';
import type {ExecutionContext} from 'ava';
import {describeAgents} from './agent-specs.ts';
import {createAuthority} from './certificates.ts';
import {type Cluster, startCluster} from './cluster.ts';
import type {ClusterOptions} from './cluster-state.ts';
import {createFaults} from './faults.ts';
import type {Pace} from './marathon/run-task.ts';
import type {ClusterFacts} from './metadata.ts';
import {createNames} from './names.ts';
import {createRecorder} from './recorder.ts';
import {type Client, createClient} from './sandbox-client.ts';
import {takeTurn} from './turns.ts';

export type TestCluster = Pick<ClusterOptions, 'agents' | 'authority' | 'faults' | 'names' | 'superuser'> & {
	cluster: Cluster;
	url: string;
	/** The superuser's. */
	token: string;
	/** With the superuser's token. */
	client: Client;
	/** With another token, or with "" for none. */
	clientWith: (token: string) => Client;
};

type Settings = Partial<Pick<ClusterOptions, 'now'>> & {
	/** Milliseconds; what is absent takes no time. */
	pace?: Partial<Pace>;
	facts?: Partial<ClusterFacts>;
	agents?: number;
	publicAgents?: number;
	record?: string;
};

const usualFacts = {
	version: '2.2.1',
	mode: 'strict',
	variant: 'enterprise',
	masterAddress: '127.0.0.1',
	publicAddress: '127.0.0.1',
} as const;

// A key pair for an authority takes longer than everything else here: one does for all clusters of a test file.
const sharedAuthority = createAuthority(Date.now());

/** Starts the masters alone, without S3 and without machines behind the agents, for one test, when it is its turn. */
export async function withCluster(t: ExecutionContext, settings: Settings = {}): Promise<TestCluster> {
	await takeTurn(t);
	const {agents = 2, publicAgents = 0, now = Date.now} = settings;
	const id = randomUUID();
	const shared = {
		authority: await sharedAuthority,
		superuser: {uid: 'bootstrapuser', password: 'canary-password'},
		agents: describeAgents({clusterId: id, agents, publicAgents}),
		names: createNames(),
		faults: createFaults(),
	};
	const facts = {...usualFacts, id, ...settings.facts};
	const pace = {staging: 0, healthCheck: 0, grace: 0, name: 0, drain: 0, ...settings.pace};
	const cluster = await startCluster({...shared, facts, now, pace, record: createRecorder(settings.record)});
	t.teardown(() => cluster.stop());
	const url = `https://localhost:${cluster.port}`;
	const token = await cluster.tokens.issue(shared.superuser.uid, 3600);
	const clientWith = (other: string) => createClient(url, shared.authority.cert, other);
	return {...shared, cluster, url, token, client: clientWith(token), clientWith};
}
