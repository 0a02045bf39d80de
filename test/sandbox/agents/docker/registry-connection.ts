import {once} from 'node:events';
import {readFile} from 'node:fs/promises';
import type {IncomingMessage} from 'node:http';
import {request} from 'node:https';
import {text} from 'node:stream/consumers';
import {DaemonError} from './daemon-error.ts';
import {goError} from './go-error.ts';
import type {RegistryTrust} from './registry-trust.ts';

/** Where a registry is to be reached. */
export type RegistryAddress = {
	/** As its URLs have it: host, and port if the image name has one. */
	authority: string;
	host: string;
	address: string;
	/** Of the virtual address, as the agent sees it. */
	port: number;
	/** What stands behind it. */
	actualPort: number;
};

export type RegistryAnswer = {status: number; body: string};

/** How the requests of one pull are made; `patience` is milliseconds for each answer. */
export type RegistryConnection = {at: RegistryAddress; trust: RegistryTrust; patience: number};

/** Resolves a registry through the sandbox's names. Behind each of them stands port 443 and no other. */
export async function resolveRegistry(registry: string, names: string): Promise<RegistryAddress> {
	// Docker's default registry has another name in URLs.
	const authority = registry === 'docker.io' ? 'registry-1.docker.io' : registry;
	const [host = '', port = '443'] = authority.split(':');
	const known: Record<string, {address: string; port: number}> = JSON.parse(await readFile(names, 'utf8'));
	const target = known[host];
	if (!target) throw failed(authority, '/v2/', `dial tcp: lookup ${host} on 198.51.100.1:53: no such host`);
	const {address, port: actualPort} = target;
	if (port !== '443') throw failed(authority, '/v2/', `dial tcp ${address}:${port}: connect: connection refused`);
	return {authority, host, address, port: 443, actualPort};
}

/** GET, with the registry's certificate verified. An answer of any status is an answer. */
export async function get({at, trust, patience}: RegistryConnection, path: string): Promise<RegistryAnswer> {
	const sent = request({
		...trust,
		// Go, and so Docker, takes any certificate among the roots as an anchor, even the registry's own.
		allowPartialTrustChain: true,
		servername: at.host,
		host: at.address,
		port: at.actualPort,
		path,
		agent: false,
		headers: {host: at.authority, accept: manifestTypes, 'user-agent': 'docker/20.10.24'},
		signal: AbortSignal.timeout(patience),
	}).end();
	try {
		const response: IncomingMessage = (await once(sent, 'response'))[0];
		return {status: response.statusCode ?? 0, body: await text(response)};
	} catch (error) {
		throw failed(at.authority, path, goError(error, at));
	}
}

const manifestTypes = [
	'application/vnd.docker.distribution.manifest.v2+json',
	'application/vnd.docker.distribution.manifest.list.v2+json',
	'application/vnd.oci.image.index.v1+json',
].join(', ');

function failed(authority: string, path: string, reason: string): DaemonError {
	return new DaemonError(`Get "https://${authority}${path}": ${reason}`);
}
