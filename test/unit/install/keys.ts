import {newPrivateKey, publicKeyOf} from '../../../src/install/key-pair.ts';

/** Two pairs for a whole file: to make one takes a while. */
export const key = await newPrivateKey();
const otherKey = await newPrivateKey();
export const publicKey = publicKeyOf(key) ?? '';
export const otherPublicKey = publicKeyOf(otherKey) ?? '';

/** A stored login as the DC/OS CLI makes it, with the first key. */
export function login(uid: string, over: Record<string, unknown> = {}): string {
	const endpoint = 'https://leader.mesos/acs/api/v1/auth/login';
	return JSON.stringify({uid, private_key: key.reveal(), scheme: 'RS256', login_endpoint: endpoint, ...over});
}
