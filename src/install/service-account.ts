import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {pasteable} from '../errors/command-line.ts';
import {isJsonObject} from '../errors/json.ts';
import {Secret} from '../errors/secret.ts';
import {requiredPermission} from '../registry/naming.ts';
import {belongTogether, publicKeyOf} from './key-pair.ts';

export type AccountApis = Pick<ClusterApis, 'secrets' | 'iam'>;

/** Which account; `uid` null: the one whose login is stored, else the default. */
export type AccountWish = {uid: string | null; defaultUid: string; secretPath: string};

export type AccountNames = {uid: string; secretPath: string};

/** What is there of a service account, and what stands in the way of completing it. */
export type AccountState = AccountNames & {
	secret: boolean;
	account: boolean;
	granted: boolean;
	/** Where the stored login is to be used; null when there is none. */
	loginEndpoint: string | null;
	/** null when it is complete or can be completed. */
	problem: {what: string; hint: string} | null;
};

/** Nothing is left to make. */
export function isComplete({secret, account, granted}: AccountState): boolean {
	return secret && account && granted;
}

/** What is missing, in words; empty when nothing is. */
export function missingParts({uid, secretPath, ...state}: AccountState): string[] {
	return [
		...(state.secret ? [] : [`the secret ${secretPath}`]),
		...(state.account ? [] : [`the account ${uid}`]),
		...(state.granted ? [] : [`its permission ${requiredPermission} full`]),
	];
}

/** Looks at secret, account and permission. Writes nothing. */
export async function inspectAccount({secrets, iam}: AccountApis, wish: AccountWish): Promise<AccountState> {
	const {secretPath} = wish;
	const stored = await secrets.read(secretPath);
	const login = stored && loginIn(stored);
	const uid = wish.uid ?? login?.uid ?? wish.defaultUid;
	const account = await iam.account(uid);
	const rights = account === null ? [] : await iam.fullPermissions(uid);
	const granted = rights.includes(requiredPermission) || rights.includes('dcos:superuser');
	const state = {uid, secretPath, secret: stored !== null, account: account !== null, granted};
	const loginEndpoint = login?.endpoint ?? null;
	const problem = (what: string) => {
		return {...state, loginEndpoint, problem: {what, hint: clearing({uid, secretPath}, state)}};
	};
	if (account !== null && account.publicKey === null) {
		const hint = 'choose another name with --service-account';
		return {...state, loginEndpoint, problem: {what: `the user ${uid} is no service account`, hint}};
	}
	const key = login?.uid === uid ? login.privateKey : null;
	if (stored !== null && (key === null || publicKeyOf(key) === null)) {
		const whose = login !== null && login.uid !== uid ? `, but that of ${login.uid}` : '';
		return problem(`the secret ${secretPath} is not the service-account secret of ${uid}${whose}`);
	}
	if (account !== null && key === null)
		return problem(`the account ${uid} exists, but its private key is not in the secret ${secretPath}`);
	if (account?.publicKey && key !== null && !belongTogether(key, account.publicKey)) {
		return problem(`the account ${uid} exists with another key than the one in the secret ${secretPath}`);
	}
	return {...state, loginEndpoint, problem: null};
}

/** IAM cannot change the key of an account, so both parts go and are made anew. Never done unasked. */
function clearing({uid, secretPath}: AccountNames, {secret, account}: {secret: boolean; account: boolean}): string {
	const commands = [
		...(account ? [pasteable`dcos security org service-accounts delete ${uid}`] : []),
		...(secret ? [pasteable`dcos security secrets delete ${secretPath}`] : []),
	];
	const other = 'give the secret that holds its key with --service-account-secret';
	return `${other}; or, if nothing else uses it: ${commands.join('; ')}; then run this again`;
}

/** The shape in which DC/OS services expect their login. */
export function accountSecret(uid: string, privateKey: Secret): Secret {
	return new Secret(
		JSON.stringify({
			scheme: 'RS256',
			uid,
			private_key: privateKey.reveal(),
			login_endpoint: 'https://master.mesos/acs/api/v1/auth/login',
		}),
	);
}

export type StoredLogin = {uid: string; privateKey: Secret; endpoint: string | null};

/** null when the secret has another shape. */
export function loginIn(secret: Secret): StoredLogin | null {
	try {
		const login: unknown = JSON.parse(secret.reveal());
		if (!isJsonObject(login)) return null;
		const {scheme, uid, private_key: key, login_endpoint: endpoint} = login;
		if (typeof uid !== 'string' || typeof key !== 'string' || (scheme !== undefined && scheme !== 'RS256')) return null;
		return {uid, privateKey: new Secret(key), endpoint: typeof endpoint === 'string' ? endpoint : null};
	} catch {
		return null;
	}
}
