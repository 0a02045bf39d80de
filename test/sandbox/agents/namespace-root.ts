import {fileURLToPath} from 'node:url';
import {type AgentPaths, type Isolation, loginScript} from './isolation.ts';
import {startProgram} from './running-command.ts';

const enterAgent = fileURLToPath(new URL('enter-agent.sh', import.meta.url));

const paths: AgentPaths = {
	programs: '/programs',
	inside: '/proc/$$/root',
	names: '/sandbox/names.json',
	certsD: '/etc/docker/certs.d',
	dockerState: '/run/docker',
};

// PATH is for unshare, mount and chroot; the agent's own is set by the login.
const env = {PATH: '/usr/sbin:/usr/bin:/sbin:/bin', HOME: '/root', USER: 'root', LOGNAME: 'root', SHELL: '/bin/sh'};

/** Each command in a mount namespace of its own, with the agent's directory as its root: needs no privilege. */
export function namespaceRoot(machine: string): Isolation {
	return {
		way: 'chroot in a user namespace',
		paths: () => paths,
		start: ({root, login, lacks, disk, command}) =>
			startProgram(
				'unshare',
				// biome-ignore format: an option group a line
				[
					'--user', '--map-root-user', '--mount',
					'/bin/sh', enterAgent, root, machine, login, disk, loginScript(paths, lacks), command,
				],
				{cwd: '/', env},
			),
	};
}
