import {firstWords} from '../errors/some-words.ts';
import type {Asked} from './agent-answer.ts';
import {type DockerSetting, goesThroughProxy, isChecked} from './docker-setting.ts';
import {causeIn, type ProofCause} from './proof-causes.ts';
import {hasAnswered} from './registry-answers.ts';

/** What asking Docker for an image that cannot exist has shown. */
export type Proof = {
	state: 'trusted' | 'not trusted' | 'unknown';
	/** null when it is trusted. */
	cause: ProofCause | null;
	/** Docker's own words, in one line; of ours where Docker could not be asked. */
	words: string;
};

/** curl's exit codes for a certificate that the given CA does not vouch for, and for a TLS connection that failed otherwise. */
const wrongCertificate = 60;
const noConnection = 35;

/** Go's word for an authority of the right name that has not signed the certificate; curl with OpenSSL 3 calls that no connection. */
const isForged = (message: string) => /verification error/.test(message);

/** Only the registry's answer proves the trust, whatever it is; a name or a route that is missing proves nothing. */
export function proofIn(asked: Asked, setting: DockerSetting): Proof {
	const {registry, exitCode, words} = asked;
	if (exitCode === 124) return {state: 'unknown', cause: 'no answer', words: 'Docker gave no answer in time'};
	const message = daemonMessage(words);
	const line = message.replaceAll('\n', ' ') || `Docker ended with exit code ${exitCode}, without a word`;
	if (exitCode !== 0 && !hasAnswered(message, registry)) return withoutAnswer(asked, {message, line, setting});
	if (!setting.told)
		return {state: 'unknown', cause: 'untold setting', words: 'Docker does not tell which registries it checks'};
	if (!isChecked(setting, asked))
		return {state: 'unknown', cause: 'unchecked', words: `Docker does not check the certificate of ${registry}`};
	return {state: 'trusted', cause: null, words: line};
}

type Said = {message: string; line: string; setting: DockerSetting};

/** A refusal counts only where it can be nobody's but the registry's. */
function withoutAnswer(asked: Asked, {message, line, setting}: Said): Proof {
	const {registry, curl} = asked;
	const cause = causeIn(message, registry);
	const unknown = (cause: ProofCause, before = ''): Proof => ({state: 'unknown', cause, words: before + line});
	if (cause === null) return unknown('other');
	if (!isRefusal(cause)) return unknown(cause);
	if (cause === 'unknown authority') {
		if (curl === wrongCertificate || (curl === noConnection && isForged(message)))
			return {state: 'not trusted', cause: 'other authority', words: line};
		if (curl === noConnection) return unknown('other authority', 'curl gets no TLS connection to it either: ');
	}
	if (cause !== 'other files') {
		if (goesThroughProxy(setting, registry))
			return unknown(
				'docker proxy',
				`its Docker goes through a proxy, whose certificate this may be (${lacking(setting)}): `,
			);
		if (setting.kind === 'snap')
			return unknown('snap', 'its Docker is a snap, which does not read /etc/docker/certs.d: ');
		if (asked.file === 'foreign') return unknown("somebody else's file", '');
		if (cause === 'unknown authority' && asked.restarted)
			return unknown('restarted before', 'Docker was restarted for the same reason before, which did not help: ');
	}
	return {state: 'not trusted', cause, words: line};
}

function lacking({direct}: DockerSetting): string {
	return direct === '' ? 'it has no NO_PROXY' : `the registry is not in NO_PROXY=${firstWords(direct)}`;
}

/** A name about which the agent's answer has no word of Docker. */
export const unsaid: Proof = {state: 'unknown', cause: 'other', words: 'its answer does not say what Docker said'};

/** A Docker that could not be asked at all. */
export function noProof(
	docker: 'missing' | 'silent',
	{words, kind}: {words: string; kind: DockerSetting['kind']},
): Proof {
	if (docker === 'missing') return {state: 'unknown', cause: 'no docker', words: 'it has no docker command'};
	if (kind === 'podman') return {state: 'unknown', cause: 'podman', words: "its docker command is Podman's"};
	const line = daemonMessage(words).replaceAll('\n', ' ');
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

const ofDaemon = 'Error response from daemon: ';

/** What the daemon itself says, which can be several lines; without its mark, the last line: warnings stand before. */
function daemonMessage(words: string): string {
	const lines = words
		.split('\n')
		.map(line => line.trim())
		.filter(line => line !== '');
	const start = lines.findLastIndex(line => line.startsWith(ofDaemon));
	return start === -1 ? (lines.at(-1) ?? '') : lines.slice(start).join('\n').slice(ofDaemon.length);
}
