import {connect} from 'node:net';
import ssh2, {type AuthContext, type Connection, type ParsedKey, type Server} from 'ssh2';
import type {RunningCommand} from './running-command.ts';
import {serveCommand} from './serve-command.ts';

/** What an SSH server of an agent asks of the agent. */
export type AgentLogin = {
	acceptsKeys: () => boolean;
	start: (command: string) => RunningCommand;
	/** Told whenever a piece of a command's output was sent that is more than blanks. */
	spoken: () => void;
	/** The local port of another agent's SSH server; undefined where the address is none of theirs. */
	portOf: (host: string, port: number) => number | undefined;
};

/** An SSH server for any user name and one key: commands, and connections on to other agents. It does not listen. */
export function createSshServer(hostKey: string, key: ParsedKey, login: AgentLogin): Server {
	return new ssh2.Server({hostKeys: [hostKey]}, client => {
		client.on('authentication', context => {
			if (login.acceptsKeys() && holdsKey(context, key)) context.accept();
			else context.reject(['publickey']);
		});
		// A client that goes away in the middle is an ssh2 error; its sessions end with the connection.
		client.on('error', () => client.end());
		serveSessions(client, login);
		serveForwarding(client, login);
	});
}

/** A first request without a signature only asks whether the key would do. */
function holdsKey(context: AuthContext, key: ParsedKey): boolean {
	if (context.method !== 'publickey' || !key.getPublicSSH().equals(context.key.data)) return false;
	if (!context.signature || !context.blob) return true;
	return key.verify(context.blob, context.signature, context.hashAlgo);
}

function serveSessions(client: Connection, login: AgentLogin): void {
	client.on('session', acceptSession => {
		const session = acceptSession();
		session.once('exec', (accept, _reject, {command}) => {
			const running = login.start(command);
			session.on('signal', (_accept, _refuse, {name}) => running.signal(name));
			void serveCommand(accept(), running, login.spoken);
		});
	});
}

/** As for `ssh -W` and ProxyJump, and to nowhere but the sandbox's own agents. */
function serveForwarding(client: Connection, login: AgentLogin): void {
	client.on('tcpip', (accept, reject, {destIP, destPort}) => {
		const port = login.portOf(destIP, destPort);
		if (port === undefined) return reject();
		const socket = connect({host: '127.0.0.1', port, noDelay: true});
		socket.once('error', reject);
		socket.once('connect', () => {
			socket.off('error', reject);
			const channel = accept();
			socket.on('error', () => channel.end());
			channel.once('close', () => socket.destroy());
			socket.pipe(channel).pipe(socket);
		});
	});
}
