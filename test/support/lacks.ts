import {spawnSync} from 'node:child_process';
import {accessSync, constants} from 'node:fs';
import {delimiter, join} from 'node:path';

/** What this machine lacks, in a clause; null where it has that. */
export type Lack = string | null;

export const lackOfLinux: Lack = process.platform === 'linux' ? null : 'this is not Linux';

/** Looks for programs, each with the Debian package that has it, on the PATH or where their path says. */
export function lackOfPrograms(packages: Readonly<Record<string, string>>): Lack {
	const missing = Object.keys(packages).filter(program => !isProgram(program));
	if (missing.length === 0) return null;
	const names = new Set(missing.map(program => packages[program]));
	return `there is no ${missing.join(', ')}; install Debian's ${[...names].join(', ')}`;
}

function isProgram(program: string): boolean {
	const directories = program.startsWith('/') ? [''] : (process.env.PATH ?? '').split(delimiter);
	return directories.some(directory => {
		try {
			accessSync(join(directory, program), constants.X_OK);
			return true;
		} catch {
			return false;
		}
	});
}

/** Whether whoever runs this may be root in a user namespace with mounts of its own, as the agents' file systems need. */
export function lackOfNamespaces(): Lack {
	// some kernels give a user namespace to anybody and then refuse every mount in it
	const trial = ['--user', '--map-root-user', '--mount', 'mount', '--rbind', '/dev', '/mnt'];
	const {status, error, stderr} = spawnSync('unshare', trial, {encoding: 'utf8'});
	if (status === 0) return null;
	return `this machine gives no user namespaces: ${error?.message ?? stderr.trim()}`;
}
