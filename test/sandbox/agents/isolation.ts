import type {RunningCommand} from './running-command.ts';

/** Where things stand, as a command on the agent sees them. */
export type AgentPaths = {
	/** The stand-ins for docker, sudo and systemctl. */
	programs: string;
	/** What comes before such a path for a process that is not on the agent, in shell text of the command. */
	inside: string;
	/** JSON: host name to the address and port that stand behind it. */
	names: string;
	certsD: string;
	/**
	 * Holds a copy of certs.d, which a Docker that caches it took when it started; a letter in `restarts` for each restart;
	 * and `stopped` while the daemon does not run.
	 */
	dockerState: string;
};

/** One command for an agent, whose directory is `root`. */
export type AgentCommand = {
	root: string;
	/** Who the SSH user is there. */
	login: 'root' | 'user';
	/** The program that is not there, not even this machine's own. */
	lacks: 'docker' | 'sudo' | null;
	/** Whether /etc can be changed; anything but `writable` needs a root of the agent's own. */
	disk: 'writable' | 'read-only' | 'full';
	command: string;
};

/** A way to give each agent a file system of its own on one machine. */
export type Isolation = {
	way: 'chroot in a user namespace' | 'path mapping';
	paths: (root: string) => AgentPaths;
	start: (command: AgentCommand) => RunningCommand;
};

// Links to this machine's programs but the one that the agent lacks. Names found twice are of no interest.
const hide = (program: string) => `
	tools=$(mktemp -d)
	ln -s /usr/sbin/* /usr/bin/* /sbin/* /bin/* "$tools" 2>/dev/null
	rm -f "$tools/${program}"`;

/** Shell text that runs its first argument as sshd does: from the home directory, and with the agent's programs first. */
export function loginScript({programs}: AgentPaths, lacks: AgentCommand['lacks']): string {
	return `umask 022; cd
		tools=/usr/sbin:/usr/bin:/sbin:/bin
		${lacks === null ? '' : hide(lacks)}
		PATH='${programs}':$tools; export PATH; unset tools
		exec /bin/sh -c "$1"`;
}
