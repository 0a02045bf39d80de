import type {Sandbox} from '../../sandbox/sandbox.ts';

/** Makes a user with these permissions, by resource; resolves to the environment of a command with their login. */
export async function loginWith(
	{users, acls, tokenFor}: Sandbox,
	uid: string,
	permissions: Readonly<Record<string, readonly string[]>>,
): Promise<{DCOS_ACS_TOKEN: string}> {
	users.set(uid, {uid, description: 'Operator', password: `canary-${uid}`});
	for (const [rid, actions] of Object.entries(permissions)) {
		const acl = acls.get(rid) ?? {description: '', grants: new Map<string, Set<string>>()};
		acl.grants.set(uid, new Set(actions));
		acls.set(rid, acl);
	}
	return {DCOS_ACS_TOKEN: await tokenFor(uid, 24 * 60 * 60)};
}
