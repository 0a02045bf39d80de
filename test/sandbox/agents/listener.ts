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

/**
 * Below those that Linux and macOS hand out by themselves. Each thread of tests has a block to itself: nobody else gets the port of a
 * listener while that is closed.
 */
const ports = {first: 10_000, blocks: 20, size: 1000};
let used = 0;
let claimed: Promise<number> | undefined;

async function nextPort(): Promise<number> {
	claimed ??= claimBlock();
	const first = await claimed;
	used += 1;
	// the first is the sign that the block is taken
	return first + 1 + (used % (ports.size - 1));
}

/** The first port of a block that is free; whoever listens on that has the block, for as long as the process lives. */
async function claimBlock(): Promise<number> {
	for (let tries = 0; tries < ports.blocks; tries += 1) {
		const first = ports.first + ((process.pid + threadId + tries) % ports.blocks) * ports.size;
		const sign = createServer().unref();
		try {
			await once(sign.listen(first, '127.0.0.1'), 'listening');
			return first;
		} catch (error) {
			if (!isTaken(error)) throw error;
		}
	}
	throw new Error(`all ${ports.blocks} blocks of ports are taken`);
}

function isTaken(error: unknown): boolean {
	return (error as NodeJS.ErrnoException).code === 'EADDRINUSE';
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
		const port = await nextPort();
		try {
			await open(port);
			return port;
		} catch (error) {
			if (!isTaken(error) || tries === ports.size) throw error;
		}
	}
}

async function close(server: Server, sockets: Set<Socket>): Promise<void> {
	if (!server.listening) return;
	const closed = once(server.close(), 'close');
	for (const socket of sockets) socket.destroy();
	await closed;
}
