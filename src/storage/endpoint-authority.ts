import {X509Certificate} from 'node:crypto';
import {RefusedError} from '../errors/errors.ts';
import type {World} from '../world.ts';

/** The certificate authority that `--endpoint-ca` names; null for none. Throws a RefusedError when there is none in the file. */
export async function readAuthority(path: string | null, {files}: Pick<World, 'files'>): Promise<string | null> {
	if (path === null) return null;
	const text = (await files.read(path))?.toString('utf8');
	if (text !== undefined && isCertificate(text)) return text;
	throw new RefusedError(`the CA file ${path} ${text === undefined ? 'does not exist' : 'holds no PEM certificate'}`, {
		hint: 'give the certificate of the authority that signed the endpoint, in PEM, with --endpoint-ca',
	});
}

/** A bundle counts by its first certificate. */
function isCertificate(text: string): boolean {
	try {
		return text.includes('-----BEGIN CERTIFICATE-----') && new X509Certificate(text).raw.length > 0;
	} catch {
		return false;
	}
}
