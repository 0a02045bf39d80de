import type {ClusterOptions} from './cluster-state.ts';
import {emptyAnswer, send} from './exchange.ts';
import {type LoopbackServer, serveOnLoopback} from './loopback-server.ts';
import {type PackageRepository, readPackages} from './package-repositories.ts';
import {repositoryAnswer} from './repository-format.ts';

/** Starts the server of a package repository, under its own name inside the cluster and with a certificate for it. */
export async function serveRepository(
	repository: PackageRepository,
	{authority, names}: Pick<ClusterOptions, 'authority' | 'names'>,
): Promise<LoopbackServer> {
	const {hostname, pathname} = new URL(repository.uri);
	const packages = await readPackages(repository);
	const server = await serveOnLoopback(await authority.issue([hostname]), ({method, url}, outgoing) => {
		send(outgoing, method === 'GET' && url === pathname ? repositoryAnswer(packages) : emptyAnswer(404));
	});
	await names.set(hostname, {address: '127.0.0.1', port: server.port});
	return server;
}
