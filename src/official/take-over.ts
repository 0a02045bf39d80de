import {writeSync} from 'node:fs';
import {isatty} from 'node:tty';
import {commandLine} from '../errors/command-line.ts';
import {FailedError, UsageError} from '../errors/errors.ts';
import {inOneLine} from '../errors/escaped.ts';
import {howToInstall} from '../errors/how-to-install.ts';
import type {Found} from './beside.ts';
import {lostDescriptors} from './descriptors.ts';
import {inexactWord} from './exact-words.ts';
import {neededNohup} from './nohup.ts';
import {type Parent, runAsChild} from './run-as-child.ts';
import {unstartable} from './unstartable.ts';

/** The part of the process that is handed on. */
export type OwnProcess = Parent & Pick<NodeJS.Process, 'execve' | 'ppid'>;

/**
 * Replaces this process by the first of these plugins, so that argv, environment, standard streams, terminal, signals and exit code
 * are its own affair. Where the platform has no execve, or a word names a descriptor that would be lost, it runs as a child, and
 * its exit code is returned. Nothing may have touched the standard streams before: Node makes a pipe or a terminal non-blocking, for
 * the heir as well. What Node does at its own start stays done: SIGUSR1 is blocked (--disable-sigusr1), and as many files may be open as
 * the system allows. Throws a FailedError when it cannot be started, and a UsageError for words that cannot be handed on as they are.
 */
export async function takeOver(theirs: readonly [Found, ...Found[]], argv: readonly string[], own: OwnProcess) {
	const [{name, path}, ...others] = theirs;
	const reason = unstartable(path, own.platform);
	if (reason !== null) throw cannotStart(theirs, reason, own.platform);
	const inexact = own.platform === 'win32' ? null : inexactWord();
	if (inexact !== null) throw notUtf8(inexact, name);
	const verbosity = Number(own.env.DCOS_VERBOSITY ?? 0);
	// a script may read what it says on stderr
	if (others.length > 0 && (verbosity > 0 || isatty(2))) tell(ofSeveral(name, others));
	if (verbosity >= 2) tell(`handed over to the plugin ${name}: ${path}`);
	const descriptors = lostDescriptors(argv, own.ppid);
	if (own.platform === 'win32' || own.execve === undefined || descriptors.length > 0) {
		const ending = await runAsChild(path, argv, {own, descriptors});
		if (typeof ending === 'number') return ending;
		throw cannotStart(theirs, `the system says ${ending.code}`, own.platform);
	}
	withDefaultSignals(own);
	const nohup = neededNohup(own);
	const words = nohup === null ? [path, ...argv] : [nohup, path, ...argv];
	return own.execve(nohup ?? path, words, definedIn(own.env));
}

function tell(line: string): void {
	writeSync(2, `${inOneLine(line)}\n`);
}

function ofSeveral(name: string, others: readonly Found[]): string {
	const all = others.map(other => other.name).join(', ');
	return `Warning: other plugins have the commands of ${name}, which is run, as dcos does it: ${all}; dcos plugin remove takes one away`;
}

/** Node ignores these two from its start, and what is ignored stays so after execve(2); what is caught does not. */
function withDefaultSignals(own: OwnProcess): void {
	for (const signal of ['SIGPIPE', 'SIGXFSZ'] as const) own.on(signal, () => {});
}

function definedIn(env: NodeJS.ProcessEnv): Record<string, string> {
	return Object.fromEntries(Object.entries(env).filter((each): each is [string, string] => each[1] !== undefined));
}

function notUtf8(place: number, name: string): UsageError {
	return new UsageError(
		`word ${place} behind "dcos registry" is not UTF-8, and cannot be handed over to ${name} as it is`,
		{
			hint: 'give the file a name in UTF-8, by a link: ln -s',
		},
	);
}

function cannotStart(
	[{name, path}, ...others]: readonly [Found, ...Found[]],
	reason: string,
	platform: NodeJS.Platform,
): FailedError {
	const whole = others.find(other => unstartable(other.path, platform) === null);
	return new FailedError(`the plugin ${name} has this command and cannot be started: ${path}: ${reason}`, {
		hint: howToMend(name, whole),
	});
}

function howToMend(name: string, whole: Found | undefined): string {
	if (name === 'package-registry') return howToInstall;
	const remove = commandLine(['dcos', 'plugin', 'remove', name]);
	return whole === undefined ? `${remove} && ${howToInstall}` : `${remove}; then ${whole.name} has it`;
}
