import type {Authority} from './certificates.ts';
import type {Now} from './clock.ts';
import {createLauncher} from './containers.ts';
import type {Catalog} from './cosmos/package-operations.ts';
import type {Faults} from './faults.ts';
import {type Accounts, createAccounts} from './iam/accounts.ts';
import {createLoginTokens, type LoginTokens} from './iam/login-tokens.ts';
import {createInsideClient} from './inside-client.ts';
import type {Behaviour} from './marathon/behaviour.ts';
import type {Pace} from './marathon/run-task.ts';
import {createScheduler, type Scheduler} from './marathon/scheduler.ts';
import type {ClusterAgent} from './mesos/cluster-agent.ts';
import {createTasks, type TaskLedger} from './mesos/tasks.ts';
import type {ClusterFacts, Metadata} from './metadata.ts';
import type {Names} from './names.ts';
import {defaultRepositories} from './package-repositories.ts';
import type {Recorder} from './recorder.ts';
import {startRegistry} from './registry/registry-service.ts';
import {createRequestLog, type RequestLog} from './request-log.ts';
import {createSecretStore, type SecretStore} from './secret-store.ts';

export type ClusterOptions = {
	facts: ClusterFacts;
	authority: Authority;
	superuser: {uid: string; password: string};
	agents: ClusterAgent[];
	names: Names;
	now: Now;
	pace: Pace;
	faults: Faults;
	record: Recorder;
};

/** What the masters remember. */
export type ClusterState = {
	accounts: Accounts;
	tokens: LoginTokens;
	secrets: SecretStore;
	catalog: Catalog;
	scheduler: Scheduler;
	/** Those of all frameworks. */
	tasks: TaskLedger;
	/** What every app's tasks do. */
	behaviour: Behaviour;
	metadata: Metadata;
	requests: RequestLog;
	/** Requests for which the sandbox has no answer, as "GET /path": then a test is wrong, or the sandbox is. */
	unknownRequests: string[];
};

/** The names that every service inside the cluster has for Admin Router. */
export const masterNames = ['master.mesos', 'leader.mesos'];

/** A cluster as its installer leaves it. */
export async function createClusterState(options: ClusterOptions): Promise<ClusterState> {
	const {authority, names, now, superuser, facts, agents} = options;
	const client = createInsideClient(names, authority.cert);
	const accounts = createAccounts(superuser.uid, superuser.password);
	const secrets = createSecretStore();
	const behaviour: Behaviour = {};
	const launch = createLauncher(secrets, {
		'sandbox/package-registry': container => startRegistry(container, {client, ca: authority.cert, now}),
	});
	const tasks = createTasks(agents, now, () => scheduler.tasks());
	const scheduler: Scheduler = createScheduler({...options, behaviour, launch, mesos: tasks});
	return {
		accounts,
		tokens: await createLoginTokens(accounts, now),
		secrets,
		catalog: {repositories: defaultRepositories(facts), client, changesVersions: facts.variant === 'enterprise'},
		scheduler,
		tasks,
		behaviour,
		metadata: {publicAddress: facts.publicAddress},
		requests: createRequestLog(masterNames),
		unknownRequests: [],
	};
}
