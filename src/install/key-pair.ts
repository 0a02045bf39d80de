import {createPrivateKey, createPublicKey, generateKeyPair, sign, verify} from 'node:crypto';
import {promisify} from 'node:util';
import {Secret} from '../errors/secret.ts';

/** An RSA private key, PKCS#8 in PEM, that exists in memory only. */
export async function newPrivateKey(): Promise<Secret> {
	const {privateKey} = await promisify(generateKeyPair)('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: {type: 'spki', format: 'pem'},
		privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
	});
	return new Secret(privateKey);
}

/** The public key in the form that IAM takes (SubjectPublicKeyInfo, PEM); null when the text is no RSA private key. */
export function publicKeyOf(privateKey: Secret): string | null {
	try {
		const key = createPrivateKey(privateKey.reveal());
		return key.asymmetricKeyType === 'rsa'
			? createPublicKey(key).export({type: 'spki', format: 'pem'}).toString()
			: null;
	} catch {
		return null;
	}
}

/** Whether what the private key signs is verified by the public key: the only proof that they belong together. */
export function belongTogether(privateKey: Secret, publicKey: string): boolean {
	const probe = Buffer.from('dcos-registry');
	try {
		return verify('sha256', probe, publicKey, sign('sha256', probe, privateKey.reveal()));
	} catch {
		return false;
	}
}
