export type SshTarget = {
	/** The address as the user's ssh configuration knows it. */
	address: string;
	/** null: whom ssh itself would log in as. */
	user: string | null;
	/** ssh's own configuration file instead of the user's; null: the user's. */
	configFile: string | null;
	/** Further `-o` options, KEY=VALUE. They come first and so win over ours. */
	options: readonly string[];
};

export type SshJob = {
	target: SshTarget;
	/** Fixed text of ours, interpreted by the login shell of the target. */
	command: string;
	/** Goes in on standard input. */
	input: string;
	/** Milliseconds until the connection is ended, whatever it does. */
	deadline: number;
};

export type SshOutcome = {
	/** 255 is ssh's own failure; null when it was ended by a signal, ours or another. */
	exitCode: number | null;
	stdout: string;
	stderr: string;
	/** The deadline ended it. */
	timedOut: boolean;
};

/** Runs one command on one machine over one connection. Throws a RefusedError only where there is no ssh client to run. */
export type Ssh = (job: SshJob) => Promise<SshOutcome>;
