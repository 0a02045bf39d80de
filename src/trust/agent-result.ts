import type {Agent} from '../agents/agent.ts';
import type {ExitCode} from '../errors/exit-codes.ts';
import {exitCodes} from '../errors/exit-codes.ts';
import type {Proof} from './proof.ts';

/**
 * `unchanged`, `changed` and `removed`: as it should be, already or now. `lacking` and `to remove`: only looked at, and it needs
 * a change. `restart needed`: the files are right and Docker refuses all the same. `not proved`: nobody could tell, and the wish
 * was a proof. `unreachable`: no SSH; `failed`: reached, and it went wrong there; `not running`: Mesos does not hear from it.
 */
export type AgentState =
	| 'unchanged'
	| 'changed'
	| 'removed'
	| 'lacking'
	| 'to remove'
	| 'restart needed'
	| 'not proved'
	| 'failed'
	| 'unreachable'
	| 'not running'
	| 'not started';

/** `right`, `written`, …: ca.crt below certs.d; `outdated` and `replaced`: it held a former CA of this command's. The others: the agent's own CA file, from which nothing was written. */
export type CaState =
	| 'right'
	| 'written'
	| 'lacking'
	| 'outdated'
	| 'replaced'
	| 'removed'
	| 'to remove'
	| 'foreign'
	| 'none'
	| 'missing'
	| 'empty'
	| 'different'
	| 'a leaf'
	| 'expired'
	| 'unreadable'
	| 'not PEM'
	| 'a private key'
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
	docker: 'answers' | 'restarted' | 'silent' | 'missing' | null;
	proof: Proof | null;
	why: string | null;
	hint: string | null;
	/** How long it took, all connections together. */
	milliseconds: number;
};

/** States in which the agent is not yet as it should be, the worst first. */
const open: readonly AgentState[] = [
	'failed',
	'unreachable',
	'restart needed',
	'not proved',
	'not running',
	'not started',
	'lacking',
	'to remove',
];

/** Only looked at: no failure by itself. */
const pending: readonly AgentState[] = ['lacking', 'to remove'];

export function isOpen({state}: AgentResult): boolean {
	return open.includes(state);
}

/** Failures first, otherwise in the order of the agents. */
export function failuresFirst(results: readonly AgentResult[]): AgentResult[] {
	const rank = ({state}: AgentResult) => (open.includes(state) ? open.indexOf(state) : open.length);
	return [...results].sort((one, other) => rank(one) - rank(other));
}

/** One code for all agents. What is only lacking, a restart included, fails nothing where looking was the wish, or a plan. */
export function exitCodeOf(
	results: readonly AgentResult[],
	{check, planned = false, interrupted}: {check: boolean; planned?: boolean; interrupted: boolean},
): ExitCode[] {
	const onlyLacks = ({state}: AgentResult) =>
		pending.includes(state) || ((check || planned) && state === 'restart needed');
	return [
		...(interrupted ? [exitCodes.interrupted] : []),
		...(results.some(each => isOpen(each) && !onlyLacks(each)) ? [exitCodes.someAgentsFailed] : []),
		...(check && results.some(onlyLacks) ? [exitCodes.changesPending] : []),
	];
}
