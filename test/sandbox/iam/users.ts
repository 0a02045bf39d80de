import {createPublicKey} from 'node:crypto';
import {type Answer, emptyAnswer, jsonAnswer} from '../exchange.ts';
import type {Accounts, User} from './accounts.ts';
import {iamError, iamUrl, unknownUser} from './answers.ts';

type Body = Record<string, unknown>;

/** Without `type=service` only the humans are listed. */
export function listUsers({users}: Accounts, type: string | null): Answer {
	const wanted = [...users.values()].filter(user => (user.publicKey !== undefined) === (type === 'service'));
	return jsonAnswer(200, {array: wanted.map(describe)});
}

export function showUser({users}: Accounts, uid: string): Answer {
	const user = users.get(uid);
	return user ? jsonAnswer(200, describe(user)) : unknownUser(uid);
}

export function createUser({users}: Accounts, uid: string, body: Body): Answer {
	if (!/^[a-zA-Z0-9_@.-]+$/.test(uid)) return iamError(400, 'ERR_INVALID_USER_ID', `Invalid user ID: \`${uid}\`.`);
	if (users.has(uid)) return iamError(409, 'ERR_USER_EXISTS', `User with uid \`${uid}\` already exists.`);
	const {description = '', password, public_key: publicKey} = body;
	if (typeof description !== 'string' || (password === undefined) === (publicKey === undefined)) {
		return iamError(400, 'ERR_INVALID_DATA', 'Either `password` or `public_key` must be given.');
	}
	if (publicKey !== undefined && !isPublicKey(publicKey)) {
		return iamError(400, 'ERR_INVALID_PUBLIC_KEY', 'The public key is no PEM-encoded RSA public key.');
	}
	users.set(uid, {uid, description, ...(isPublicKey(publicKey) ? {publicKey} : {password: String(password)})});
	return emptyAnswer(201);
}

/** A service account's key stays what it was at creation: DC/OS has no way to change it. */
export function updateUser({users}: Accounts, uid: string, body: Body): Answer {
	const user = users.get(uid);
	if (!user) return unknownUser(uid);
	if ('public_key' in body) return iamError(400, 'ERR_INVALID_DATA', 'Unexpected attribute: `public_key`.');
	if (typeof body.description === 'string') user.description = body.description;
	if (typeof body.password === 'string') user.password = body.password;
	return emptyAnswer(204);
}

/** The user's grants go with the user; the ACLs stay. */
export function deleteUser({users, acls}: Accounts, uid: string): Answer {
	if (!users.delete(uid)) return unknownUser(uid);
	for (const {grants} of acls.values()) grants.delete(uid);
	return emptyAnswer(204);
}

export function listPermissions({users, acls}: Accounts, uid: string): Answer {
	if (!users.has(uid)) return unknownUser(uid);
	const direct = [...acls].flatMap(([rid, {description, grants}]) => {
		const granted = [...(grants.get(uid) ?? [])];
		const links = granted.map(name => ({name, url: iamUrl('acls', rid, 'users', uid, name)}));
		return granted.length > 0 ? [{rid, description, aclurl: iamUrl('acls', rid), actions: links}] : [];
	});
	return jsonAnswer(200, {direct, groups: []});
}

function describe({uid, description, publicKey}: User): object {
	const key = publicKey === undefined ? {} : {is_service: true, public_key: publicKey};
	const common = {uid, url: iamUrl('users', uid), description, is_remote: false};
	return {...common, provider_type: 'internal', provider_id: '', ...key};
}

function isPublicKey(value: unknown): value is string {
	if (typeof value !== 'string' || !value.startsWith('-----BEGIN PUBLIC KEY-----')) return false;
	try {
		return createPublicKey(value).asymmetricKeyType === 'rsa';
	} catch {
		return false;
	}
}
