import type {SshWay} from './ssh.ts';

/** What the user chose for every connection, the one to the proxy included, as `dcos node ssh` has it. */
export function userChoices({user, configFile, options}: Pick<SshWay, 'user' | 'configFile' | 'options'>): string[] {
	return [
		...(configFile === null ? [] : ['-F', configFile]),
		...(user === null ? [] : ['-l', user]),
		...options.flatMap(option => ['-o', option]),
	];
}

/**
 * Everything but the fixed command is an argument of its own: nothing of the user's is ever read by a shell. `through` are the
 * options that lead through a proxy.
 */
export function sshArguments(
	way: Pick<SshWay, 'user' | 'configFile' | 'options'>,
	{address, command, through = []}: {address: string; command: string; through?: readonly string[]},
): string[] {
	return [...userChoices(way), ...through, ...rules(agentRules), '-T', '--', address, command];
}

/** For the one connection that others go through; it must not clear the forwardings that it is for. */
export function proxyArguments(way: SshWay, {proxy, socket}: {proxy: string; socket: string}): string[] {
	const shared = ['-M', '-S', socket, '-o', 'ControlPersist=no', '-N', '-T'];
	return [...userChoices(way), ...shared, ...rules(commonRules), '--', proxy];
}

/** Known to those who explain what ssh said. */
const lostProxy = 'dcos-registry-has-lost-the-proxy';

/**
 * The options of a connection through the shared one. Only the path of our own socket stands in the command that ssh runs. Where
 * the socket is gone, ssh would connect by itself to whatever has the name there; the command that it finds in place of the
 * network is none, and the shell says so.
 */
export function throughShared(socket: string): string[] {
	const command = `ssh -F /dev/null -S ${socket} -o ControlMaster=no -o ProxyCommand=${lostProxy} -W [%h]:%p dcos-registry-proxy`;
	return ['-o', `ProxyCommand=${command}`];
}

/** One connection to the proxy for each machine, where the client cannot share one. ssh itself passes on the configuration file. */
export function throughOwn(way: SshWay, proxy: string): string[] {
	const host = proxy.includes(':') ? `[${proxy}]` : proxy;
	return ['-J', way.user === null ? host : `${way.user}@${host}`];
}

const rules = (names: readonly string[]) => names.flatMap(rule => ['-o', rule]);

/** The first value that ssh sees wins, so the user's `-o` comes before these. Host keys and key exchange stay the user's policy. */
const commonRules = [
	'BatchMode=yes',
	'ConnectTimeout=10',
	'ServerAliveInterval=5',
	'ServerAliveCountMax=3',
	'UpdateHostKeys=no',
	'ForwardAgent=no',
	'ForwardX11=no',
	'LogLevel=ERROR',
] as const;

const agentRules = [...commonRules, 'ClearAllForwardings=yes', 'ControlPath=none'] as const;
