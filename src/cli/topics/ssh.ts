/** How the agents are reached by trust-agents. */
export function sshTopic(): string {
	return `How trust-agents reaches the agents: by the ssh of this machine (OpenSSH 7.3 or newer), with your own configuration, keys and agent.

Examples:
    # ask what would be done, as this user
    dcos registry trust-agents --user centos --dry-run
    # through a machine that reaches the agents, by one connection that all share
    dcos registry trust-agents --user centos --proxy-ip 203.0.113.7
    # with a configuration file and a key of its own
    dcos registry trust-agents --config-file dcos-ssh.conf --option IdentityFile=dcos.pem
    # one agent first, where sudo asks for a password
    dcos registry trust-agents --agent 10.0.3.7 --ask-sudo-password

Who logs in, the first that says something:
    --user, the setting registry.user, core.ssh_user of dcos, your ssh configuration

Which way, the first that says something:
    --master-proxy or --proxy-ip, the setting of one of them, core.ssh_proxy_ip of dcos; else directly

What is needed on an agent:
    root, sudo without a password, or --ask-sudo-password
    a POSIX shell; nothing is installed

What stays yours:
    Host keys are checked as your ssh configuration has it; a changed one is told with its fingerprint.
    Your ssh agent is not forwarded, no terminal is forced, and nothing is asked on the way (BatchMode).

A lost connection is tried again only while nothing was done on the agent.
`;
}
