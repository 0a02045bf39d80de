import {type Answer, emptyAnswer, jsonAnswer} from '../exchange.ts';
import {type Accounts, type Acl, actions} from './accounts.ts';
import {iamError, iamUrl, unknownResource, unknownUser} from './answers.ts';

export function listAcls({acls}: Accounts): Answer {
	return jsonAnswer(200, {array: [...acls].map(([rid, acl]) => describe(rid, acl))});
}

export function showAcl({acls}: Accounts, rid: string): Answer {
	const acl = acls.get(rid);
	return acl ? jsonAnswer(200, describe(rid, acl)) : unknownResource(rid);
}

export function createAcl({acls}: Accounts, rid: string, body: Record<string, unknown>): Answer {
	const {description} = body;
	if (typeof description !== 'string') {
		return iamError(400, 'ERR_INVALID_DATA', 'The attribute `description` is missing.');
	}
	if (acls.has(rid)) return iamError(409, 'ERR_ACL_EXISTS', `ACL already set for resource \`${rid}\`.`);
	acls.set(rid, {description, grants: new Map()});
	return emptyAnswer(201);
}

export function deleteAcl({acls}: Accounts, rid: string): Answer {
	return acls.delete(rid) ? emptyAnswer(204) : unknownResource(rid);
}

/** Who may do what with one resource. */
export function listGrants({acls}: Accounts, rid: string): Answer {
	const acl = acls.get(rid);
	if (!acl) return unknownResource(rid);
	const users = [...acl.grants].map(([uid, granted]) => ({
		uid,
		userurl: iamUrl('users', uid),
		actions: [...granted].map(name => ({name, url: iamUrl('acls', rid, 'users', uid, name)})),
	}));
	return jsonAnswer(200, {users, groups: []});
}

/** The ACL must be there before anything can be granted on it. */
export function grant({users, acls}: Accounts, rid: string, uid: string, action: string): Answer {
	const acl = acls.get(rid);
	if (!acl) return unknownResource(rid);
	if (!users.has(uid)) return unknownUser(uid);
	if (!actions.includes(action)) return iamError(400, 'ERR_INVALID_ACTION', `Invalid action: \`${action}\`.`);
	const granted = acl.grants.get(uid) ?? new Set<string>();
	if (granted.has(action)) return iamError(409, 'ERR_PERMISSION_EXISTS', 'Permission already exists.');
	acl.grants.set(uid, granted.add(action));
	return emptyAnswer(204);
}

/** Without an action everything that the user was granted on the resource goes. */
export function revoke({acls}: Accounts, rid: string, uid: string, action?: string): Answer {
	const acl = acls.get(rid);
	if (!acl) return unknownResource(rid);
	const granted = acl.grants.get(uid);
	if (!granted) return iamError(400, 'ERR_USER_NOT_IN_ACL', `User \`${uid}\` not in ACL of \`${rid}\`.`);
	if (action !== undefined && !granted.delete(action)) {
		return iamError(400, 'ERR_ACTION_NOT_YET_STORED', `Action \`${action}\` is not granted.`);
	}
	if (action === undefined || granted.size === 0) acl.grants.delete(uid);
	return emptyAnswer(204);
}

export function isGranted({acls}: Accounts, rid: string, uid: string, action: string): Answer {
	const acl = acls.get(rid);
	if (!acl) return unknownResource(rid);
	const granted = acl.grants.get(uid);
	return jsonAnswer(200, {allowed: granted !== undefined && (granted.has(action) || granted.has('full'))});
}

function describe(rid: string, {description}: Acl): object {
	return {rid, url: iamUrl('acls', rid), description};
}
