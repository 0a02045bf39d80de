import type {ClusterApis} from '../dcos/cluster-apis.ts';
import {FailedError} from '../errors/errors.ts';
import {isJsonObject} from '../errors/json.ts';
import {Secret} from '../errors/secret.ts';
import {requiredPermission} from '../registry/naming.ts';
import {belongTogether, newPrivateKey, publicKeyOf} from './key-pair.ts';

type AccountApis = Pick<ClusterApis, 'secrets' | 'iam'>;

export type AccountNames = {uid: string; secretPath: string};

/** What is there of a service account, and what stands in the way of completing it. */
export type AccountState = {
	secret: boolean;
	account: boolean;
	granted: boolean;
	/** null when it is complete or can be completed. */
	problem: {what: string; hint: string} | null;
};

/** Nothing is left to make. */
export function isComplete({secret, account, granted}: AccountState): boolean {
	return secret && account && granted;
}

/** Looks at secret, account and permission. Writes nothing. */
export async function inspectAccount(
	{secrets, iam}: AccountApis,
	{uid, secretPath}: AccountNames,
): Promise<AccountState> {
	const stored = await secrets.read(secretPath);
	const account = await iam.account(uid);
	const granted = account !== null && (await iam.fullPermissions(uid)).includes(requiredPermission);
	const state = {secret: stored !== null, account: account !== null, granted};
	const key = stored && privateKeyIn(stored, uid);
	const problem = (what: string) => ({...state, problem: {what, hint: clearing({uid, secretPath}, state)}});
	if (stored !== null && (key === null || publicKeyOf(key) === null)) {
		return problem(`the secret ${secretPath} is not the service-account secret of ${uid}`);
	}
	if (account !== null && key === null)
		return problem(`the account ${uid} exists, but its private key is not in the secret ${secretPath}`);
	if (account !== null && key !== null && !(account.publicKey !== null && belongTogether(key, account.publicKey))) {
		return problem(`the account ${uid} exists with another key than the one in the secret ${secretPath}`);
	}
	return {...state, problem: null};
}

/**
 * Makes what is missing, the secret first: whatever was made when a run is killed, the next one can finish.
 * Safe to repeat, and safe beside a second run: the account always gets the key that is stored.
 */
export async function completeAccount(apis: AccountApis, names: AccountNames, state: AccountState): Promise<void> {
	const {secrets, iam} = apis;
	const {uid, secretPath} = names;
	if (!state.secret) await secrets.create(secretPath, accountSecret(uid, await newPrivateKey()));
	if (!state.account) {
		const stored = await secrets.read(secretPath);
		const key = stored && privateKeyIn(stored, uid);
		const publicKey = key && publicKeyOf(key);
		if (!publicKey)
			throw new FailedError(`the secret ${secretPath} does not read back as it was stored`, {
				hint: 'run the same command again',
			});
		await iam.createServiceAccount({uid, publicKey, description: 'DC/OS package registry'});
	}
	if (!state.granted) await iam.grantFull(uid, requiredPermission);
	const {problem} = await inspectAccount(apis, names);
	if (problem !== null) throw new FailedError(problem.what, {hint: problem.hint});
}

/** IAM cannot change the key of an account, so both parts go and are made anew. Never done unasked. */
function clearing({uid, secretPath}: AccountNames, {secret, account}: {secret: boolean; account: boolean}): string {
	const commands = [
		...(account ? [`dcos security org service-accounts delete ${uid}`] : []),
		...(secret ? [`dcos security secrets delete ${secretPath}`] : []),
	];
	return `if nothing else uses it: ${commands.join('; ')}; then run this again`;
}

/** The shape in which DC/OS services expect their login. */
function accountSecret(uid: string, privateKey: Secret): Secret {
	return new Secret(
		JSON.stringify({
			scheme: 'RS256',
			uid,
			private_key: privateKey.reveal(),
			login_endpoint: 'https://master.mesos/acs/api/v1/auth/login',
		}),
	);
}

/** null when the secret has another shape or is another account's. */
function privateKeyIn(secret: Secret, uid: string): Secret | null {
	try {
		const login: unknown = JSON.parse(secret.reveal());
		if (!isJsonObject(login) || login.uid !== uid || typeof login.private_key !== 'string') return null;
		return new Secret(login.private_key);
	} catch {
		return null;
	}
}
