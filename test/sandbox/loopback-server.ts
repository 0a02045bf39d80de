import {once} from 'node:events';
import type {RequestListener} from 'node:http';
import {createServer, type Server, type ServerOptions} from 'node:https';
import type {AddressInfo} from 'node:net';

/** An HTTPS server on 127.0.0.1; its port is the system's choice. */
export type LoopbackServer = {
	port: number;
	/** Ends the connections that are still open, too. */
	stop: () => Promise<void>;
};

export async function serveOnLoopback(options: ServerOptions, listener: RequestListener): Promise<LoopbackServer> {
	const server = createServer(options, listener);
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {port: (server.address() as AddressInfo).port, stop: () => stop(server)};
}

async function stop(server: Server): Promise<void> {
	if (!server.listening) return;
	const closed = once(server, 'close');
	server.close();
	server.closeAllConnections();
	await closed;
}
