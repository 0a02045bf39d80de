import type {RunningCommand} from './running-command.ts';

/** Where things stand, as a command on the agent sees them. */
export type AgentPaths = {
	/** The stand-ins for docker, sudo and systemctl. */
	programs: string;
	node: string;
	dockerScript: string;
	/** JSON: host name to the address and port that stand behind it. */
	names: string;
	certsD: string;
	/** The copy of certs.d that a Docker which caches it took when it started. */
	certsDAtStart: string;
};

/** One command for an agent, whose directory is `root`. */
export type AgentCommand = {
	root: string;
	/** Who the SSH user is there. */
	login: 'root' | 'user';
	hasDocker: boolean;
	command: string;
};

/** A way to give each agent a file system of its own on one machine. */
export type Isolation = {
	way: 'chroot in a user namespace' | 'path mapping';
	paths: (root: string) => AgentPaths;
	start: (command: AgentCommand) => RunningCommand;
};

// Links to this machine's programs but its Docker, for an agent that has none. Names found twice are of no interest.
const hideDocker = `
	tools=$(mktemp -d)
	ln -s /usr/sbin/* /usr/bin/* /sbin/* /bin/* "$tools" 2>/dev/null
	rm -f "$tools/docker"`;

/** Shell text that runs its first argument as sshd does: from the home directory, and with the agent's programs first. */
export function loginScript({programs}: AgentPaths, hasDocker: boolean): string {
	return `umask 022; cd
		tools=/usr/sbin:/usr/bin:/sbin:/bin
		${hasDocker ? '' : hideDocker}
		PATH='${programs}':$tools; export PATH; unset tools
		exec /bin/sh -c "$1"`;
}
