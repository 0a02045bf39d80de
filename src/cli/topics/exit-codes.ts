import {exitCodes} from '../../errors/exit-codes.ts';

/** What an operator, or a script, learns from each. */
const meanings: Readonly<Record<keyof typeof exitCodes, string>> = {
	done: 'done, or nothing to do',
	failed: 'failed on the way, or declined',
	usage: 'wrong command line, or nobody there to answer a question; nothing was changed',
	changesPending: '--check found something to change',
	notAllowed: 'not attached, not logged in, or not allowed',
	someAgentsFailed: 'some agents failed, could not be reached, were not started, or not proved',
	refused: 'refused before anything was changed: the message says why',
	timedOut: 'timed out waiting; the cluster may still finish',
	interrupted: 'interrupted',
};

/** Each code with its meaning, in the order of the numbers. */
export const meaningOfCodes: readonly (readonly [number, string])[] = Object.entries(exitCodes).map(
	([name, code]) => [code, meanings[name as keyof typeof exitCodes]] as const,
);

export function exitCodesTopic(): string {
	return `What the exit code of a command says. When several hold, the first in this order: 130, 4, 5, 7, 6, 1, 3.

Codes:
${meaningOfCodes.map(([code, meaning]) => `    ${code}\n        ${meaning}\n`).join('')}
With --json, the code stands in the document of an error too ("exitCode"); with --events FILE, in the last event of a run.
A command of the official plugin that has the same word ends with that plugin's own code.
`;
}
