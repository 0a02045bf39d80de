import {once} from 'node:events';
import {type AddressInfo, connect, createServer, type Server, type Socket} from 'node:net';
import {createServer as createTlsServer} from 'node:tls';
import test, {type ExecutionContext} from 'ava';
import got from 'got';
import {connections} from '../../../src/network/connections.ts';
import {startConnectProxy} from '../../sandbox/connect-proxy.ts';
import {serveOnLoopback} from '../../sandbox/loopback-server.ts';
import {startSilentServer} from '../../sandbox/raw-servers.ts';
import {serverCertificate} from '../../support/server-certificate.ts';

/** A server behind the proxy, and what a client with this proxy gets from it. */
async function behindProxy(
	t: ExecutionContext,
	proxyOf: (port: number) => Promise<string>,
): Promise<() => Promise<string>> {
	const {authority, certificate} = await serverCertificate();
	const {port, stop} = await serveOnLoopback(certificate, (_, response) => response.end('done'));
	t.teardown(stop);
	const agent = connections(
		{HTTPS_PROXY: await proxyOf(port)},
		{trusted: () => [authority.cert]},
	)(new URL('https://store.example'));
	t.teardown(() => agent.https.destroy());
	const https = {certificateAuthority: authority.cert};
	return () => got('https://store.example', {agent, https, retry: {limit: 0}, timeout: {request: 60_000}}).text();
}

/** Answers CONNECT with these words, and leads to the port. */
function leadsTo(port: number, words: string): (client: Socket) => void {
	return client => {
		client
			.on('error', () => {})
			.once('data', () => {
				const upstream = connect(port, '127.0.0.1').on('error', () => {});
				client.write(words);
				client.pipe(upstream).pipe(client);
				client.on('close', () => upstream.destroy());
			});
	};
}

async function listening(t: ExecutionContext, server: Server): Promise<number> {
	const sockets = new Set<Socket>();
	server.on('connection', socket => sockets.add(socket)).listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
		for (const socket of sockets) socket.destroy();
	});
	return (server.address() as AddressInfo).port;
}

for (const [what, words] of [
	['HTTP/1.0', 'HTTP/1.0 200 OK\r\n\r\n'],
	['other words and headers', 'HTTP/1.1 200 Tunnel is there\r\nvia: 1.1 p\r\nx-cache: none\r\n\r\n'],
	['a length of nothing', 'HTTP/1.1 200 OK\r\ncontent-length: 0\r\n\r\n'],
] as const) {
	test(`a proxy that lets us through with ${what} does`, async t => {
		const ask = await behindProxy(t, async port => {
			return `http://127.0.0.1:${await listening(t, createServer(leadsTo(port, words)))}`;
		});
		t.is(await ask(), 'done');
	});
}

test('a tunnel is asked for with user and password, as they were before they were escaped, and used twice', async t => {
	const credentials = {user: 'us@er', password: 'p/w:%#? ü'};
	const login = `${encodeURIComponent(credentials.user)}:${encodeURIComponent(credentials.password)}`;
	const tunnels: (() => string[])[] = [];
	const ask = await behindProxy(t, async port => {
		const proxy = await startConnectProxy({credentials, resolve: () => ({host: '127.0.0.1', port})});
		t.teardown(() => proxy.stop());
		tunnels.push(() => proxy.targets());
		return proxy.url.replace('//', `//${login}@`);
	});
	t.deepEqual([await ask(), await ask()], ['done', 'done']);
	t.deepEqual(tunnels[0]?.(), ['store.example:443']);
});

test('a proxy is spoken to over TLS where its address says so', async t => {
	const ask = await behindProxy(t, async port => {
		const {certificate} = await serverCertificate();
		const server = createTlsServer({...certificate}, leadsTo(port, 'HTTP/1.1 200 OK\r\n\r\n'));
		return `https://127.0.0.1:${await listening(t, server)}`;
	});
	t.is(await ask(), 'done');
});

/** Sign by sign, each in a packet of its own. */
async function dribble(client: Socket, port: number): Promise<void> {
	for (const sign of `HTTP/1.1 200 OK\r\nvia: ${'x'.repeat(60)}\r\n\r\n`)
		await new Promise(resolve => client.write(sign, () => setImmediate(resolve)));
	const upstream = connect(port, '127.0.0.1').on('error', () => {});
	client.pipe(upstream).pipe(client);
}

test('a proxy whose answer comes in many pieces lets us through', async t => {
	const ask = await behindProxy(t, async port => {
		const server = createServer(client => {
			client.on('error', () => {}).once('data', () => void dribble(client.setNoDelay(), port));
		});
		return `http://127.0.0.1:${await listening(t, server)}`;
	});
	t.is(await ask(), 'done');
});

for (const [what, message, words] of [
	['headers', /Header overflow/, `HTTP/1.1 200 OK\r\n${'a: b\r\n'.repeat(20_000)}`],
	['one line', /Header overflow/, 'HTTP/1.1 200 '.padEnd(1_000_000, 'x')],
	['words before its answer', /HTTP\/1\.1 103 Early Hints$/, 'HTTP/1.1 103 Early Hints\r\n\r\n'.repeat(10_000)],
] as const) {
	test(`a proxy that floods us with ${what} is given up`, async t => {
		const ask = await behindProxy(t, async () => {
			const server = createServer(client => {
				const more = () => {
					while (client.writable && client.write(words));
				};
				client
					.on('error', () => {})
					.on('drain', more)
					.once('data', more);
			});
			return `http://127.0.0.1:${await listening(t, server)}`;
		});
		const error = await t.throwsAsync(ask(), {message});
		t.like(error, {code: 'ERR_PROXY_TUNNEL'});
	});
}

test('a tunnel behind which nobody speaks is given up', async t => {
	const silent = await startSilentServer();
	t.teardown(() => silent.stop());
	const port = await listening(t, createServer(leadsTo(silent.port, 'HTTP/1.1 200 OK\r\n\r\n')));
	const proxy = `http://user:p%40ss@127.0.0.1:${port}`;
	const agent = connections({HTTPS_PROXY: proxy}, {patience: 300})(new URL('https://store.example'));
	t.teardown(() => agent.https.destroy());
	const error = await t.throwsAsync(got('https://store.example', {agent, retry: {limit: 0}}));
	t.like(error, {code: 'ERR_PROXY_TUNNEL'});
});
