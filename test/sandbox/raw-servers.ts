import {once} from 'node:events';
import {type AddressInfo, createServer, type Socket} from 'node:net';

/** A TCP server on 127.0.0.1 that is not what its clients expect. */
export type RawServer = {port: number; stop(): Promise<void>};

/** Says this to everybody who connects, whatever they say, and ends: as SSH or a mail server does to a TLS client. */
export function startTextServer(text: string): Promise<RawServer> {
	return startServer(socket => socket.end(text));
}

/** Takes every connection and never says a word. */
export function startSilentServer(): Promise<RawServer> {
	return startServer(() => {});
}

async function startServer(greet: (socket: Socket) => void): Promise<RawServer> {
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		sockets.add(socket);
		// A client that goes away in the middle is what these servers are for.
		socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket));
		socket.resume();
		greet(socket);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		port: (server.address() as AddressInfo).port,
		stop: async () => {
			const closed = once(server, 'close');
			server.close();
			for (const socket of sockets) socket.destroy();
			await closed;
		},
	};
}
