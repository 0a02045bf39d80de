import {afterDefect, thrown} from '../errors/describe.ts';
import type {AgentAnswer, FileState} from './agent-answer.ts';
import type {AgentResult} from './agent-result.ts';
import {wrongCa} from './ca-state.ts';
import {noProof, type Proof, proofIn, together, unsaid} from './proof.ts';
import {remedies} from './proof-causes.ts';

export type Verdict = Pick<AgentResult, 'state' | 'why' | 'hint'>;

type Judged = {
	proof: Proof | null;
	registries: readonly string[];
	caPath: string;
	requireProof: boolean;
	now: number;
};

/** What the whole answer of an agent comes to. What it does not say is not taken for good. */
export function judge(answer: AgentAnswer, {proof, registries, caPath, requireProof, now}: Judged): Verdict {
	if (answer.problems.length > 0)
		return failed([...new Set(answer.problems)].join('; '), 'mend it there, then run the same command again');
	if (answer.ca === null) return silentAbout(caPath);
	if (answer.ca !== 'same') return failed(...wrongCa(answer, {caPath, now}));
	const states = [...answer.files.values()];
	const foreign = leftFiles(answer);
	if (foreign !== null && proof?.state !== 'trusted') return somebodyElses(foreign, proof);
	if (states.includes('outdated'))
		return {state: 'lacking', why: 'ca.crt holds another CA, which this command has put there before', hint: null};
	if (states.includes('lacking'))
		return {state: 'lacking', why: 'ca.crt is missing, or not as it was put there', hint: null};
	const silent = silentFile(answer, registries, ['right', 'written', 'replaced', 'foreign']);
	if (silent !== null) return requireProof ? {...silent, state: 'not proved'} : silent;
	const isChanged = states.includes('written') || states.includes('replaced');
	const verdict: Verdict = {state: isChanged ? 'changed' : 'unchanged', why: foreign, hint: null};
	return withProof(verdict, {proof: proof ?? unsaid, odd: answer.odd, requireProof});
}

/** In words, each ca.crt that somebody else has put there and that is another one; null: there is none. */
export function leftFiles({files}: AgentAnswer): string | null {
	const foreign = [...files].filter(([, each]) => each === 'foreign').map(([registry]) => registry);
	if (foreign.length === 0) return null;
	return `not put there by this command, and left: ${foreign.map(registry => `/etc/docker/certs.d/${registry}/ca.crt`).join(' and ')}`;
}

/** The CA is not in place then, and Docker has not said that it does without. */
function somebodyElses(left: string, proof: Proof | null): Verdict {
	return failed(`${left}${proof === null ? '' : `; not proved: ${proof.words}`}`, remedies["somebody else's file"]);
}

/** The first ca.crt of which the answer does not say that one of these things became of it, as a failure; null when there is none. */
export function silentFile(
	{files}: AgentAnswer,
	registries: readonly string[],
	meant: readonly FileState[],
): Verdict | null {
	const missing = registries.find(registry => meant.every(state => state !== files.get(registry)));
	return missing === undefined ? null : silentAbout(`the ca.crt of ${missing}`);
}

export function silentAbout(what: string): Verdict {
	return failed(
		`its answer does not say what became of ${what}`,
		'run the same command again, with --log-dir to see it',
	);
}

type Proven = {proof: Proof; odd: readonly string[]; requireProof: boolean};

/** With the files in place, only Docker itself can say that they are not enough. */
export function withProof(verdict: Verdict, {proof, odd, requireProof}: Proven): Verdict {
	if (proof.state === 'trusted') return verdict;
	const words = [proof.words, ...odd].join('; ');
	const hint = remedies[proof.cause ?? 'other'];
	if (proof.state === 'unknown')
		return {state: requireProof ? 'not proved' : verdict.state, why: `not proved: ${words}`, hint};
	const why = `ca.crt is in place, and Docker still refuses: ${words}`;
	return {state: proof.cause === 'unknown authority' ? 'restart needed' : 'failed', why, hint};
}

/** Docker's word about all names; what it does not say where it could not be asked. null: it was not to be asked. */
export function proofOf(answer: AgentAnswer, registries: readonly string[]): Proof | null {
	if (answer.docker === 'missing' || answer.docker === 'silent')
		return noProof(answer.docker, {words: answer.daemonWords, kind: answer.setting.kind});
	if (answer.proofs.length === 0 && !wasToBeAsked(answer)) return null;
	const silent = registries.filter(registry => answer.proofs.every(each => each.registry !== registry));
	return together([...answer.proofs.map(each => proofIn(each, answer.setting)), ...silent.map(() => unsaid)]);
}

/** The script asks Docker where all went well before. */
function wasToBeAsked({ended, problems, ca, restart}: AgentAnswer): boolean {
	return ended && problems.length === 0 && (ca === 'same' || restart === 'done');
}

export function failed(why: string, hint: string): Verdict {
	return {state: 'failed', why, hint};
}

/** Something was thrown on the way, which is no word about the agent. */
export function ofDefect(error: unknown): Verdict {
	return failed(`a defect in dcos-registry ended the work on it (${thrown(error)})`, afterDefect);
}
