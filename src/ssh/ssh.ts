import type {Secret} from '../errors/secret.ts';

/** How to answer a sudo that asks. */
export type SudoAnswer = {
	password: Secret;
	/** What sudo asks with, on stderr. */
	prompt: string;
	/** What is said on stdout when the shell is there: whatever comes before it is sudo's. */
	ready: string;
};

/** How all machines of one run are reached. */
export type SshWay = {
	/** null: whom ssh itself would log in as. */
	user: string | null;
	/** ssh's own configuration file instead of the user's; null: the user's. */
	configFile: string | null;
	/** Further `-o` options, KEY=VALUE. They come first and so win over ours. */
	options: readonly string[];
	/** The machine to go through, by one connection that all share; null: none, or what the user's configuration has. */
	proxy: string | null;
	/** For the sudo of the machines; null: it must not ask. */
	sudo: SudoAnswer | null;
};

export type SshJob = {
	/** As Mesos has it. ssh is given it only if it is an IP address or a host name; else the outcome says that it is not, and nothing ran. */
	address: string;
	/** Fixed text of ours, interpreted by the login shell of the machine. */
	command: string;
	/** Goes in on standard input. */
	input: string;
	/** The first thing that the script says: until then, trying again is safe. */
	firstWord: string;
	/** Milliseconds until the connection is ended, whatever it does, all attempts together. */
	deadline: number;
};

export type SshOutcome = {
	/** 255 is ssh's own failure; null when it was ended by a signal, ours or another. */
	exitCode: number | null;
	stdout: string;
	stderr: string;
	/** The deadline ended it. */
	timedOut: boolean;
	/** It printed more than anybody would read, and was ended. */
	flooded: boolean;
	/** Why no ssh was started here, so that nothing was sent: the system's code, or `noTurn`. null where one was. */
	unstarted: string | null;
	/** SHA-256 of the host key that was refused, as ssh prints it; null where none was. */
	hostKey: string | null;
};

/** What one run holds open. */
export type SshSession = {
	/** How many connections at once the way bears. */
	parallel: number;
	/** Why it bears few: the proxy of the user's own configuration, or a client that cannot share a connection. null: it bears many. */
	narrow: 'own proxy' | 'cannot share' | null;
	/** How many at once this machine turned out to bear, where it could not start as many; null where it could. */
	lowered: () => number | null;
	/** Runs one command on one machine over one connection. Tried again where the connection was lost before the first word. */
	run(job: SshJob): Promise<SshOutcome>;
	/** Ends what is shared. Safe to repeat. */
	close(): Promise<void>;
};

/** The proxy did not let us through: nothing was done anywhere. */
export type ProxyRefusal = {refusedBy: string; outcome: SshOutcome};

/**
 * Opens the way to the machines of these addresses: ssh tells what the user's configuration has for the first that can be one. Throws a
 * RefusedError where there is no usable ssh client, and for a proxy that is neither an IP address nor a host name.
 */
export type OpenSsh = (way: SshWay, addresses: readonly string[]) => Promise<SshSession | ProxyRefusal>;
