import {lastWords} from '../errors/some-words.ts';
import type {ChildRun} from './run-child.ts';
import type {SshWay} from './ssh.ts';

/** How often one machine is tried at most: enough where a proxy drops 38 of 100 logins. */
export const attempts = 4;

/** ssh's words for a connection that was taken and then cut, by a server that has too many at once or by a proxy that went. */
const words =
	/kex_exchange_identification|Connection (?:to \S+ )?(?:closed|reset)|banner exchange: Connection|mux_client|Broken pipe|Session open refused|stdio forwarding failed|Control socket connect/;

/** Lost before the script had said its first word: nothing was done there, and trying again is safe. */
export function isLost({exitCode, stdout, stderr, timedOut}: ChildRun, firstWord: string): boolean {
	return !timedOut && exitCode === 255 && !stdout.includes(firstWord) && words.test(lastWords(stderr));
}

/**
 * ssh failed and said nothing: at LogLevel=ERROR it keeps to itself that the other side closed, reset or stalled the connection
 * during the login, and that the two have no algorithm in common (OpenSSH 9.2). Nothing was done there either.
 */
export function isSilent({exitCode, stdout, stderr, timedOut}: ChildRun, firstWord?: string): boolean {
	const began = firstWord !== undefined && stdout.includes(firstWord);
	return !timedOut && exitCode === 255 && !began && stderr.trim() === '';
}

/** The same way, with an ssh that says what it keeps to itself otherwise. What the user chose comes first, and so wins. */
export function talking<Way extends Pick<SshWay, 'options'>>(way: Way): Way {
	return {...way, options: [...way.options, 'LogLevel=INFO']};
}

/** Milliseconds before the next attempt, spread so that those who were dropped together do not come back together. */
export function backOff(attempt: number): number {
	return 250 * 2 ** attempt * (0.5 + Math.random());
}
