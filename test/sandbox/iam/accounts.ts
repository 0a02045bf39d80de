/** A human's account has a password, a service account has a public key. */
export type User = {uid: string; description: string; password?: string; publicKey?: string};

/** Who may do what with one resource: user to actions. */
export type Acl = {description: string; grants: Map<string, Set<string>>};

/** Everything the IAM remembers. */
export type Accounts = {users: Map<string, User>; acls: Map<string, Acl>};

export const actions = ['create', 'read', 'update', 'delete', 'full'];
const superuser = 'dcos:superuser';

/** A cluster as its installer leaves it: one superuser. */
export function createAccounts(uid: string, password: string): Accounts {
	return {
		users: new Map([[uid, {uid, description: 'Initial superuser', password}]]),
		acls: new Map([[superuser, {description: 'Superuser', grants: new Map([[uid, new Set(['full'])]])}]]),
	};
}

/** Superusers may do everything; `full` includes every other action. */
export function isAllowed(accounts: Accounts, uid: string, rid: string, action: string): boolean {
	return isSuperuser(accounts, uid) || hasGrant(accounts, uid, rid, action) || hasGrant(accounts, uid, rid, 'full');
}

export function isSuperuser(accounts: Accounts, uid: string): boolean {
	return hasGrant(accounts, uid, superuser, 'full');
}

function hasGrant({acls}: Accounts, uid: string, rid: string, action: string): boolean {
	return acls.get(rid)?.grants.get(uid)?.has(action) ?? false;
}
