import {randomUUID} from 'node:crypto';
import {join} from 'node:path';
import {agentSpecs, describeAgents} from './agent-specs.ts';
import {type Agents, startAgents, withoutMachines} from './agents/agents.ts';
import {proxyAddress} from './agents/ssh-proxy.ts';
import {type Cluster, startCluster} from './cluster.ts';
import type {ClusterOptions} from './cluster-state.ts';
import type {Pace} from './marathon/run-task.ts';
import type {ClusterAgent} from './mesos/cluster-agent.ts';
import {endDockerTasks} from './mesos/docker-restart.ts';
import {createNames, type Names} from './names.ts';
import {createRecorder} from './recorder.ts';
import type {SandboxOptions} from './sandbox-options.ts';
import {type Storage, startStorage} from './storage.ts';

/** What a sandbox consists of. */
export type Parts = {
	version: string;
	cluster: Cluster;
	s3: Storage;
	agents: Agents;
	mesosAgents: ClusterAgent[];
	names: Names;
};
type Stoppable = {stop(): Promise<void>};

const quick: Pace = {staging: 150, healthCheck: 150, grace: 0, name: 50, drain: 150};

/** Starts the cluster, its S3 service and its agents at once. If one cannot start, the others are stopped. */
export async function startParts(
	options: SandboxOptions,
	shared: Pick<ClusterOptions, 'authority' | 'superuser' | 'faults' | 'now'>,
): Promise<Parts> {
	const {version = '2.2.1', mode = 'strict', variant = 'enterprise', agents = 6, publicAgents = 2} = options;
	const {directory, machines = true} = options;
	const {authority, now} = shared;
	const id = randomUUID();
	const mesosAgents = describeAgents({clusterId: id, agents, publicAgents});
	const names = createNames();
	const cluster = startCluster({
		...shared,
		facts: {id, version, mode, variant, masterAddress: '127.0.0.1', publicAddress: proxyAddress},
		agents: mesosAgents,
		names,
		pace: {...quick, ...options.pace},
		record: createRecorder(options.record),
	});
	const s3 = startStorage(authority, now, join(directory, 'aws-credentials'));
	const specs = agentSpecs(mesosAgents, authority.cert);
	const onDockerRestart = (id: string) => void cluster.then(({tasks}) => endDockerTasks(tasks, id));
	const started = machines ? startAgents({directory, specs, authority, onDockerRestart}) : withoutMachines(directory);
	await allOrNone([cluster, s3, started]);
	const parts = {version, cluster: await cluster, s3: await s3, agents: await started, mesosAgents, names};
	names.watch((host, endpoint) => parts.agents.resolve(host, endpoint));
	return parts;
}

/** One after the other, in this order. */
export async function stopAll(parts: Stoppable[]): Promise<void> {
	for (const part of parts) await part.stop();
}

async function allOrNone(starting: Promise<Stoppable>[]): Promise<void> {
	const settled = await Promise.allSettled(starting);
	const failed = settled.find(result => result.status === 'rejected');
	if (!failed) return;
	await stopAll(settled.flatMap(result => (result.status === 'fulfilled' ? [result.value] : [])));
	throw failed.reason;
}
