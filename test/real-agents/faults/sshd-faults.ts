import type {ShellFault} from './fault.ts';

const service = '/usr/lib/agent/sshd-service';
const changes = '/etc/ssh/sshd_config.d/10-fault.conf';
const hostKey = '/etc/ssh/ssh_host_ed25519_key';

/** Faults of the SSH server itself, and of what it starts. */
export const sshdFaults = {
	refuses: {begin: `${service} stop`, end: `${service} start`},
	// The kernel goes on taking connections for a process that is stopped.
	silent: {begin: 'kill -STOP $(cat /run/sshd.pid)', end: 'kill -CONT $(cat /run/sshd.pid)'},
	'no-auth': {
		begin: 'for home in /root /home/centos; do mv $home/.ssh/authorized_keys $home/.ssh/none; done',
		end: 'for home in /root /home/centos; do mv $home/.ssh/none $home/.ssh/authorized_keys; done',
	},
	'changed-host-key': {
		begin: `mv ${hostKey} ${hostKey}.known; ssh-keygen -q -t ed25519 -N '' -f ${hostKey}; ${service} restart`,
		end: `mv ${hostKey}.known ${hostKey}; ${service} restart`,
	},
	banner: configured('Banner /etc/agent/banner'),
	hangs: configured('ForceCommand sleep 600'),
	slow: configured('ForceCommand /usr/lib/agent/slow-session'),
	dies: configured('ForceCommand /usr/lib/agent/dying-session'),
	asks: profile('printf "Which environment is this? "; read -r answer'),
	forced: configured('ForceCommand /bin/sh'),
	'docker-elsewhere': profile('export DOCKER_HOST=tcp://127.0.0.1:9'),
	noisy: profile('printf "Welcome to this agent.\\nYou have mail"; printf "Last patched: never" >&2'),
	floods: profile('head -c 8000000 /dev/zero | tr "\\0" .'),
} satisfies Record<string, ShellFault>;

/** Another line of sshd_config. */
function configured(line: string): ShellFault {
	return {begin: `echo '${line}' >${changes}; ${service} restart`, end: `rm ${changes}; ${service} restart`};
}

/** A line of .bashrc, which bash reads where it finds that sshd has started it. */
function profile(line: string): ShellFault {
	return {
		begin: `for home in /root /home/centos; do printf '%s\\n' '${line}' >$home/.bashrc; done`,
		end: 'for home in /root /home/centos; do : >$home/.bashrc; done',
	};
}
