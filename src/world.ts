import type {SshDefaults} from './dcos/cli-config.ts';
import type {ClusterApis} from './dcos/cluster-apis.ts';
import type {ExitCode} from './errors/exit-codes.ts';
import type {KnownSecrets} from './errors/known-secrets.ts';
import type {Secret} from './errors/secret.ts';
import type {Official} from './official/official-plugin.ts';
import type {AskSecret, Confirm} from './output/confirm.ts';
import type {Progress} from './output/progress.ts';
import type {OpenObjectStore} from './s3/object-store.ts';
import type {OpenSsh} from './ssh/ssh.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export type Clock = {
	/** Milliseconds since 1970, which somebody may set forward or back: for dates, and for nothing else. */
	now(): number;
	/** Milliseconds since some moment, whatever becomes of the date: for time limits, and for how long something took. */
	elapsed(): number;
	/** Resolves early, without an error, when the signal aborts. */
	sleep(milliseconds: number, signal?: AbortSignal): Promise<void>;
};

export type Files = {
	/** null when there is no such file; other failures are thrown as RefusedError with the path. */
	read(path: string): Promise<Buffer | null>;
	/** Replaces the file in one step (write beside it and rename), keeping the mode of an existing one and, for root, its owner. */
	writeAtomically(path: string, text: string): Promise<void>;
	/** Throws a RefusedError when the file could not be written there; looks only. */
	refuseUnwritable(path: string): Promise<void>;
	/** The permission bits, e.g. 0o644; null when there is no such file or the platform has none. */
	mode(path: string): Promise<number | null>;
	/** Makes the directory where it is missing; throws a RefusedError where it cannot be written in. */
	makeDirectory(path: string): Promise<void>;
	/** Adds text at the end of a file that only its owner may read; throws a RefusedError where that cannot be. */
	append(path: string, text: string): Promise<void>;
	/** Names in a directory; empty when there is no such directory. */
	list(path: string): Promise<readonly string[]>;
	/** Opens a file to add lines to, makes it where there is none; throws a RefusedError where that cannot be. */
	openToAppend(path: string): Promise<AppendLine>;
	home: string;
};

/** Written when it returns, as a line of its own; throws a RefusedError when it could not be. */
export type AppendLine = (line: string) => void;

/** How a command shows itself, as the flags that every command has ask for it. */
export type OutputFlags = {
	quiet: boolean;
	json: boolean;
	yes: boolean;
	color: boolean;
	/** The file that events are appended to, `-` for stderr in place of the progress; null for no events. */
	events: string | null;
	/** 0, 1 (-v) or 2 (-vv). */
	verbosity: number;
};

/** What `-v` (1) and `-vv` (2) add on stderr. Known secrets are hidden; what only a name tells to be one, the caller hides. */
export type Log = (level: 1 | 2, line: string) => void;

/** `error` is what went wrong, in words; null for a run that gave its result. */
export type Ending = {exitCode: ExitCode; error: string | null};

export type Output = {
	progress: Progress;
	confirm: Confirm;
	askSecret: AskSecret;
	log: Log;
	/** What was done by now, a line each, for a run that a defect ends. */
	done: () => readonly string[];
	/** The last thing of a run, for whoever reads the events. */
	end: (ending: Ending) => void;
};

/** What the process has before a command line is understood. */
export type Runtime = {
	env: Environment;
	clock: Clock;
	files: Files;
	/** Aborts at the first Ctrl-C: start nothing new, bring what is under way to an end. */
	interrupted: AbortSignal;
	/** Lower-case hexadecimal digits that nobody can guess. */
	randomName(bytes: number): string;
	/** An RSA private key of 2048 bits, PKCS#8 in PEM, that exists in memory only. */
	newPrivateKey(): Promise<Secret>;
	/** All that the run must not tell. */
	known: KnownSecrets;
	/** Each as one line, whatever stands in it: a line break of others is shown as an escape. */
	stdout(lines: readonly string[]): void;
	/** As a document, which hiding a secret leaves whole. */
	stdoutJson(value: object): void;
	/** Each as one line, as on stdout. */
	stderr(lines: readonly string[]): void;
	/** Throws a RefusedError when the file for the events cannot be written. */
	output(flags: OutputFlags): Promise<Output>;
	/** The vendor's plugin, which has the same word as we, among those of the attached cluster. */
	official(): Promise<Official>;
	/** Everything that reaches out, built when it is asked for, so that --help needs no cluster. */
	reach(log: Log): Reach;
};

export type Reach = {
	/** Throws a LoginError when the CLI handed over no cluster or no login. */
	cluster(): Promise<ClusterApis>;
	/** What the CLI's own configuration says of SSH. */
	sshDefaults(): Promise<SshDefaults>;
	openObjectStore: OpenObjectStore;
	openSsh: OpenSsh;
};

/** All that a command may touch. */
export type World = Pick<Runtime, 'env' | 'clock' | 'files' | 'interrupted' | 'randomName' | 'newPrivateKey'> &
	Omit<Output, 'end' | 'done'> &
	Reach;
