import {holdsCertificate} from '../errors/certificate.ts';
import {RefusedError} from '../errors/errors.ts';
import {systemAuthorities} from '../network/connections.ts';
import type {Files} from '../world.ts';
import type {Cluster} from './cluster.ts';

/** How got is to check the cluster's certificate. Throws a RefusedError for a CA file that is none: there is no silent fallback. */
export async function certificateChecks(
	{trust}: Cluster,
	files: Files,
): Promise<{rejectUnauthorized: boolean; certificateAuthority?: string[]}> {
	if (trust.kind === 'insecure') return {rejectUnauthorized: false};
	if (trust.kind === 'system') return {rejectUnauthorized: true, certificateAuthority: systemAuthorities()};
	const text = (await files.read(trust.path))?.toString('utf8');
	if (text !== undefined && holdsCertificate(text)) return {rejectUnauthorized: true, certificateAuthority: [text]};
	const fault = text === undefined ? 'does not exist' : 'holds no PEM certificate';
	throw new RefusedError(`the cluster's CA file ${trust.path} ${fault}`, {
		hint: 'dcos config set core.ssl_verify <path of the CA file>',
	});
}
