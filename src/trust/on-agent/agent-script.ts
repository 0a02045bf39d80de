import {UsageError} from '../../errors/errors.ts';
import {files} from './script-files.ts';
import {answerLimit, curlLimit, factsLimit, proofLimit} from './time-limits.ts';

export type ScriptWishes = {
	/** `trust` puts the CA and asks Docker, `restart` restarts Docker and asks it, `remove` takes the CA back. */
	work: 'trust' | 'restart' | 'remove';
	/** Begins every line of the script's own, so that a banner or a profile script cannot be taken for one. */
	mark: string;
	/** The cluster's CA certificates: the base64 text of each, without line breaks. */
	clusterCertificates: readonly string[];
	/** Where the agent keeps the cluster's CA. */
	caPath: string;
	/** The registry part of image names, literally: with and without port. */
	registries: readonly string[];
	/** Part of the name of an image that cannot exist. */
	imageTag: string;
	/** false: look only. */
	change: boolean;
	/** How long the agent's own work may take, and the restart of its Docker the same again. */
	seconds: number;
};

/**
 * The script for one agent. It needs a POSIX sh and awk, and changes only what belongs to certs.d/<registry>/ca.crt. Safe to repeat.
 * What it is to work with stands in the assignments at its beginning, and nowhere else.
 */
export function agentScript(wishes: ScriptWishes): string {
	const settings = {
		mark: wishes.mark,
		ca_path: wishes.caPath,
		registries: wishes.registries.join(' '),
		tag: wishes.imageTag,
		change: wishes.change ? 'yes' : 'no',
		restart_seconds: String(wishes.seconds),
		// both names are asked, and there has to be time for the answer "in doubt"
		proof_seconds: String(Math.min(proofLimit, Math.max(10, Math.floor(wishes.seconds / 3)))),
		facts_seconds: String(factsLimit),
		curl_seconds: String(curlLimit),
		answer_seconds: String(answerLimit),
		wanted: wishes.clusterCertificates.join('\n'),
	};
	const script = [...parts[wishes.work], files.main].join('\n');
	const used = Object.entries(settings).filter(([name]) => script.includes(`$${name}`));
	return `${used.map(([name, value]) => `${name}=${quoted(value)}\n`).join('')}\n${script}`;
}

/** One word for a POSIX shell, whatever it holds. */
function quoted(value: string): string {
	if (value.includes('\0')) throw new UsageError('a value for the agents holds a zero byte');
	return `'${value.replaceAll("'", `'\\''`)}'`;
}

/** Only what the work needs is sent. */
const parts: Readonly<Record<ScriptWishes['work'], readonly string[]>> = {
	trust: [files.basics, files.certsD, files.lookAtCa, files.putCa, files.askDocker, files.refusal, files.trust],
	restart: [files.basics, files.certsD, files.askDocker, files.refusal, files.restartDocker, files.restart],
	remove: [files.basics, files.certsD, files.takeBack, files.remove],
};
