import type {AgentAnswer} from './agent-answer.ts';
import type {AgentResult, AgentState} from './agent-result.ts';
import {wrongCa} from './ca-state.ts';
import {noProof, type Proof, proofIn, together} from './proof.ts';
import {remedies} from './proof-causes.ts';

export type Verdict = Pick<AgentResult, 'state' | 'why' | 'hint'>;

type Judged = {proof: Proof | null; caPath: string; requireProof: boolean; now: number};

/** What the whole answer of an agent comes to. */
export function judge(answer: AgentAnswer, {proof, caPath, requireProof, now}: Judged): Verdict {
	if (answer.problems.length > 0)
		return failed([...new Set(answer.problems)].join('; '), 'mend it there, then run the same command again');
	if (answer.ca !== 'same') return failed(...wrongCa(answer, {caPath, now}));
	if (Object.values(answer.files).includes('lacking')) {
		return {state: 'lacking', why: 'ca.crt is missing or another one', hint: null};
	}
	const state: AgentState = Object.values(answer.files).includes('written') ? 'changed' : 'unchanged';
	return withProof({state, why: null, hint: null}, {proof, odd: answer.odd, requireProof});
}

type Proven = {proof: Proof | null; odd: readonly string[]; requireProof: boolean};

/** With the files in place, only Docker itself can say that they are not enough. */
export function withProof(verdict: Verdict, {proof, odd, requireProof}: Proven): Verdict {
	if (proof === null || proof.state === 'trusted') return verdict;
	const words = [proof.words, ...odd].join('; ');
	const hint = remedies[proof.cause ?? 'other'];
	if (proof.state === 'unknown')
		return {state: requireProof ? 'not proved' : verdict.state, why: `not proved: ${words}`, hint};
	const why = `ca.crt is in place, and Docker still refuses: ${words}`;
	return {state: proof.cause === 'unknown authority' ? 'restart needed' : 'failed', why, hint};
}

/** Docker's word about all names; what it does not say where it could not be asked. null: it was not to be asked. */
export function proofOf(answer: AgentAnswer): Proof | null {
	if (answer.docker === 'missing' || answer.docker === 'silent') return noProof(answer.docker, answer.daemonWords);
	return together(answer.proofs.map(each => proofIn(each, answer.unchecked)));
}

export function failed(why: string, hint: string): Verdict {
	return {state: 'failed', why, hint};
}
