/** One thing that ssh, sshd, a login shell or sudo says when it does not work out. */
export type SshWords = {
	words: RegExp;
	/** Also looked for on stdout: no program of ssh's own says it. */
	onStdout?: true;
	/** Whether the machine had let us in. */
	reached: boolean;
	why: string;
	/** What was said says more than we can. */
	keepsWords?: true;
	hint: string;
};

const unlockSudo =
	'let the user run sudo without one (NOPASSWD), give it with --ask-sudo-password, or log in with --user root';
const compareKey = 'compare it on the machine itself: cat /etc/ssh/ssh_host_*_key.pub | ssh-keygen -lf -';

/** OpenSSH 7.4 to 10 and sudo 1.8 to 1.9 say these; the first that fits counts. */
export const sshWords: readonly SshWords[] = [
	{
		// the shell's words for a command of ours that there is not (src/ssh/ssh-arguments.ts)
		words: /dcos-registry-has-lost-the-proxy/,
		reached: false,
		why: 'the connection to the proxy ended, and it could not be opened again',
		hint: 'see whether the proxy runs and lets you in, then run the same command again',
	},
	{
		// ours, for an address that ssh is not given (src/ssh/ssh-address.ts)
		words: /is neither an IP address nor a host name$/,
		reached: false,
		why: 'Mesos has no usable address for it',
		keepsWords: true,
		hint: 'see --hostname and --ip of its dcos-mesos-slave; dcos node list shows what Mesos was told',
	},
	{
		words: /REMOTE HOST IDENTIFICATION HAS CHANGED/,
		reached: false,
		why: 'its SSH host key has changed, and nothing was sent',
		hint: `${compareKey}; if it was reinstalled: ssh-keygen -R <address>`,
	},
	{
		words: /Host key verification failed|No \S+ host key is known/,
		reached: false,
		why: 'its SSH host key is not known, and nothing was sent',
		hint: `${compareKey}; then log in once by hand: ssh <address>`,
	},
	{
		words: /Permission denied \(|Too many authentication failures/,
		reached: false,
		why: 'it did not accept the SSH login',
		hint: 'check --user and your SSH key (ssh-add -l)',
	},
	{
		words: /Connection refused/,
		reached: false,
		why: 'it refused the SSH connection',
		hint: 'check that sshd runs there and on which port',
	},
	{
		words: /Could not resolve hostname/,
		reached: false,
		why: 'its name does not resolve',
		hint: 'check the name, or your SSH configuration',
	},
	{
		words: /No route to host|Network is unreachable/,
		reached: false,
		why: 'there is no route to it',
		hint: 'check the network (a VPN?), or go through another machine with --proxy-ip',
	},
	{
		words: /administratively prohibited/,
		reached: false,
		why: 'the proxy does not forward to it',
		hint: 'see AllowTcpForwarding and PermitOpen in the sshd_config of the proxy',
	},
	{
		words: /timed out/i,
		reached: false,
		why: 'it did not answer in time',
		hint: 'check the network, or that the machine is well',
	},
	{
		words:
			/Bad configuration option|no such identity file|Can't open user config file|bad permissions|Bad owner or permissions/i,
		reached: false,
		why: 'ssh does not accept its configuration here',
		keepsWords: true,
		hint: 'check --option, --config-file and your SSH configuration: ssh -G <address>',
	},
	{
		words: /Session open refused by peer|stdio forwarding failed/i,
		reached: false,
		why: 'the proxy does not get to it, or may not',
		hint: 'see on the proxy whether it does: nc -vz <address> 22; else AllowTcpForwarding and PermitOpen in its sshd_config',
	},
	{
		words: /kex_exchange_identification|Connection (closed|reset) by/,
		reached: false,
		why: 'it closed the SSH connection',
		hint: 'too many connections at once? try a smaller --parallel',
	},
	{
		words: /incorrect password attempt|Sorry, try again/,
		reached: true,
		why: 'sudo did not accept the password there',
		hint: 'run it again and type the password of that user; it was tried once',
	},
	{
		words: /you must have a tty/,
		reached: true,
		why: 'sudo wants a terminal there (requiretty)',
		hint: 'put "Defaults:<user> !requiretty" into its sudoers, or log in with --user root',
	},
	{
		words: /sudo: (?:sorry, )?a password is required|sudo: a terminal is required|no password was provided/,
		reached: true,
		why: 'sudo asks for a password there',
		hint: unlockSudo,
	},
	{
		words: /sudo: (command )?not found|sudo: No such file|sudo: inaccessible/,
		reached: true,
		why: 'it has no sudo, and the user is not root',
		hint: 'log in as root with --user root',
	},
	{
		words: /not in the sudoers file|not allowed to execute|may not run sudo/,
		reached: true,
		why: 'the user may not use sudo there',
		hint: 'let the user run sudo, or choose another with --user',
	},
	{
		words: /account is currently not available|shell \S+ does not exist|This account is (?:locked|disabled)/i,
		onStdout: true,
		reached: true,
		why: 'the user has no login shell there',
		hint: 'choose another user with --user',
	},
	{
		words: /No space left on device/,
		reached: true,
		why: 'its disk is full',
		hint: 'make room there, then run the same command again',
	},
];
