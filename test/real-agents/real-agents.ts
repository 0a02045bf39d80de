import {join} from 'node:path';
import pMap from 'p-map';
import {createSshKey} from '../sandbox/agents/ssh-key.ts';
import {wrongCas} from '../sandbox/agents/wrong-cas.ts';
import type {KeyedCertificate} from '../sandbox/certificates.ts';
import {addAddress} from './address.ts';
import type {FaultSetting} from './agent-faults.ts';
import {type Bed, startBed} from './bed.ts';
import type {RealAgentFault} from './faults/fault.ts';
import {startKnownHosts} from './known-hosts.ts';
import {type DockerKind, type Machine, startMachine} from './machine.ts';
import {nameServer, writeCommonLayer} from './machine-files.ts';
import {type RealProxy, startProxy} from './proxy.ts';
import {type RealAgent, realAgent} from './real-agent.ts';
import {type RealRegistry, startRegistry} from './registry.ts';
import {createSshClient, type SshClient} from './ssh-client.ts';

export type {RealAgentFault} from './faults/fault.ts';
export type {RealAgent} from './real-agent.ts';

/** An agent as the test wants it. */
export type RealAgentSpec = {
	docker: DockerKind;
	/** Has an IPv6 address besides. */
	ipv6?: boolean;
	/** A stub reads certs.d when it starts, and not at every pull. */
	cachesCerts?: boolean;
	/** Milliseconds, for the fault `slow`; 1000 when absent. */
	slowness?: number;
	fault?: RealAgentFault;
};

export type RealAgentsOptions = {
	/** Exists, is empty, and is the caller's to remove after stop(). Its path has no colon or comma. */
	directory: string;
	/** PEM of the cluster's CA, put at /run/dcos/pki/CA/ca-bundle.crt. */
	caBundle: string;
	/** Makes the certificate of the registry. */
	issue: (hosts: string[]) => Promise<KeyedCertificate>;
	/** Name of the registry, which every agent resolves. */
	host: string;
	agents: readonly RealAgentSpec[];
	/** Milliseconds for a packet between the operator and the proxy. */
	proxyDelay?: number;
};

/** Agents with real software in a network of their own: their addresses are in 192.0.2.0/24 and 2001:db8::/64, from 10 on. */
export type RealAgents = Pick<SshClient, 'path' | 'sshConfig'> & {
	agents: readonly RealAgent[];
	proxy: RealProxy;
	registry: RealRegistry;
	/** Number of a process in their network, for nsenter. */
	pid: number;
	/** Runs a program in their network, outside the agents, and returns what it prints. Throws if it fails. */
	run: Bed['run'];
	/** Ends all of it. Settles when neither a process nor a mount is left. */
	stop: () => Promise<void>;
};

/** As many machines as two processors can start at once to advantage. */
const concurrency = 4;

/** Starts agents, a proxy and a registry, below a directory. They end with this process, however it ends. */
export async function startRealAgents(options: RealAgentsOptions): Promise<RealAgents> {
	const bed = await startBed(options.directory);
	try {
		return await furnish(bed, options);
	} catch (error) {
		await bed.stop();
		throw error;
	}
}

async function furnish(bed: Bed, options: RealAgentsOptions): Promise<RealAgents> {
	const {directory, host, agents: specs, proxyDelay = 0} = options;
	const login = createSshKey();
	await writeCommonLayer(bed, login.public);
	await startNameServer(bed);
	const [client, proxy, registry, machines] = await Promise.all([
		createSshClient(bed, directory, login),
		startProxy(bed, proxyDelay),
		options.issue([host]).then(certificate => startRegistry(bed, host, certificate)),
		pMap(specs, (spec, index) => startAgentMachine(bed, options, spec, index), {concurrency}),
	]);
	const knownHosts = await startKnownHosts(client, [{name: 'proxy', hostKeys: proxy.hostKeys}, ...machines]);
	const wrong = {...wrongCas(), leaf: async () => (await options.issue(['agent.sandbox'])).cert};
	const caBundles = {right: options.caBundle, wrong};
	const agents = machines.map((machine, index) =>
		agentOf({bed, machine, knownHosts, host, caBundles}, specs[index], index),
	);
	await pMap(agents, (agent, index) => agent.setFault(specs[index]?.fault), {concurrency});
	const {path, sshConfig} = client;
	return {path, sshConfig, agents, proxy, registry, pid: bed.pid, run: bed.run, stop: bed.stop};
}

async function startNameServer(bed: Bed): Promise<void> {
	await addAddress(bed, nameServer);
	await bed.runInBackground([
		process.execPath,
		'--no-warnings',
		join(import.meta.dirname, 'name-server.ts'),
		nameServer,
	]);
}

function startAgentMachine(
	bed: Bed,
	{host, caBundle}: RealAgentsOptions,
	{docker, ipv6 = false, cachesCerts = false, slowness = 1000}: RealAgentSpec,
	index: number,
): Promise<Machine> {
	return startMachine(bed, {
		name: `agent${index + 1}`,
		addresses: [ipOf(index), ...(ipv6 ? [ipv6Of(index)] : [])],
		docker,
		cachesCerts,
		hosts: {[host]: '192.0.2.2'},
		files: {'run/dcos/pki/CA/ca-bundle.crt': caBundle, 'etc/agent/slow-seconds': String(slowness / 1000)},
	});
}

function agentOf(
	setting: Omit<FaultSetting, 'address' | 'docker'>,
	{docker, ipv6}: RealAgentSpec = {docker: 'none'},
	index: number,
): RealAgent {
	return realAgent({...setting, docker, address: ipOf(index)}, ipv6 ? ipv6Of(index) : undefined);
}

function ipOf(index: number): string {
	return `192.0.2.${index + 10}`;
}

function ipv6Of(index: number): string {
	return `2001:db8::${(index + 10).toString(16)}`;
}
