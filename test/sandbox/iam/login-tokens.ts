import {type CryptoKey, decodeJwt, exportJWK, generateKeyPair, importSPKI, jwtVerify, SignJWT} from 'jose';
import type {Now} from '../clock.ts';
import type {Accounts} from './accounts.ts';

const algorithm = 'RS256';

export type LoginTokens = {
	/** A login token as the IAM gives out: claims `uid` and `exp`, signed by the IAM. */
	issue: (uid: string, lifetimeSeconds: number) => Promise<string>;
	/** undefined when the token is expired, not the IAM's own, or its user is gone. */
	userOf: (token: string) => Promise<string | undefined>;
	/** Whether a service proved, by a short-lived token signed with its private key, to be this account. */
	isProof: (uid: string, serviceToken: string) => Promise<boolean>;
	/** The key set that other services check login tokens with. */
	jwks(): Promise<{keys: object[]}>;
};

/** One key pair does for every cluster that this process starts: it takes longer to make than the rest of a cluster. */
let keys: ReturnType<typeof generateKeyPair> | undefined;

export async function createLoginTokens(accounts: Accounts, now: Now): Promise<LoginTokens> {
	keys ??= generateKeyPair(algorithm, {extractable: true});
	const {privateKey, publicKey} = await keys;
	return {
		issue: (uid, lifetimeSeconds) =>
			new SignJWT({uid})
				.setProtectedHeader({alg: algorithm, typ: 'JWT'})
				.setExpirationTime(Math.floor(now() / 1000) + lifetimeSeconds)
				.sign(privateKey),
		userOf: async token => {
			const uid = await loggedIn(token, publicKey, now);
			return uid !== undefined && accounts.users.has(uid) ? uid : undefined;
		},
		isProof: async (uid, serviceToken) => {
			const pem = accounts.users.get(uid)?.publicKey;
			return pem !== undefined && (await signedUid(serviceToken, await importSPKI(pem, algorithm), now)) === uid;
		},
		jwks: async () => ({keys: [{...(await exportJWK(publicKey)), alg: algorithm, use: 'sig'}]}),
	};
}

/** Of login tokens whose signature was found right: each request brings one, and that takes longer than to answer it. */
const known = new Map<string, {uid: string; exp: number}>();

async function loggedIn(token: string, key: CryptoKey, now: Now): Promise<string | undefined> {
	const {uid, exp} = known.get(token) ?? {};
	if (uid !== undefined && exp !== undefined && now() / 1000 < exp) return uid;
	const verified = await signedUid(token, key, now);
	if (verified !== undefined) known.set(token, {uid: verified, exp: decodeJwt(token).exp ?? 0});
	return verified;
}

async function signedUid(token: string, key: CryptoKey, now: Now): Promise<string | undefined> {
	try {
		const options = {algorithms: [algorithm], currentDate: new Date(now()), requiredClaims: ['uid', 'exp']};
		const {payload} = await jwtVerify(token, key, options);
		return typeof payload.uid === 'string' ? payload.uid : undefined;
	} catch {
		return undefined;
	}
}
