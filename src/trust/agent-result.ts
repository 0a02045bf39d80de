import type {Agent} from '../agents/agent.ts';
import type {ExitCode} from '../errors/exit-codes.ts';
import {exitCodes} from '../errors/exit-codes.ts';
import type {Proof} from './proof.ts';

/**
 * `unchanged` and `changed`: the files are right, already or now. `lacking`: only looked at, and it needs a change.
 * `restart needed`: the files are right and Docker refuses all the same.
 * `unreachable`: no SSH; `failed`: reached, and it went wrong there; `not running`: Mesos does not hear from it.
 */
export type AgentState =
	| 'unchanged'
	| 'changed'
	| 'lacking'
	| 'restart needed'
	| 'failed'
	| 'unreachable'
	| 'not running'
	| 'not started';

/** `right`, `written`, `lacking`: ca.crt below certs.d. The others: the agent's own CA file, from which nothing was written. */
export type CaState =
	| 'right'
	| 'written'
	| 'lacking'
	| 'missing'
	| 'different'
	| 'unreadable'
	| 'not PEM'
	| 'not written';

/** Every agent ends in exactly one state. */
export type AgentResult = {
	agent: Agent;
	state: AgentState;
	/** What was found of ca.crt and of the CA it is made from; null when the agent was not looked at. */
	ca: CaState | null;
	/** SHA-256 of the first certificate of the agent's CA; null when it was not seen. */
	caFingerprint: string | null;
	/** `silent`: the command is there, the daemon does not answer. null: it was not asked. */
	docker: 'answers' | 'silent' | 'missing' | null;
	proof: Proof | null;
	why: string | null;
	hint: string | null;
	/** How long it took. */
	milliseconds: number;
};

/** States in which the agent does not trust the registry yet, the worst first. */
const open: readonly AgentState[] = [
	'failed',
	'unreachable',
	'restart needed',
	'not running',
	'not started',
	'lacking',
];

export function isOpen({state}: AgentResult): boolean {
	return open.includes(state);
}

/** Failures first, otherwise in the order of the agents. */
export function failuresFirst(results: readonly AgentResult[]): AgentResult[] {
	const rank = ({state}: AgentResult) => (open.includes(state) ? open.indexOf(state) : open.length);
	return [...results].sort((one, other) => rank(one) - rank(other));
}

/** One code for all agents. `lacking` fails only where looking was the wish. */
export function exitCodeOf(
	results: readonly AgentResult[],
	{check, interrupted}: {check: boolean; interrupted: boolean},
): ExitCode[] {
	return [
		...(interrupted ? [exitCodes.interrupted] : []),
		...(results.some(each => isOpen(each) && each.state !== 'lacking') ? [exitCodes.someAgentsFailed] : []),
		...(check && results.some(each => each.state === 'lacking') ? [exitCodes.changesPending] : []),
	];
}
