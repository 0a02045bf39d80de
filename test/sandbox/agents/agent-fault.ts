/** What an agent can be made to get wrong; each is one an operator meets. */
export const agentFaults = [
	/** Nothing listens on its SSH port. */
	'refuses',
	/** Takes the TCP connection and never sends a byte. */
	'silent',
	/** Says which SSH it speaks, and then nothing more. */
	'stalls',
	/** Accepts no key. */
	'no-auth',
	/** Shows another host key than the one in known_hosts. */
	'changed-host-key',
	/** The user has no shell there. */
	'nologin',
	/** The session starts and its command never ends. */
	'hangs',
	/** The command starts late: after `slowness`. */
	'slow',
	/** The connection is cut when the command has said its first word. */
	'dies',
	/** What a profile script says comes before the command's own output, on both streams, and does not end its last line. */
	'noisy',
	/** A profile script asks something, and reads the answer from the command's own input. */
	'asks',
	/** Whatever is asked for, a shell runs that reads commands from its input. */
	'forced',
	/** Megabytes come before the command's own output. */
	'floods',
	/** The login is not root, and sudo asks for a password: `sudo -n` fails, and so does everything that is no password. */
	'sudo-password',
	/** The same, and `sudo -S` takes `sudoPassword` from standard input. */
	'sudo-asks',
	/** The login is not root, and there is no `sudo` command. */
	'no-sudo',
	/** The login is not root, and sudo works on terminals only. */
	'sudo-requiretty',
	/** The login is not root, and may not become root. */
	'sudo-not-allowed',
	/** Has no `docker` command. */
	'no-docker',
	/** Docker's daemon does not run; a restart starts it. */
	'docker-stopped',
	/** A restart succeeds, and the daemon does not run afterwards. */
	'docker-does-not-come-back',
	/** A restart fails, and the daemon does not run afterwards. */
	'docker-restart-fails',
	/** A restart stops the daemon and never ends. */
	'docker-restart-hangs',
	/** The daemon goes through a proxy that is not there. */
	'docker-proxy',
	/** The daemon has registries as insecure: their certificates are not looked at, and certs.d neither. */
	'docker-insecure',
	/** The same, for every registry in a network. */
	'docker-insecure-network',
	/** The daemon goes through a proxy that opens TLS and shows a certificate of its own. */
	'docker-opened',
	/** A profile script has the docker command ask another daemon, which is not there. */
	'docker-elsewhere',
	/** A pull never ends. */
	'docker-hangs',
	/** Lacks /run/dcos/pki/CA/ca-bundle.crt. */
	'no-ca',
	/** Nothing is in that file. */
	'empty-ca',
	/** Words are in that file. */
	'not-pem-ca',
	/** A server's certificate is in that file. */
	'leaf-ca',
	/** A CA that has expired is in that file. */
	'expired-ca',
	/** The CA of another cluster is in that file. */
	'other-ca',
	/** /etc is read-only. */
	'read-only-etc',
	/** /etc/docker is on a disk on which nothing is free. */
	'full-disk',
] as const;

export type AgentFault = (typeof agentFaults)[number];

/** Those that need a file system of the agent's own; without user namespaces an agent does not have them. */
export const namespaceFaults: readonly AgentFault[] = ['read-only-etc', 'full-disk'];

/** What sudo asks for on an agent with the fault `sudo-asks`. */
export const sudoPassword = 'canary-sudo-password';

const userLogins: readonly AgentFault[] = [
	'sudo-password',
	'sudo-asks',
	'no-sudo',
	'sudo-requiretty',
	'sudo-not-allowed',
];

/** Who the SSH user is; without a fault it is root. */
export function loginOf(fault: AgentFault | undefined): 'root' | 'user' {
	return fault !== undefined && userLogins.includes(fault) ? 'user' : 'root';
}
