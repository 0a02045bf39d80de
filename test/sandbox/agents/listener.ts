import {once} from 'node:events';
import {type AddressInfo, createServer, type Server, type Socket} from 'node:net';

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
	await open(0);
	const {port} = server.address() as AddressInfo;
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

async function close(server: Server, sockets: Set<Socket>): Promise<void> {
	if (!server.listening) return;
	const closed = once(server.close(), 'close');
	for (const socket of sockets) socket.destroy();
	await closed;
}
