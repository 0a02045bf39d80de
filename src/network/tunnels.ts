import {request as httpRequest} from 'node:http';
import {type AgentOptions, Agent as HttpsAgent, request as httpsRequest, type RequestOptions} from 'node:https';
import {isIP, isIPv6} from 'node:net';
import type {Duplex} from 'node:stream';
import {type ConnectionOptions, connect} from 'node:tls';

type Done = (error: Error | null, connection: Duplex) => void;

/**
 * HTTPS through a proxy (CONNECT, RFC 9110). Not by Node's own agent: that adds a listener for every piece that a proxy sends before its
 * answer is whole, twice as many each time, and ends the process at the thirtieth (22.23.2). Here it is Node's parser that reads the
 * answer, with its limits; the tunnel has a time limit, and what is spoken through it until it is secure another. A failure has the code and the words of Node's agent.
 */
export class TunnelAgent extends HttpsAgent {
	readonly #proxy: URL;
	readonly #patience: number;

	/** `patience`: milliseconds until the proxy has made the tunnel, and as many until it is secure. */
	constructor(proxy: URL, {patience, ...options}: AgentOptions & {patience: number}) {
		super(options);
		this.#proxy = proxy;
		this.#patience = patience;
	}

	override createConnection(target: RequestOptions, done: Done = () => {}): undefined {
		const endpoint = `${isIPv6(target.host ?? '') ? `[${target.host}]` : target.host}:${target.port ?? 443}`;
		// an agent is told of a failure without a connection
		const failed = done as (error: Error) => void;
		this.#open(endpoint, failed, socket => {
			const secure = connect({...(target as ConnectionOptions), ...servernameOf(target), socket});
			const timer = setTimeout(() => secure.destroy(this.#late()), this.#patience);
			const ended = (error: Error) => {
				clearTimeout(timer);
				failed(error);
			};
			secure.once('error', ended);
			secure.once('secureConnect', () => {
				clearTimeout(timer);
				secure.off('error', ended);
				done(null, secure);
			});
		});
	}

	#late(): Error {
		return tunnelError(`Connection to establish proxy tunnel timed out after ${this.#patience}ms`);
	}

	#open(endpoint: string, failed: (error: Error) => void, opened: (socket: Duplex) => void): void {
		const {protocol, hostname, port, username, password} = this.#proxy;
		const user = [username, password].map(decodeURIComponent).join(':');
		const request = (protocol === 'https:' ? httpsRequest : httpRequest)({
			host: hostname.replace(/^\[|\]$/g, ''),
			port: port || (protocol === 'https:' ? 443 : 80),
			method: 'CONNECT',
			path: endpoint,
			agent: false,
			headers: {
				host: endpoint,
				...(username !== '' && {'proxy-authorization': `Basic ${Buffer.from(user).toString('base64')}`}),
			},
		});
		let isOver = false;
		const over = (tell: () => void) => {
			clearTimeout(timer);
			if (!isOver) tell();
			isOver = true;
		};
		const give = (error: Error) => {
			over(() => failed(error));
			request.destroy();
		};
		const timer = setTimeout(() => give(this.#late()), this.#patience);
		request.once('connect', ({statusCode, statusMessage, httpVersion}, socket, head) => {
			if (head.length > 0) socket.unshift(head);
			if (statusCode === 200) return over(() => opened(socket));
			const said = `HTTP/${httpVersion} ${statusCode} ${statusMessage}`;
			give(tunnelError(`Failed to establish tunnel to ${endpoint}: ${said}`));
			socket.destroy();
		});
		request.on('error', error => give(isAboutTheTunnel(error) ? tunnelError(error.message) : error));
		request.end();
	}
}

/** None for an address, which TLS takes for no name. */
function servernameOf({servername, host}: RequestOptions): {servername?: string} {
	if (servername) return {servername};
	return host && isIP(host) === 0 ? {servername: host} : {};
}

/** It connected, and what came then was no answer, or nothing. */
function isAboutTheTunnel(error: NodeJS.ErrnoException): boolean {
	return error.code === 'ECONNRESET' || error.code?.startsWith('HPE_') === true;
}

function tunnelError(message: string): Error {
	return Object.assign(new Error(message), {code: 'ERR_PROXY_TUNNEL'});
}
