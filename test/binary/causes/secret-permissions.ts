import type {Sandbox} from '../../sandbox/sandbox.ts';
import {type Causes, refused} from './cause.ts';

const secret = 'dcos-registry/s3-credentials';

/** Operators who may use packages, and do to the secret only what their names say. */
export const permissionCauses: Causes = async ({s3, operator: {sandbox}}) => {
	const rotation = [...s3(), '--rotate', '--yes'];
	const before = () => sandbox.secrets.secrets.set(secret, {value: 'older keys'});
	return [
		refused('no permission to read the secret', s3(), {exitCode: 4, env: await operatorWho(sandbox, [])}),
		refused('no permission to create the secret', s3(), {exitCode: 4, env: await operatorWho(sandbox, ['read'])}),
		refused('no permission to update the secret', rotation, {
			exitCode: 4,
			env: await operatorWho(sandbox, ['read', 'create']),
			before,
		}),
	];
};

/** Makes the user; resolves to the environment with their login. */
async function operatorWho({users, acls, tokenFor}: Sandbox, actions: readonly string[]) {
	const uid = ['may', ...actions].join('-');
	users.set(uid, {uid, description: 'Operator', password: `canary-${uid}`});
	const grants: Record<string, readonly string[]> = {
		'dcos:adminrouter:package': ['full'],
		[`dcos:secrets:default:/${secret}`]: actions,
	};
	for (const [rid, granted] of Object.entries(grants)) {
		const acl = acls.get(rid) ?? {description: '', grants: new Map<string, Set<string>>()};
		acl.grants.set(uid, new Set(granted));
		acls.set(rid, acl);
	}
	return {DCOS_ACS_TOKEN: await tokenFor(uid, 3600)};
}
