import {nullish, unknown} from 'valibot';
import {FailedError} from '../errors/errors.ts';
import {aList, anObject, aText} from '../errors/expected.ts';
import {urlEscaped} from '../network/url-escaped.ts';
import type {Http, HttpAnswer} from './http.ts';
import {answerAs} from './json.ts';

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
	/** Resource ids that the user holds with the action `full`, directly or through a group. */
	fullPermissions(uid: string): Promise<readonly string[]>;
	/** Nothing can be granted on a resource that has no ACL. `exists`: it had one, which was left alone. */
	createAcl(resource: string): Promise<'created' | 'exists'>;
	/** Grants `full`. `exists`: the user had it. */
	grant(uid: string, resource: string): Promise<'granted' | 'exists'>;
	/** Takes the user and all that was granted to it. Safe to repeat. */
	removeAccount(uid: string): Promise<void>;
	/** Takes back what `grant` gave. Safe to repeat. */
	revoke(uid: string, resource: string): Promise<void>;
	/** Users and groups that hold anything on the resource; null when it has no ACL. */
	holders(resource: string): Promise<readonly string[] | null>;
	/** Takes away whatever was granted on it. Safe to repeat. */
	removeAcl(resource: string): Promise<void>;
};

/** IAM answers 400 with one of these, not 404, for what does not exist. */
const absences = new Set([
	'ERR_UNKNOWN_USER_ID',
	'ERR_UNKNOWN_RESOURCE_ID',
	'ERR_USER_NOT_IN_ACL',
	'ERR_ACTION_NOT_YET_STORED',
]);

const api = '/acs/api/v1';

export function iamOver(http: Http): Iam {
	const json = {'content-type': 'application/json'};
	const userPath = (uid: string) => `${api}/users/${urlEscaped(uid)}`;
	const remove = async (path: string, what: string) => {
		const answer = await http({method: 'DELETE', path, expect: [204, 400, 404], repeatable: true});
		if (answer.status !== 204) absent(answer, what);
	};
	return {
		async account(uid) {
			const answer = await http({
				method: 'GET',
				path: userPath(uid),
				expect: [200, 400, 404],
			});
			if (answer.status !== 200) return absent(answer, `user ${uid}`);
			return {uid, publicKey: answerAs(answer, user).public_key ?? null};
		},
		async createServiceAccount({uid, publicKey, description}) {
			const body = JSON.stringify({description, public_key: publicKey});
			const {status} = await http({method: 'PUT', path: userPath(uid), headers: json, body, expect: [201, 409]});
			return status === 201 ? 'created' : 'exists';
		},
		async fullPermissions(uid) {
			const answer = await http({
				method: 'GET',
				path: `${userPath(uid)}/permissions`,
				expect: [200, 400, 404],
			});
			if (answer.status !== 200) return absent(answer, `user ${uid}`) ?? [];
			const {direct, groups} = answerAs(answer, permissions);
			return [...direct, ...(groups ?? [])]
				.filter(({actions}) => actions.some(action => action.name === 'full'))
				.map(({rid}) => rid);
		},
		async createAcl(resource) {
			const body = JSON.stringify({description: `Access to ${resource}`});
			const {status} = await http({method: 'PUT', path: aclPath(resource), headers: json, body, expect: [201, 409]});
			return status === 201 ? 'created' : 'exists';
		},
		async grant(uid, resource) {
			const path = `${aclPath(resource)}/users/${urlEscaped(uid)}/full`;
			const {status} = await http({method: 'PUT', path, expect: [204, 409]});
			return status === 204 ? 'granted' : 'exists';
		},
		removeAccount: uid => remove(userPath(uid), `user ${uid}`),
		revoke: (uid, resource) =>
			remove(`${aclPath(resource)}/users/${urlEscaped(uid)}/full`, `${resource} of user ${uid}`),
		async holders(resource) {
			const answer = await http({method: 'GET', path: `${aclPath(resource)}/permissions`, expect: [200, 400, 404]});
			if (answer.status !== 200) return absent(answer, resource);
			const {users, groups} = answerAs(answer, holding);
			return [...users.map(({uid}) => uid), ...groups.map(({gid}) => gid)];
		},
		removeAcl: resource => remove(aclPath(resource), resource),
	};
}

/** A user that is no service account has no key, or an empty one. */
const user = anObject({public_key: nullish(aText)});
const permission = anObject({rid: aText, actions: aList(anObject({name: aText}))});
const permissions = anObject({direct: aList(permission), groups: nullish(aList(permission))});
/** Without both lists nobody can say that a resource is held by nobody. */
const holding = anObject({
	users: aList(anObject({uid: aText})),
	groups: aList(anObject({gid: aText})),
});
const failure = anObject({code: nullish(unknown())});

/** Slashes in a resource id are escaped twice, because two layers unescape the path. */
function aclPath(resource: string): string {
	return `${api}/acls/${urlEscaped(resource.replaceAll('/', '%2F')).replaceAll('%3A', ':')}`;
}

function absent(answer: HttpAnswer, what: string): null {
	if (answer.status === 404) return null;
	const {code} = answerAs(answer, failure);
	if (typeof code === 'string' && absences.has(code)) return null;
	const named = typeof code === 'string' ? ` ${code}` : '';
	throw new FailedError(`the IAM answered ${answer.status}${named} for ${what}`);
}
