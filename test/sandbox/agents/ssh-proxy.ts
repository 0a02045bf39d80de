import type {AgentFault} from './agent-fault.ts';
import {type AgentSsh, openSsh, type SshSetting} from './agent-ssh.ts';
import {startProgram} from './running-command.ts';
import type {SshHost} from './ssh-config.ts';

/** What the way through the proxy can be made to get wrong. */
export type ProxyFault =
	| Extract<AgentFault, 'refuses' | 'silent' | 'stalls' | 'no-auth' | 'changed-host-key'>
	/** Lets the user in and forwards nothing. */
	| 'no-forwarding';

/** A machine that lets the user in and passes connections on to the agents, as a master does. */
export type SshProxy = {
	/** As the ssh_config knows it, and as /metadata tells it. */
	address: string;
	/** The SSH port on 127.0.0.1; kept while it refuses. */
	port: number;
	/** TCP connections taken since the start. */
	connections: () => number;
	/** The addresses of the agents that it was asked to connect to, oldest first. */
	forwarded: () => string[];
	/** Takes effect for the next connection; undefined heals it. */
	setFault: (fault: ProxyFault | undefined) => Promise<void>;
};

export type StartedProxy = {
	proxy: SshProxy;
	host: SshHost;
	/** A line for known_hosts. */
	hostKey: string;
	reset: () => Promise<void>;
	stop: () => Promise<void>;
};

/** Where agents stand: their address and port by what they are called. */
export type FindAgent = (host: string, port: number) => {ip: string; port: number} | undefined;

export const proxyAddress = '127.0.2.10';

export async function startProxy(loginKey: SshSetting['loginKey'], find: FindAgent): Promise<StartedProxy> {
	let fault: ProxyFault | undefined;
	let forwarded: string[] = [];
	const portOf = (host: string, port: number) => {
		const agent = fault === 'no-forwarding' ? undefined : find(host, port);
		if (agent) forwarded.push(agent.ip);
		return agent?.port;
	};
	const shown = () => (fault === 'no-forwarding' ? undefined : fault);
	const ssh = await openSsh({start: refuseCommand, portOf, loginKey, fault: shown});
	const setFault = async (next: ProxyFault | undefined) => {
		fault = next;
		await (next === 'refuses' ? ssh.listener.close() : ssh.listener.open());
	};
	const reset = async () => {
		forwarded = [];
		await setFault(undefined);
	};
	const proxy = {...describe(ssh), forwarded: () => [...forwarded], setFault};
	return {
		proxy,
		host: {ip: proxyAddress, port: proxy.port},
		hostKey: `${proxyAddress} ${ssh.hostKey}`,
		reset,
		stop: ssh.listener.close,
	};
}

/** What stands for a proxy where there is nothing to reach. */
export function noProxy(): SshProxy {
	const none = {address: proxyAddress, port: 0, connections: () => 0, forwarded: () => []};
	return {...none, setFault: async () => undefined};
}

function describe({listener}: AgentSsh): Pick<SshProxy, 'address' | 'port' | 'connections'> {
	return {address: proxyAddress, port: listener.port, connections: listener.accepted};
}

function refuseCommand() {
	const script = "echo 'the proxy of the sandbox runs no commands' >&2; exit 1";
	return startProgram('/bin/sh', ['-c', script], {cwd: '/', env: {}});
}
