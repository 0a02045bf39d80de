import type {Answer, Request, Service} from '../exchange.ts';
import {jsonObject} from '../exchange.ts';
import {type Accounts, isSuperuser} from './accounts.ts';
import * as acls from './acls.ts';
import {iamError} from './answers.ts';
import * as users from './users.ts';

const base = '/acs/api/v1/';

/** Users, ACLs and permissions. Reading and writing alike take a superuser. */
export function createIam(accounts: Accounts): Service {
	return request => {
		if (!isSuperuser(accounts, request.uid)) {
			return iamError(403, 'ERR_FORBIDDEN', 'This operation requires superuser privileges.');
		}
		const [collection, ...ids] = segments(request.path);
		const body = bodyOf(request, ids.length);
		if (!body) return iamError(400, 'ERR_INVALID_DATA', 'Bad Content-Type or lacks JSON data.');
		if (collection === 'users') return answerUsers(accounts, request, ids, body);
		if (collection === 'acls') return answerAcls(accounts, request.method, ids, body);
		return undefined;
	};
}

/** The front end decodes a path once and the IAM then `%2F`: that is how a resource ID with slashes survives. */
function segments(path: string): string[] {
	const decoded = decodeURIComponent(path.slice(base.length));
	return decoded.split('/').map(segment => segment.replaceAll(/%2F/gi, '/'));
}

/** Creating and changing a user or an ACL needs JSON, said to be JSON; granting has no body. */
function bodyOf({method, headers, body}: Request, ids: number): Record<string, unknown> | undefined {
	const needed = (method === 'PUT' || method === 'PATCH') && ids === 1;
	if (!needed) return {};
	return /^application\/json\b/.test(headers['content-type'] ?? '') ? jsonObject(body) : undefined;
}

function answerUsers(
	accounts: Accounts,
	{method, query}: Request,
	[uid, part]: string[],
	body: Record<string, unknown>,
): Answer | undefined {
	if (uid === undefined) return method === 'GET' ? users.listUsers(accounts, query.get('type')) : undefined;
	if (part === 'permissions') return method === 'GET' ? users.listPermissions(accounts, uid) : undefined;
	if (part !== undefined) return undefined;
	if (method === 'GET') return users.showUser(accounts, uid);
	if (method === 'PUT') return users.createUser(accounts, uid, body);
	if (method === 'PATCH') return users.updateUser(accounts, uid, body);
	if (method === 'DELETE') return users.deleteUser(accounts, uid);
	return undefined;
}

function answerAcls(
	accounts: Accounts,
	method: string,
	[rid, part, uid, action]: string[],
	body: Record<string, unknown>,
): Answer | undefined {
	if (rid === undefined) return method === 'GET' ? acls.listAcls(accounts) : undefined;
	if (part === 'permissions') return method === 'GET' ? acls.listGrants(accounts, rid) : undefined;
	if (part === 'users' && uid !== undefined) return answerGrants(accounts, method, rid, uid, action);
	if (part !== undefined) return undefined;
	if (method === 'GET') return acls.showAcl(accounts, rid);
	if (method === 'PUT') return acls.createAcl(accounts, rid, body);
	if (method === 'DELETE') return acls.deleteAcl(accounts, rid);
	return undefined;
}

function answerGrants(
	accounts: Accounts,
	method: string,
	rid: string,
	uid: string,
	action: string | undefined,
): Answer | undefined {
	if (method === 'DELETE') return acls.revoke(accounts, rid, uid, action);
	if (action === undefined) return undefined;
	if (method === 'PUT') return acls.grant(accounts, rid, uid, action);
	if (method === 'GET') return acls.isGranted(accounts, rid, uid, action);
	return undefined;
}
