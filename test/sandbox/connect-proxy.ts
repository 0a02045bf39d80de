import {once} from 'node:events';
import http from 'node:http';
import net from 'node:net';
import type {Duplex} from 'node:stream';

export type ConnectProxyOptions = {
	/** Where a name and port lead to; null answers 502, as for a name that nobody knows. */
	resolve: (host: string, port: number) => {host: string; port: number} | null;
	/** Asked for with a 407. */
	credentials?: {user: string; password: string};
	/** The status that every request is refused with, such as 403 or 503. */
	refuse?: number;
};

/** An HTTP proxy on 127.0.0.1, for CONNECT and for plain HTTP. */
export type ConnectProxy = {
	port: number;
	/** Its URL, without credentials. */
	url: string;
	/** What clients were let through to, as "host:port", in this order. */
	targets(): string[];
	stop(): Promise<void>;
};

type Refusal = {status: number; headers: Record<string, string>};
type Admitted = {endpoint: {host: string; port: number}};

/** Starts a proxy that knows names by itself: with it a client reaches a server on this machine under any name, without DNS. */
export async function startConnectProxy(options: ConnectProxyOptions): Promise<ConnectProxy> {
	const targets: string[] = [];
	const tunnels = new Set<Duplex>();
	const admit = (request: http.IncomingMessage, target: string) => judge(options, {request, target, targets});
	const server = http.createServer((request, response) => forward(request, response, admit));
	server.on('connect', (request, client, head) => {
		tunnels.add(client.on('close', () => tunnels.delete(client)));
		openTunnel(client, {head, admitted: admit(request, request.url ?? '')});
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as net.AddressInfo;
	return {port, url: `http://127.0.0.1:${port}`, targets: () => [...targets], stop: () => stop(server, tunnels)};
}

function judge(
	{resolve, credentials, refuse}: ConnectProxyOptions,
	{request, target, targets}: {request: http.IncomingMessage; target: string; targets: string[]},
): Admitted | Refusal {
	if (refuse !== undefined) return {status: refuse, headers: {}};
	const {user, password} = credentials ?? {};
	const expected = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
	if (credentials && request.headers['proxy-authorization'] !== expected) {
		return {status: 407, headers: {'proxy-authenticate': 'Basic realm="proxy"'}};
	}
	const [, host = '', port = '80'] = /^\[?(.*?)\]?(?::(\d+))?$/.exec(target) ?? [];
	const endpoint = resolve(host, Number(port));
	if (!endpoint) return badGateway;
	targets.push(`${host}:${port}`);
	return {endpoint};
}

const badRequest: Refusal = {status: 400, headers: {}};
const badGateway: Refusal = {status: 502, headers: {}};

function openTunnel(client: Duplex, {head, admitted}: {head: Buffer; admitted: Admitted | Refusal}): void {
	if ('status' in admitted) {
		refuseTunnel(client, admitted);
		return;
	}
	const upstream = net.connect(admitted.endpoint);
	const establish = () => {
		upstream.off('error', fail);
		client.write('HTTP/1.1 200 Connection established\r\n\r\n');
		upstream.write(head);
		client.pipe(upstream).pipe(client);
	};
	const fail = () => refuseTunnel(client, badGateway);
	upstream.once('connect', establish).once('error', fail);
	// Either side may go away at any time; the other one follows.
	upstream.on('error', () => {}).on('close', () => client.end());
	client.on('error', () => {}).on('close', () => upstream.destroy());
}

function refuseTunnel(client: Duplex, {status, headers}: Refusal): void {
	const page = errorPage(status);
	const fields = {...headers, 'content-type': 'text/html', 'content-length': page.length, connection: 'close'};
	const lines = Object.entries(fields).map(([name, value]) => `${name}: ${value}\r\n`);
	client.on('error', () => {});
	client.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n${lines.join('')}\r\n${page}`);
}

function forward(
	request: http.IncomingMessage,
	response: http.ServerResponse,
	admit: (request: http.IncomingMessage, target: string) => Admitted | Refusal,
): void {
	// The path goes on byte by byte: it is signed.
	const [, target, path = '/'] = /^http:\/\/([^/?]+)(.*)$/.exec(request.url ?? '') ?? [];
	const admitted = target === undefined ? badRequest : admit(request, target);
	if ('status' in admitted) {
		request.resume();
		refuse(response, admitted);
		return;
	}
	const {'proxy-authorization': _credentials, 'proxy-connection': _connection, ...headers} = request.headers;
	const upstream = http.request({...admitted.endpoint, method: request.method, path, headers, agent: false});
	upstream.on('response', answer => {
		response.writeHead(answer.statusCode ?? 502, answer.headers);
		// An answer that is cut short must not look whole.
		answer.on('error', () => response.destroy()).pipe(response);
	});
	upstream.on('error', () => refuse(response, badGateway));
	response.on('close', () => upstream.destroy());
	request.pipe(upstream);
}

function refuse(response: http.ServerResponse, {status, headers}: Refusal): void {
	if (response.headersSent) response.destroy();
	else response.writeHead(status, {...headers, 'content-type': 'text/html'}).end(errorPage(status));
}

function errorPage(status: number): string {
	return `<html><head><title>${status} ${http.STATUS_CODES[status]}</title></head><body>proxy</body></html>\n`;
}

async function stop(server: http.Server, tunnels: Set<Duplex>): Promise<void> {
	const closed = once(server, 'close');
	server.close();
	server.closeAllConnections();
	for (const tunnel of tunnels) tunnel.destroy();
	await closed;
}
