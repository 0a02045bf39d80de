import {generateKeyPairSync} from 'node:crypto';
import {Secret} from '../../../src/errors/secret.ts';
import {publicKeyOf} from '../../../src/install/key-pair.ts';

/** Two pairs for all tests of a thread: to make one takes a while. */
export const key = newKey();
const otherKey = newKey();
export const publicKey = publicKeyOf(key) ?? '';
export const otherPublicKey = publicKeyOf(otherKey) ?? '';

/** A stored login as the DC/OS CLI makes it, with the first key. */
export function login(uid: string, over: Record<string, unknown> = {}): string {
	const endpoint = 'https://leader.mesos/acs/api/v1/auth/login';
	return JSON.stringify({uid, private_key: key.reveal(), scheme: 'RS256', login_endpoint: endpoint, ...over});
}

function newKey(): Secret {
	const {privateKey} = generateKeyPairSync('rsa', {
		modulusLength: 2048,
		publicKeyEncoding: {type: 'spki', format: 'pem'},
		privateKeyEncoding: {type: 'pkcs8', format: 'pem'},
	});
	return new Secret(privateKey);
}
