import type {KeyedCertificate} from './certificates.ts';
import type {PackageDefinition} from './cosmos/package-definition.ts';
import {emptyAnswer, send} from './exchange.ts';
import {type LoopbackServer, serveOnLoopback} from './loopback-server.ts';
import {repositoryAnswer} from './repository-format.ts';

export const bootstrapHost = 'registry.component.thisdcos.directory';

/** The read-only package repository on the masters that every cluster has from its installation on. */
export function startBootstrapRepository(
	certificate: KeyedCertificate,
	packages: PackageDefinition[],
): Promise<LoopbackServer> {
	return serveOnLoopback(certificate, ({method, url}, outgoing) => {
		send(outgoing, method === 'GET' && url === '/repo' ? repositoryAnswer(packages) : emptyAnswer(404));
	});
}
