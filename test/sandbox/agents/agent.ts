import {join} from 'node:path';
import type {ParsedKey} from 'ssh2';
import {agentCommands} from './agent-commands.ts';
import {type AgentFault, namespaceFaults} from './agent-fault.ts';
import {agentPrograms} from './agent-programs.ts';
import {createAgentRoot, emptyAgentRoot, readCertsD, writeCaBundle, writePrograms} from './agent-root.ts';
import type {Agent, AgentSpec} from './agent-spec.ts';
import {openSsh} from './agent-ssh.ts';
import {caBundleFor} from './ca-bundle.ts';
import type {DockerService} from './docker/docker-service.ts';
import {letDockerRun, restartsOf} from './docker-state.ts';
import type {Isolation} from './isolation.ts';
import type {Listener} from './listener.ts';
import type {AgentLogin} from './ssh-server.ts';
import type {WrongCas} from './wrong-cas.ts';

/** What all agents of a sandbox have in common. */
export type AgentSetting = {
	/** Holds a directory for each agent, named by its address. */
	directory: string;
	isolation: Isolation;
	docker: DockerService;
	loginKey: ParsedKey;
	portOf: AgentLogin['portOf'];
	wrongCas: WrongCas;
	/** Told the agent's ID when a command that restarted its Docker has ended. */
	onDockerRestart: (agentId: string) => void;
};

/** An agent with what its sandbox needs of it. */
export type StartedAgent = {
	agent: Agent;
	/** A line for known_hosts. */
	hostKey: string;
	/** Kills all processes and takes the agent back to how it started; only the count of connections goes on. */
	reset: () => Promise<void>;
	/** Kills all processes, at once; settles when they are gone and no connection is left. The files stay. */
	stop: () => Promise<void>;
};

/** Starts an agent on a free port. */
export async function startAgent(setting: AgentSetting, spec: AgentSpec): Promise<StartedAgent> {
	const {isolation, loginKey, portOf} = setting;
	const root = join(setting.directory, spec.ip);
	await createAgentRoot(root);
	const agent = {...spec};
	const restarts = () => restartsOf(root);
	const afterEach = noticeRestarts(restarts, () => setting.onDockerRestart(spec.id));
	const {start, run, endAll} = agentCommands({isolation, root, agent, afterEach});
	const {listener, hostKey, commands, forgetCommands} = await openSsh({
		start,
		portOf,
		loginKey,
		fault: () => agent.fault,
	});
	const setFault = async (next: AgentFault | undefined) => {
		if (next && isolation.way === 'path mapping' && namespaceFaults.includes(next)) {
			throw new Error(`an agent can have the fault "${next}" only where user namespaces are allowed`);
		}
		agent.fault = next;
		await applyFault({root, listener, setting}, agent);
	};
	await setFault(spec.fault);
	const {port, accepted: connections} = listener;
	const certsD = () => readCertsD(root);
	return {
		agent: Object.assign(agent, {port, connections, commands, run, setFault, certsD, restarts}),
		hostKey: `${spec.ip} ${hostKey}`,
		async reset() {
			await endAll();
			await emptyAgentRoot(root);
			afterEach();
			if (agent.fault !== spec.fault) await setFault(spec.fault);
			await letDockerRun(root, spec.fault !== 'docker-stopped');
			forgetCommands();
		},
		async stop() {
			await Promise.all([endAll(), listener.close()]);
		},
	};
}

/** What it returns looks whether there were restarts since the last look. */
function noticeRestarts(restarts: () => number, tell: () => void): () => void {
	let known = 0;
	return () => {
		const now = restarts();
		if (now > known) tell();
		known = now;
	};
}

/** The faults that show in the agent's files and at its port; the others are looked up when they matter. */
async function applyFault(
	{root, listener, setting}: {root: string; listener: Listener; setting: AgentSetting},
	{fault, cachesCerts = false, caBundle}: AgentSpec,
): Promise<void> {
	const {isolation, docker, wrongCas} = setting;
	const mapped = isolation.way === 'path mapping';
	await writePrograms(root, agentPrograms(isolation.paths(root), {cachesCerts, fault, mapped, docker}));
	await writeCaBundle(root, await caBundleFor(fault, caBundle, wrongCas));
	await letDockerRun(root, fault !== 'docker-stopped');
	if (fault === 'refuses') await listener.close();
	else await listener.open();
}
