import {FailedError} from '../errors/errors.ts';
import type {Http} from './http.ts';
import {jsonOf} from './json.ts';

export type ServiceAccount = {
	uid: string;
	/** PEM; null for an account that is no service account. */
	publicKey: string | null;
};

export type Iam = {
	/** null when there is no such user. Needs superuser rights. */
	account(uid: string): Promise<ServiceAccount | null>;
	/** A public key cannot be changed afterwards. `exists`: an account of that name was there and was left alone. */
	createServiceAccount(account: {uid: string; publicKey: string; description: string}): Promise<'created' | 'exists'>;
	/** Resource ids that the user holds directly with the action `full`. */
	fullPermissions(uid: string): Promise<readonly string[]>;
	/** Makes the ACL when it is missing, then grants `full`. Safe to repeat. */
	grantFull(uid: string, resource: string): Promise<void>;
};

/** IAM answers 400 with ERR_UNKNOWN_USER_ID, not 404, for a user that does not exist. */
const unknownUser = 'ERR_UNKNOWN_USER_ID';

export function iamOver(http: Http): Iam {
	const api = '/acs/api/v1';
	const json = {'content-type': 'application/json'};
	return {
		async account(uid) {
			const answer = await http({
				method: 'GET',
				path: `${api}/users/${encodeURIComponent(uid)}`,
				expect: [200, 400, 404],
			});
			if (answer.status !== 200) return absent(answer, `user ${uid}`);
			const user = jsonOf<{public_key?: unknown}>(answer, `the IAM for user ${uid}`);
			return {uid, publicKey: typeof user.public_key === 'string' ? user.public_key : null};
		},
		async createServiceAccount({uid, publicKey, description}) {
			const body = JSON.stringify({description, public_key: publicKey});
			const path = `${api}/users/${encodeURIComponent(uid)}`;
			const {status} = await http({method: 'PUT', path, headers: json, body, expect: [201, 409]});
			return status === 201 ? 'created' : 'exists';
		},
		async fullPermissions(uid) {
			const answer = await http({
				method: 'GET',
				path: `${api}/users/${encodeURIComponent(uid)}/permissions`,
				expect: [200, 400, 404],
			});
			if (answer.status !== 200) return absent(answer, `user ${uid}`) ?? [];
			const {direct = []} = jsonOf<{direct?: {rid: string; actions: {name: string}[]}[]}>(
				answer,
				`the IAM for user ${uid}`,
			);
			return direct.filter(entry => entry.actions.some(action => action.name === 'full')).map(entry => entry.rid);
		},
		async grantFull(uid, resource) {
			// slashes in a resource id are escaped twice, because two layers unescape the path
			const rid = encodeURIComponent(resource.replaceAll('/', '%2F')).replaceAll('%3A', ':');
			const description = JSON.stringify({description: `Access to ${resource}`});
			await http({
				method: 'PUT',
				path: `${api}/acls/${rid}`,
				headers: json,
				body: description,
				expect: [201, 409],
				repeatable: true,
			});
			const grant = `${api}/acls/${rid}/users/${encodeURIComponent(uid)}/full`;
			await http({method: 'PUT', path: grant, expect: [204, 409], repeatable: true});
		},
	};
}

function absent(answer: Parameters<typeof jsonOf>[0], what: string): null {
	if (answer.status === 404) return null;
	const {code} = jsonOf<{code?: unknown}>(answer, `the IAM for ${what}`);
	if (code === unknownUser) return null;
	throw new FailedError(`the IAM answered ${answer.status} ${String(code)} for ${what}`);
}
