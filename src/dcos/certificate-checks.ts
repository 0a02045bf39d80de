import {X509Certificate} from 'node:crypto';
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
	const file = await files.read(trust.path);
	if (file !== null && holdsCertificate(file)) {
		return {rejectUnauthorized: true, certificateAuthority: [file.toString('utf8')]};
	}
	throw new RefusedError(
		`the cluster's CA file ${trust.path} ${file ? 'holds no PEM certificate' : 'does not exist'}`,
		{
			hint: 'dcos config set core.ssl_verify <path of the CA file>',
		},
	);
}

/** Node itself would take a text that is none, and then trust nobody. */
function holdsCertificate(file: Buffer): boolean {
	try {
		return file.includes('-----BEGIN CERTIFICATE-----') && new X509Certificate(file).raw.length > 0;
	} catch {
		return false;
	}
}
