import {mkdir, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import type {Authority} from '../certificates.ts';
import {type AgentSetting, type StartedAgent, startAgent} from './agent.ts';
import {type AgentFault, agentFaults, namespaceFaults} from './agent-fault.ts';
import type {Agent, AgentSpec} from './agent-spec.ts';
import {chooseIsolation} from './choose-isolation.ts';
import {startDockerService} from './docker/docker-service.ts';
import type {Isolation} from './isolation.ts';
import {type NameTarget, startNames} from './names.ts';
import {createLogin, writeSshConfig} from './ssh-files.ts';
import {noProxy, type SshProxy, startProxy} from './ssh-proxy.ts';
import {wrongCas} from './wrong-cas.ts';

export {type AgentFault, agentFaults, sudoPassword} from './agent-fault.ts';
export type {Agent, AgentSpec, CommandResult} from './agent-spec.ts';
export type {ProxyFault, SshProxy} from './ssh-proxy.ts';

/** The agents of a sandbox, and how to reach them. */
export type Agents = {
	/** Path of an ssh_config that knows every agent and the proxy by address, and their keys. */
	sshConfig: string;
	way: Isolation['way'] | 'no machines';
	agents: Agent[];
	/** A machine that leads to the agents; they can be reached without it, too. */
	proxy: SshProxy;
	/** Those of `agentFaults` that the agents can have on this machine. */
	faults: readonly AgentFault[];
	/** Lets the agents resolve a host name to what stands behind its port 443; undefined takes the name away. */
	resolve: (host: string, target: NameTarget | undefined) => Promise<void>;
	/** Takes every agent back to how it started, and ends what runs there. The names stay. */
	reset: () => Promise<void>;
	/** Ends every connection and process of the agents. Their files stay, and are the caller's. */
	stop: () => Promise<void>;
};

export type AgentsOptions = {
	/** Exists, and is the agents' alone. */
	directory: string;
	specs: AgentSpec[];
	/** The cluster's CA, for what can be wrong about the agents' copy of it. */
	authority?: Authority;
	onDockerRestart?: AgentSetting['onDockerRestart'];
};

/** Starts all agents at once. */
export async function startAgents(options: AgentsOptions): Promise<Agents> {
	const {directory, specs, authority, onDockerRestart = () => undefined} = options;
	const machine = join(directory, 'machine');
	await mkdir(machine);
	const names = startNames(join(machine, 'names.json'));
	const isolation = await chooseIsolation(directory, machine);
	const login = await createLogin(directory);
	const docker = await startDockerService();
	const started: StartedAgent[] = [];
	const find = (host: string, port: number) => started.find(({agent}) => isAt(agent, host, port))?.agent;
	const place = {
		directory: join(directory, 'agents'),
		isolation,
		docker,
		portOf: (...at: Parameters<typeof find>) => find(...at)?.port,
	};
	const setting = {...place, loginKey: login.key, wrongCas: wrongCas(authority), onDockerRestart};
	started.push(...(await Promise.all(specs.map(spec => startAgent(setting, spec)))));
	const proxy = await startProxy(login.key, find);
	const hosts = [...started.map(({agent, hostKey}) => ({host: agent, hostKey})), proxy];
	const machines = [...started, proxy];
	return {
		sshConfig: await writeSshConfig(directory, login, hosts),
		way: isolation.way,
		agents: started.map(({agent}) => agent),
		proxy: proxy.proxy,
		faults: agentFaults.filter(fault => isolation.way !== 'path mapping' || !namespaceFaults.includes(fault)),
		resolve: async (host, target) => names.set(host, target),
		reset: async () => void (await Promise.all(machines.map(each => each.reset()))),
		stop: stopOnExit([...machines, docker]),
	};
}

/** What there is to reach where no machine stands behind the agents: an ssh_config without a host. */
export async function withoutMachines(directory: string): Promise<Agents> {
	const nothing = async () => undefined;
	const sshConfig = join(directory, 'ssh_config');
	await writeFile(sshConfig, '');
	const none = {agents: [], faults: [], proxy: noProxy()};
	return {sshConfig, way: 'no machines', ...none, resolve: nothing, reset: nothing, stop: nothing};
}

/** A sandbox that is not stopped, but exits, must not leave its commands behind either. Returns what stops it in time. */
function stopOnExit(machines: Pick<StartedAgent, 'stop'>[]): () => Promise<void> {
	const stop = () => Promise.all(machines.map(machine => machine.stop()));
	const onExit = () => void stop();
	process.once('exit', onExit);
	return async () => {
		process.off('exit', onExit);
		await stop();
	};
}

/** By the address in the ssh_config, or as an agent names another one. */
function isAt({ip, hostname, port: sshPort}: Agent, host: string, port: number): boolean {
	if (port === 22) return host === ip || host === hostname;
	return host === '127.0.0.1' && port === sshPort;
}
