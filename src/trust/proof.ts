import {saysInOrder} from '../errors/in-order.ts';
import type {Asked} from './agent-answer.ts';
import {causeIn, type ProofCause} from './proof-causes.ts';

/** What asking Docker for an image that cannot exist has shown. */
export type Proof = {
	state: 'trusted' | 'not trusted' | 'unknown';
	/** null when it is trusted. */
	cause: ProofCause | null;
	/** Docker's own words, in one line; of ours where Docker could not be asked. */
	words: string;
};

/** Docker got as far as being told about the image: it trusts the registry. */
const reached =
	/manifest unknown|manifest for \S+ not found|not found: |repository does not exist|access denied|\bdenied: |no basic auth credentials|unauthorized|name unknown|toomanyrequests/i;
const reachedInOrder = [
	[/failed to resolve reference /i, /: not found/i],
	[/unexpected status from /i, /: 40\d /],
] as const;

/** curl's exit code for a certificate that the given CA does not vouch for. */
const wrongCertificate = 60;

/** Only Docker's answer about the image proves the trust; a name or a route that is missing proves nothing. */
export function proofIn({registry, exitCode, words, curl}: Asked, unchecked: readonly string[] = []): Proof {
	const line = oneLine(words) || `Docker ended with exit code ${exitCode}, without a word`;
	if (exitCode === 124) return {state: 'unknown', cause: 'no answer', words: 'Docker gave no answer in time'};
	const said = exitCode === 0 ? null : causeIn(words, registry);
	const cause = said === 'unknown authority' && curl === wrongCertificate ? 'other authority' : said;
	if (cause !== null) return {state: isRefusal(cause) ? 'not trusted' : 'unknown', cause, words: line};
	if (exitCode !== 0 && !hasReached(words)) return {state: 'unknown', cause: 'other', words: line};
	if (unchecked.includes(registry)) {
		return {state: 'unknown', cause: 'unchecked', words: `Docker does not check the certificate of ${registry}`};
	}
	return {state: 'trusted', cause: null, words: line};
}

function hasReached(words: string): boolean {
	return reached.test(words) || reachedInOrder.some(pair => saysInOrder(words, pair));
}

/** A name about which the agent's answer has no word of Docker. */
export const unsaid: Proof = {state: 'unknown', cause: 'other', words: 'its answer does not say what Docker said'};

/** A Docker that could not be asked at all. */
export function noProof(docker: 'missing' | 'silent', words: string): Proof {
	if (docker === 'missing') return {state: 'unknown', cause: 'no docker', words: 'it has no docker command'};
	const line = oneLine(words);
	// a daemon that is not there is told at once
	if (line === '') return {state: 'unknown', cause: 'no answer', words: 'Docker gave no answer in time'};
	return {state: 'unknown', cause: 'docker stopped', words: line};
}

/** The weakest of several: one refusal disproves, one unknown leaves it open. No proof at all is null. */
export function together(proofs: readonly Proof[]): Proof | null {
	const find = (state: Proof['state']) => proofs.find(each => each.state === state);
	return find('not trusted') ?? find('unknown') ?? find('trusted') ?? null;
}

function isRefusal(cause: ProofCause): boolean {
	return ['unknown authority', 'other authority', 'certificate', 'other files'].includes(cause);
}

function oneLine(words: string): string {
	const lines = words.split('\n').filter(line => line.trim() !== '');
	return (lines.find(line => /error/i.test(line)) ?? lines.at(-1) ?? '').replace(/^Error response from daemon: /, '');
}
