import type {AgentFault} from '../../sandbox/agents/agent-fault.ts';
import type {DockerKind} from '../machine.ts';

/**
 * What a real agent can be made to get wrong: all that the sandbox's agents can, and what takes real software. The faults of
 * sudo are those of the user centos; root needs none.
 */
export type RealAgentFault =
	| AgentFault
	/** The operator's known_hosts lacks it. */
	| 'unknown-host-key'
	/** A router says that there is no way to it. */
	| 'no-route'
	/** Packets to it vanish. */
	| 'drops-packets'
	/** sshd shows a banner before the login. */
	| 'banner'
	/** The login shell of all users is the C shell. */
	| 'csh'
	/** sudo has nothing for the user, and says so only to who knows the password. */
	| 'not-in-sudoers'
	/** The registry's name does not resolve. Takes 5 seconds with a real dockerd, which remembers /etc/hosts for so long. */
	| 'no-name';

/** What a fault depends on: the agent's address and Docker, and the registry's name. */
export type FaultPlace = {address: string; docker: DockerKind; host: string};

/** What begins the fault, and what ends it. */
export type Fault = {begin: () => Promise<void>; end: () => Promise<void>};

/** The same as two shell scripts for root. */
export type ShellFault = {begin: string; end: string};
