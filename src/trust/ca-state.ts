import type {AgentAnswer} from './agent-answer.ts';
import type {CaState} from './agent-result.ts';
import {certificateFacts} from './cluster-ca.ts';

/** What is to be said of ca.crt, or of the agent's own CA where nothing could be made from it. null: it was not looked at. */
export function caState({ca, certificates, files, problems}: AgentAnswer, now: number): CaState | null {
	if (ca === 'different') return kindOf(certificates, now);
	if (ca === 'not-pem') return 'not PEM';
	if (ca === 'private-key') return 'a private key';
	if (ca !== null && ca !== 'same') return ca;
	if (problems.length > 0) return ca === null ? null : 'not written';
	const states = [...files.values()];
	const names: readonly (readonly [(typeof states)[number], CaState])[] = [
		['lacking', 'lacking'],
		['outdated', 'outdated'],
		['ours', 'to remove'],
		['removed', 'removed'],
		['foreign', 'foreign'],
		['replaced', 'replaced'],
		['written', 'written'],
		['right', 'right'],
		['absent', 'none'],
	];
	return names.find(([state]) => states.includes(state))?.[1] ?? null;
}

/** A CA that is not the cluster's: why it could not be anybody's, before it is called another cluster's. */
function kindOf(certificates: readonly string[], now: number): CaState {
	const facts = certificates.map(certificateFacts);
	if (facts.every(each => each === null)) return 'not PEM';
	if (facts.every(each => each === null || !each.isAuthority)) return 'a leaf';
	return facts.some(each => each?.isAuthority && each.validTo > now) ? 'different' : 'expired';
}

/** Why nothing was written, and what to do. */
export function wrongCa(
	answer: AgentAnswer,
	{caPath, now}: {caPath: string; now: number},
): [why: string, hint: string] {
	const state = caState(answer, now);
	if (state === 'different') {
		const hint = 'compare: openssl x509 -noout -fingerprint -sha256 there, and dcos security cluster ca cacert here';
		return [`it has the CA of another cluster in ${caPath}`, hint];
	}
	if (state === 'a private key') {
		const hint = 'name a file that holds certificates alone: --ca-path FILE; and see who may read the key';
		return [`${caPath} holds a private key there, and nothing of it is copied`, hint];
	}
	const hint = 'see whether DC/OS is installed and running there; another place can be named with --ca-path';
	return [wordsFor(caPath)[state ?? 'missing'] ?? `it has no file ${caPath}`, hint];
}

const wordsFor = (caPath: string): Partial<Record<CaState, string>> => ({
	empty: `${caPath} is empty there`,
	unreadable: `it cannot read ${caPath}`,
	'not PEM': `it has no PEM certificate in ${caPath}`,
	'a leaf': `${caPath} holds the certificate of a server there, not that of an authority`,
	expired: `the CA in ${caPath} has expired there, and is not the cluster's`,
});
