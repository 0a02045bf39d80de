import type {AgentFilter} from '../agents/agent.ts';
import type {Share} from '../agents/share.ts';
import type {ExitCode} from '../errors/exit-codes.ts';
import type {AgentResult} from './agent-result.ts';

/** How Docker is restarted, where it is. */
export type RestartRules = {
	/** `auto`: only where Docker refuses although the file is in place. */
	when: 'auto' | 'always' | 'never';
	/** How many agents at once, after the first one. */
	batch: Share;
	/** More failures than this stop the rest. */
	maxFailures: Share;
	/** Milliseconds between two waves. */
	pause: number;
	/** Have Mesos move the tasks away first, and bring the agent back afterwards. */
	drain: boolean;
};

/** Whom ssh logs in as, and which way it takes. */
export type SshWishes = {
	/** null: the CLI's core.ssh_user, else whom ssh itself logs in as. */
	user: string | null;
	/** null: the CLI's core.ssh_proxy_ip, else none. */
	proxyIp: string | null;
	/** Through the master's public address. */
	masterProxy: boolean;
	configFile: string | null;
	sshOptions: readonly string[];
	askSudoPassword: boolean;
};

export type TrustRequest = {
	/** `check`: only look; what is lacking is exit code 3. `remove`: take back what was put there. */
	work: 'trust' | 'check' | 'remove';
	serviceNames: readonly string[];
	/** The registry may be one that the cluster does not know. */
	notInstalledYet: boolean;
	filter: AgentFilter;
	ssh: SshWishes;
	caPath: string;
	/** What the cluster's CA has to be, as SHA-256 in hexadecimal digits; null: whatever the cluster says. */
	caFingerprint: string | null;
	restart: RestartRules;
	requireProof: boolean;
	parallel: number;
	/** Milliseconds. */
	agentTimeout: number;
	/** Where each agent's full output is kept; null: nowhere. */
	logDirectory: string | null;
	dryRun: boolean;
};

export type TrustReport = {
	work: TrustRequest['work'];
	registries: readonly string[];
	/** null where it does not matter: `remove`. */
	caFingerprint: string | null;
	dryRun: boolean;
	/** What would be done, in lines; null where it was done, or only looked at. */
	plan: readonly string[] | null;
	results: readonly AgentResult[];
	/** The command line that goes on with the agents that are left; null when there are none. */
	resume: string | null;
	exitCode: ExitCode;
};
