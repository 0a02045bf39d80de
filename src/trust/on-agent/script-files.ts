import {readFileSync} from 'node:fs';

/**
 * The parts of the agents' script, which are files of a shell so that they can be read and checked as such. The build puts the texts
 * in the place of this module: beside the executable there are no such files.
 */
export const files = {
	basics: textOf('basics.sh'),
	certsD: textOf('certs-d.sh'),
	lookAtCa: textOf('look-at-ca.sh'),
	putCa: textOf('put-ca.sh'),
	askDocker: textOf('ask-docker.sh'),
	refusal: textOf('refusal.sh'),
	restartDocker: textOf('restart-docker.sh'),
	takeBack: textOf('take-back.sh'),
	trust: textOf('trust.sh'),
	restart: textOf('restart.sh'),
	remove: textOf('remove.sh'),
	main: textOf('main.sh'),
} as const;

function textOf(name: string): string {
	return readFileSync(new URL(name, import.meta.url), 'utf8');
}
