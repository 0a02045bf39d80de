import type {ParsedKey} from 'ssh2';
import type {AgentFault} from './agent-fault.ts';
import {type Listener, listen} from './listener.ts';
import {createSshKey} from './ssh-key.ts';
import {type AgentLogin, createSshServer} from './ssh-server.ts';

/** The SSH side of an agent. */
export type AgentSsh = {
	listener: Listener;
	/** The key the agent is known by, in the form that known_hosts has after the name. */
	hostKey: string;
	/** Every command asked for, oldest first. */
	commands: () => string[];
	forgetCommands: () => void;
};

/** What the SSH side needs of its agent; `fault` is asked at each connection. */
export type SshSetting = Pick<AgentLogin, 'start' | 'portOf'> & {
	loginKey: ParsedKey;
	fault: () => AgentFault | undefined;
};

/** Opens an agent's SSH port. */
export async function openSsh({start, portOf, loginKey, fault}: SshSetting): Promise<AgentSsh> {
	const asked: string[] = [];
	const login: AgentLogin = {
		portOf,
		acceptsKeys: () => fault() !== 'no-auth',
		spoken: () => {
			if (fault() === 'dies') listener.cut();
		},
		start(command) {
			asked.push(command);
			return start(command);
		},
	};
	const known = createSshKey();
	const server = createSshServer(known.private, loginKey, login);
	const changed = createSshServer(createSshKey().private, loginKey, login);
	const listener: Listener = await listen(socket => {
		if (fault() === 'stalls') socket.write('SSH-2.0-OpenSSH_7.4\r\n');
		if (fault() === 'silent' || fault() === 'stalls') socket.resume();
		else if (fault() === 'changed-host-key') changed.injectSocket(socket);
		else server.injectSocket(socket);
	});
	const forgetCommands = () => {
		asked.length = 0;
	};
	return {listener, hostKey: known.public, commands: () => [...asked], forgetCommands};
}
