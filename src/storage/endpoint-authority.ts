import {holdsCertificate} from '../errors/certificate.ts';
import {RefusedError} from '../errors/errors.ts';
import type {World} from '../world.ts';

/** The certificate authority that `--endpoint-ca` names; null for none. Throws a RefusedError when there is none in the file. */
export async function readAuthority(path: string | null, {files}: Pick<World, 'files'>): Promise<string | null> {
	if (path === null) return null;
	const text = (await files.read(path))?.toString('utf8');
	if (text !== undefined && holdsCertificate(text)) return text;
	throw new RefusedError(`the CA file ${path} ${text === undefined ? 'does not exist' : 'holds no PEM certificate'}`, {
		hint: 'give the certificate of the authority that signed the endpoint, in PEM, with --endpoint-ca',
	});
}
