import type {AgentResult} from '../../../src/trust/agent-result.ts';
import type {RealAgentFault} from '../../real-agents/faults/fault.ts';
import type {CommandResult} from '../../sandbox/agents/agent-spec.ts';

/** An agent of a scenario, in the sandbox or with a real sshd and a real Docker. */
export type ScenarioAgent = {
	/** As Mesos tells it, and as the ssh_config knows it. */
	address: string;
	/** Runs a shell command as root, whatever its SSH side can do. */
	run: (command: string) => Promise<CommandResult>;
	/** The files below /etc/docker/certs.d: path below it to content. */
	certsD: () => Promise<Record<string, string>>;
	/** Undefined heals it. */
	setFault: (fault: RealAgentFault | undefined) => Promise<void>;
	/** How often systemctl was told to restart Docker. */
	restarts: () => number;
};

/** A way in which one agent can fail or be odd, and what the operator is told of it. */
export type Scenario = {
	/** In words that an operator would use of the agent. */
	cause: string;
	/** What makes it so; nothing for an agent that is well. */
	fault?: RealAgentFault;
	/** Its Docker reads certs.d at its start only. */
	cachesCerts?: boolean;
	/** Mesos does not hear from it. */
	lost?: boolean;
	/** What somebody has done there before, as root; `$host` is the name of the registry. */
	before?: string;
	/** Of what was there before, a file of this command is replaced. */
	replaces?: boolean;
	/** What mends it, where healing the fault does not. */
	after?: string;
	/** Expected of `why`; null: nothing is said. */
	says: RegExp | null;
	state: AgentResult['state'];
	proof: 'trusted' | 'not trusted' | 'unknown' | null;
	/** Whether the file is there afterwards, for both names; null: that depends on the moment. */
	written: boolean | null;
	restarts?: number;
};

/** An agent alone makes the command end with this. */
export function exitCodeOf(
	{state}: Scenario,
	{requireProof, proof}: {requireProof: boolean; proof: Scenario['proof']},
) {
	if (!['unchanged', 'changed'].includes(state)) return 5;
	return requireProof && proof !== 'trusted' ? 5 : 0;
}

/** Whether the command is content with the agent. */
export function isWell({state}: Scenario): boolean {
	return state === 'changed' || state === 'unchanged';
}
