import {readFile} from 'node:fs/promises';
import type {IncomingMessage, ServerResponse} from 'node:http';
import type {ExecutionContext} from 'ava';
import type {Trust} from '../../../src/dcos/cluster.ts';
import {type Http, openHttp} from '../../../src/dcos/http.ts';
import {Secret} from '../../../src/errors/secret.ts';
import type {Files} from '../../../src/world.ts';
import {serveOnLoopback} from '../../sandbox/loopback-server.ts';
import {serverCertificate} from '../../support/server-certificate.ts';
import {otherAuthority} from '../trust/certificates.ts';

/** What the paths `ca` and `other-ca` lead to: the authority of the cluster, and another one; and two files that hold none. */
const authorityFiles = (ca: string) =>
	new Map([
		['ca', Buffer.from(ca)],
		['other-ca', Buffer.from(otherAuthority)],
		['empty', Buffer.from('')],
		['torn', Buffer.from(otherAuthority.slice(0, 200))],
	]);

export const token = 'token-canary';

type Answer = (request: IncomingMessage & {body: string}, response: ServerResponse, count: number) => void;

export type TestCluster = {
	url: string;
	/** Method, path, headers and body of every request, in order. */
	requests: readonly (IncomingMessage & {body: string})[];
	/** What -v shows. */
	logged: readonly string[];
	/** What -vv adds. */
	details: readonly string[];
	/** The client under test; the trust is by the CA unless said otherwise. */
	open: (over?: {trust?: Trust; env?: Record<string, string>; token?: string}) => Promise<Http>;
	/** From now on nobody listens. Safe to repeat. */
	stop: () => Promise<void>;
};

/** A real HTTPS server for one test. `answer` is told how many requests came before. */
export async function httpsCluster(t: ExecutionContext, answer: Answer): Promise<TestCluster> {
	const {authority, certificate} = await serverCertificate();
	const authorities = authorityFiles(authority.cert);
	const requests: (IncomingMessage & {body: string})[] = [];
	const {port, stop} = await serveOnLoopback(certificate, (request, response) => {
		let body = '';
		request.setEncoding('utf8').on('data', (chunk: string) => {
			body += chunk;
		});
		request.on('end', () => answer(withBody(request, body), response, requests.push(withBody(request, body)) - 1));
	});
	t.teardown(stop);
	const url = `https://127.0.0.1:${port}`;
	const logged: string[] = [];
	const details: string[] = [];
	const files = {
		read: async (path: string) => authorities.get(path) ?? readFile(path).catch(() => null),
	};
	const open: TestCluster['open'] = ({trust, env = {}, token: own = token} = {}) =>
		openHttp(
			{url, token: new Secret(own), trust: trust ?? {kind: 'file', path: 'ca'}},
			{
				env,
				files: files as Partial<Files> as Files,
				log: (level, line) => (level === 1 ? logged : details).push(line),
				userAgent: 'dcos-registry/test',
			},
		);
	return {url, requests, logged, details, open, stop};
}

function withBody(request: IncomingMessage, body: string): IncomingMessage & {body: string} {
	return Object.assign(request, {body});
}

/** Ends a request with this status and body. */
export function say(response: ServerResponse, status: number, body = '{}', headers: Record<string, string> = {}): void {
	response.writeHead(status, {'content-type': 'application/json', ...headers}).end(body);
}
