import type {AgentFault} from './agent-fault.ts';

/** An agent as Mesos knows it, and as the test wants it. */
export type AgentSpec = {
	id: string;
	hostname: string;
	/** The loopback address (127.0.x.y) that Mesos reports; unique, it also names the agent's directory. */
	ip: string;
	public: boolean;
	/** PEM of the cluster's CA, put at /run/dcos/pki/CA/ca-bundle.crt. */
	caBundle: string;
	/** Docker reads certs.d once, at its start, and not at every pull: trust needs a restart. */
	cachesCerts?: boolean;
	fault?: AgentFault;
	/** Milliseconds, for the fault `slow`; 1000 when absent. */
	slowness?: number;
};

/** How a command on an agent ended; `code` is 128 plus the signal's number where a signal ended it. */
export type CommandResult = {code: number; stdout: string; stderr: string};

/** An agent that runs. */
export type Agent = AgentSpec & {
	/** The SSH port on 127.0.0.1; kept while the agent refuses. */
	port: number;
	/** TCP connections taken since the start, those of a silent agent included. */
	connections: () => number;
	/** Every command asked for over SSH, oldest first. */
	commands: () => string[];
	/** Runs a command as an SSH session would, with nothing on stdin. On an agent that hangs it ends with stop(). */
	run: (command: string) => Promise<CommandResult>;
	/** The files below /etc/docker/certs.d: path below it to content; empty where there is no such directory. */
	certsD: () => Promise<Record<string, string>>;
	/** How often systemctl was told to restart Docker, whatever came of it. */
	restarts: () => number;
	/**
	 * Takes effect for the next connection or command; undefined heals the agent, and its Docker runs again. Throws for a
	 * fault that agents cannot have on this machine.
	 */
	setFault: (fault: AgentFault | undefined) => Promise<void>;
};
