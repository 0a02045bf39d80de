/** An agent as ssh is to find it: by the address that Mesos reports, at its port on this machine. */
export type SshHost = {ip: string; port: number};

/** Text of an ssh_config that reaches every agent and takes nothing from the user's own files. */
export function sshConfig(hosts: SshHost[], {identity, knownHosts}: {identity: string; knownHosts: string}): string {
	const agents = hosts.map(({ip, port}) => `Host ${ip}\n\tHostName 127.0.0.1\n\tPort ${port}\n\tHostKeyAlias ${ip}\n`);
	return `${agents.join('\n')}
Host *
	User centos
	IdentityFile ${quoted(identity)}
	IdentitiesOnly yes
	IdentityAgent none
	PreferredAuthentications publickey
	UserKnownHostsFile ${quoted(knownHosts)}
	GlobalKnownHostsFile /dev/null
	StrictHostKeyChecking yes
	UpdateHostKeys no
`;
}

/** ssh expands % in the names of these files. */
function quoted(path: string): string {
	return `"${path.replaceAll('%', '%%')}"`;
}
