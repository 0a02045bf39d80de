import {once} from 'node:events';
import {createServer, type Server, type Socket} from 'node:net';
import {threadId} from 'node:worker_threads';

/** A TCP port on 127.0.0.1 that can be closed and opened again. */
export type Listener = {
	port: number;
	/** Connections taken since the start. */
	accepted: () => number;
	/** Safe to repeat. */
	open: () => Promise<void>;
	/** Cuts the connections there are when what was sent on them is gone. New ones are taken. */
	cut: () => void;
	/** Refuses from now on and cuts the connections there are. Safe to repeat. */
	close: () => Promise<void>;
};

/** Below those that Linux and macOS hand out by themselves: nobody gets the port of a listener while that is closed. */
const ports = {first: 10_000, count: 20_000};
let used = process.pid * 101 + threadId * 997;

function nextPort(): number {
	used += 1;
	return ports.first + (used % ports.count);
}

/** Listens on a free port and hands each connection over. */
export async function listen(onConnection: (socket: Socket) => void): Promise<Listener> {
	const sockets = new Set<Socket>();
	let accepted = 0;
	// Without noDelay each small SSH answer waits for the client's delayed acknowledgement, 40 ms.
	const server = createServer({noDelay: true}, socket => {
		accepted += 1;
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
		socket.on('error', () => socket.destroy());
		onConnection(socket);
	});
	const open = async (port: number) => {
		if (!server.listening) await once(server.listen(port, '127.0.0.1'), 'listening');
	};
	const port = await openAnywhere(open);
	return {
		port,
		accepted: () => accepted,
		open: () => open(port),
		cut: () => {
			for (const socket of sockets) socket.destroySoon();
		},
		close: () => close(server, sockets),
	};
}

async function openAnywhere(open: (port: number) => Promise<void>): Promise<number> {
	for (let tries = 1; ; tries += 1) {
		const port = nextPort();
		try {
			await open(port);
			return port;
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || tries === ports.count) throw error;
		}
	}
}

async function close(server: Server, sockets: Set<Socket>): Promise<void> {
	if (!server.listening) return;
	const closed = once(server.close(), 'close');
	for (const socket of sockets) socket.destroy();
	await closed;
}
