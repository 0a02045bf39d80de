import {join} from 'node:path';
import type {ParsedKey} from 'ssh2';
import {agentCommands} from './agent-commands.ts';
import {agentPrograms} from './agent-programs.ts';
import {createAgentRoot, emptyAgentRoot, readCertsD, writeCaBundle, writePrograms} from './agent-root.ts';
import type {Agent, AgentFault, AgentSpec} from './agent-spec.ts';
import {openSsh} from './agent-ssh.ts';
import type {Isolation} from './isolation.ts';
import type {Listener} from './listener.ts';
import type {AgentLogin} from './ssh-server.ts';

/** What all agents of a sandbox have in common. */
export type AgentSetting = {
	/** Holds a directory for each agent, named by its address. */
	directory: string;
	isolation: Isolation;
	loginKey: ParsedKey;
	portOf: AgentLogin['portOf'];
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
	const fault = () => agent.fault;
	const {start, run, endAll} = agentCommands(isolation, root, fault);
	const {listener, hostKey, commands, forgetCommands} = await openSsh({start, portOf, loginKey, fault});
	const setFault = async (next: AgentFault | undefined) => {
		agent.fault = next;
		await applyFault({root, listener, isolation}, agent);
	};
	await setFault(spec.fault);
	const {port, accepted: connections} = listener;
	return {
		agent: Object.assign(agent, {port, connections, commands, run, setFault, certsD: () => readCertsD(root)}),
		hostKey: `${spec.ip} ${hostKey}`,
		async reset() {
			await endAll();
			if (agent.fault !== spec.fault) await setFault(spec.fault);
			await emptyAgentRoot(root);
			forgetCommands();
		},
		async stop() {
			await Promise.all([endAll(), listener.close()]);
		},
	};
}

/** The faults that show in the agent's files and at its port; the others are looked up when they matter. */
async function applyFault(
	{root, listener, isolation}: {root: string; listener: Listener; isolation: Isolation},
	{fault, cachesCerts = false, caBundle}: AgentSpec,
): Promise<void> {
	const mapped = isolation.way === 'path mapping';
	await writePrograms(root, agentPrograms(isolation.paths(root), {cachesCerts, fault, mapped}));
	await writeCaBundle(root, fault === 'no-ca' ? undefined : caBundle);
	if (fault === 'refuses') await listener.close();
	else await listener.open();
}
