import {UsageError} from '../../errors/errors.ts';
import {askDocker, proofLimit} from './ask-docker.ts';
import {basics} from './basics.ts';
import {lookAtCa} from './look-at-ca.ts';
import {putCa} from './put-ca.ts';
import {restartDocker} from './restart-docker.ts';
import {takeBack} from './take-back.ts';

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
 * The script for one agent, for standard input. It needs a POSIX sh and awk, is read as a whole before it does anything (a cut
 * connection runs nothing), and changes only what belongs to certs.d/<registry>/ca.crt. Safe to repeat.
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
		wanted: wishes.clusterCertificates.join('\n'),
	};
	const assignments = Object.entries(settings).map(([name, value]) => `${name}=${quoted(value)}`);
	return `${assignments.join('\n')}\n${basics}${parts[wishes.work]}${main}`;
}

/** One word for a POSIX shell, whatever it holds. */
function quoted(value: string): string {
	if (value.includes('\0')) throw new UsageError('a value for the agents holds a zero byte');
	return `'${value.replaceAll("'", `'\\''`)}'`;
}

/** Only what the work needs is sent. */
const parts: Readonly<Record<ScriptWishes['work'], string>> = {
	trust: `${lookAtCa}${putCa}${askDocker}
work() { if look_at_ca && put_all; then ask_docker; fi; }
`,
	restart: `${putCa}${askDocker}${restartDocker}
work() { if restart_docker; then ask_docker; fi; }
`,
	remove: `${putCa}${takeBack}
work() { take_all_back; }
`,
};

const main = String.raw`
main() {
	prepare_shell
	# a profile script may have left an unfinished line
	printf '\n'
	say begin
	if [ "$(id -u)" != 0 ]; then say problem - 'the script does not run as root'
	elif ! command -v awk >/dev/null 2>&1; then say problem - 'it has no awk, which reads the certificates'
	else work; fi
	say end
}

main </dev/null
`;
