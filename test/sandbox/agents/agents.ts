import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import ssh2, {type ParsedKey} from 'ssh2';
import {type StartedAgent, startAgent} from './agent.ts';
import type {Agent, AgentSpec} from './agent-spec.ts';
import {chooseIsolation} from './choose-isolation.ts';
import type {Isolation} from './isolation.ts';
import {createMachineDirectory} from './machine-directory.ts';
import {type NameTarget, startNames} from './names.ts';
import {sshConfig} from './ssh-config.ts';
import {createSshKey} from './ssh-key.ts';

export type {Agent, AgentFault, AgentSpec, CommandResult} from './agent-spec.ts';

/** The agents of a sandbox, and how to reach them. */
export type Agents = {
	/** Path of an ssh_config that knows every agent by its address, and its key. */
	sshConfig: string;
	way: Isolation['way'] | 'no machines';
	agents: Agent[];
	/** Lets the agents resolve a host name to what stands behind its port 443; undefined takes the name away. */
	resolve: (host: string, target: NameTarget | undefined) => Promise<void>;
	/** Takes every agent back to how it started, and ends what runs there. The names stay. */
	reset: () => Promise<void>;
	/** Ends every connection and process of the agents. Their files stay, and are the caller's. */
	stop: () => Promise<void>;
};

/** Starts agents below a directory that exists. */
export async function startAgents({directory, specs}: {directory: string; specs: AgentSpec[]}): Promise<Agents> {
	const machine = join(directory, 'machine');
	await createMachineDirectory(machine);
	const names = startNames(join(machine, 'names.json'));
	const isolation = await chooseIsolation(directory, machine);
	const identity = join(directory, 'id_ed25519');
	const loginKey = await createLogin(identity);
	const started: StartedAgent[] = [];
	const portOf = (host: string, port: number) => started.find(({agent}) => isAt(agent, host, port))?.agent.port;
	const setting = {directory: join(directory, 'agents'), isolation, loginKey, portOf};
	started.push(...(await Promise.all(specs.map(spec => startAgent(setting, spec)))));
	return {
		sshConfig: await writeSshConfig(directory, identity, started),
		way: isolation.way,
		agents: started.map(({agent}) => agent),
		resolve: async (host, target) => names.set(host, target),
		reset: async () => void (await Promise.all(started.map(agent => agent.reset()))),
		stop: stopOnExit(started),
	};
}

/** What there is to reach where no machine stands behind the agents: an ssh_config without a host. */
export async function withoutMachines(directory: string): Promise<Agents> {
	const nothing = async () => undefined;
	const config = join(directory, 'ssh_config');
	await writeFile(config, '');
	return {sshConfig: config, way: 'no machines', agents: [], resolve: nothing, reset: nothing, stop: nothing};
}

/** A sandbox that is not stopped, but exits, must not leave its commands behind either. Returns what stops it in time. */
function stopOnExit(started: StartedAgent[]): () => Promise<void> {
	const stop = () => Promise.all(started.map(agent => agent.stop()));
	const onExit = () => void stop();
	process.once('exit', onExit);
	return async () => {
		process.off('exit', onExit);
		await stop();
	};
}

/** The key pair that every agent lets in, whatever the user name. */
async function createLogin(identity: string): Promise<ParsedKey> {
	const pair = createSshKey();
	await writeFile(identity, pair.private, {mode: 0o600});
	const key = ssh2.utils.parseKey(pair.public);
	if (key instanceof Error) throw key;
	return key;
}

/** By the address in the ssh_config, or as an agent names another one. */
function isAt({ip, hostname, port: sshPort}: Agent, host: string, port: number): boolean {
	if (port === 22) return host === ip || host === hostname;
	return host === '127.0.0.1' && port === sshPort;
}

async function writeSshConfig(directory: string, identity: string, started: StartedAgent[]): Promise<string> {
	const [config, knownHosts] = [join(directory, 'ssh_config'), join(directory, 'known_hosts')];
	const hosts = started.map(({agent}) => agent);
	await writeFile(config, sshConfig(hosts, {identity, knownHosts}));
	await writeFile(knownHosts, started.map(({hostKey}) => `${hostKey}\n`).join(''));
	return config;
}
