import {execFileSync} from 'node:child_process';
import {accessSync} from 'node:fs';

const programs = {
	'/usr/sbin/sshd': 'openssh-server',
	'/usr/bin/ssh': 'openssh-client',
	'/usr/bin/sudo': 'sudo',
	'/bin/tcsh': 'tcsh',
	'/usr/sbin/ip': 'iproute2',
	'/usr/bin/nsenter': 'util-linux',
	'/usr/bin/script': 'bsdutils',
	'/usr/bin/pkill': 'procps',
	'/usr/bin/openssl': 'openssl',
	'/usr/bin/docker': 'docker.io',
	'/usr/sbin/dockerd': 'docker.io',
	'/usr/bin/docker-registry': 'docker-registry',
};

/** The mounts and namespaces of a bed and its machines, in small. */
const trial = `set -e
mount -t tmpfs tmpfs /mnt
cd /mnt
mkdir upper work root
mount -t overlay overlay -o lowerdir=/,upperdir=upper,workdir=work root
ip link set lo up
`;

/** Says why this machine cannot run real agents, in a sentence; null where it can. */
export function whyNoRealAgents(): string | null {
	if (process.getuid?.() !== 0) return 'only root can start real agents';
	const missing = Object.entries(programs).filter(([program]) => !exists(program));
	if (missing.length > 0) {
		return `real agents need Debian's ${[...new Set(missing.map(([, name]) => name))].join(', ')}`;
	}
	try {
		execFileSync('unshare', ['--mount', '--net', '--pid', '--fork', 'sh', '-c', trial], {stdio: 'pipe'});
		return null;
	} catch (error) {
		return `this machine has no namespaces for real agents: ${String(error)}`;
	}
}

function exists(path: string): boolean {
	try {
		accessSync(path);
		return true;
	} catch {
		return false;
	}
}
