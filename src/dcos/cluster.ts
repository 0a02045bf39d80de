import {withoutEndSlashes} from '../errors/end-slashes.ts';
import {LoginError} from '../errors/errors.ts';
import {isJsonObject} from '../errors/json.ts';
import {Secret} from '../errors/secret.ts';
import type {Environment} from '../world.ts';

/** How the CLI wants the cluster's certificate to be checked (DCOS_TLS_INSECURE, DCOS_TLS_CA_PATH, or neither). */
export type Trust = {kind: 'system'} | {kind: 'insecure'} | {kind: 'file'; path: string};

export type Cluster = {
	url: string;
	token: Secret;
	trust: Trust;
};

/**
 * The cluster that the CLI hands over in the environment. DCOS_ACS_TOKEN can be set and empty, which is no login.
 * Throws a LoginError when there is no cluster or no login.
 */
export function clusterFrom(env: Environment): Cluster {
	const url = env.DCOS_URL && withoutEndSlashes(env.DCOS_URL);
	if (!url) {
		throw new LoginError('no cluster is attached', {
			hint: 'dcos cluster setup <url>, then: dcos cluster attach <name>',
		});
	}
	if (!URL.canParse(url))
		throw new LoginError(`the cluster's URL ${url} is not a URL`, {hint: 'dcos config set core.dcos_url <url>'});
	if (!env.DCOS_ACS_TOKEN) throw new LoginError(`not logged in to ${url}`, {hint: 'dcos auth login'});
	return {url, token: new Secret(env.DCOS_ACS_TOKEN), trust: trustFrom(env, url)};
}

function trustFrom(env: Environment, url: string): Trust {
	if (env.DCOS_TLS_INSECURE === '1' || url.startsWith('http://')) return {kind: 'insecure'};
	return env.DCOS_TLS_CA_PATH ? {kind: 'file', path: env.DCOS_TLS_CA_PATH} : {kind: 'system'};
}

/** Whose login it is and when it ends, milliseconds since 1970; null for what the token does not say. */
export type Login = {uid: string | null; ends: number | null};

/** What DC/OS wrote into the token (a JWT with the claims `uid` and `exp`). Nobody has verified it: good for words, not for decisions. */
export function loginOf(token: Secret): Login {
	try {
		const claims: unknown = JSON.parse(Buffer.from(token.reveal().split('.')[1] ?? '', 'base64url').toString('utf8'));
		if (!isJsonObject(claims)) return {uid: null, ends: null};
		const {uid, exp} = claims;
		return {uid: typeof uid === 'string' ? uid : null, ends: typeof exp === 'number' ? exp * 1000 : null};
	} catch {
		return {uid: null, ends: null};
	}
}
