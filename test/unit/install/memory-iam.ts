import type {Iam} from '../../../src/dcos/iam.ts';
import {refusal} from './faults.ts';
import type {State, Write} from './memory-cluster.ts';

/** Users and what they hold, as IAM keeps them: without an ACL nothing can be granted, and who goes holds nothing any more. */
export function memoryIam({accounts, acls}: State, write: Write): Iam {
	const without = (uid: string, resource: string) => {
		acls[resource] = (acls[resource] ?? []).filter(each => each !== uid);
	};
	return {
		account: async uid => (accounts[uid] === undefined ? null : {uid, publicKey: accounts[uid]}),
		createServiceAccount: ({uid, publicKey}) =>
			write(`account ${uid}`, () => {
				if (uid in accounts) return 'exists';
				accounts[uid] = publicKey;
				return 'created';
			}),
		fullPermissions: async uid => Object.keys(acls).filter(resource => acls[resource]?.includes(uid)),
		createAcl: resource =>
			write(`acl ${resource}`, () => {
				if (resource in acls) return 'exists';
				acls[resource] = [];
				return 'created';
			}),
		grant: (uid, resource) =>
			write(`grant ${uid} ${resource}`, () => {
				const holders = acls[resource];
				if (holders === undefined) throw refusal('ERR_UNKNOWN_RESOURCE_ID');
				if (holders.includes(uid)) return 'exists';
				holders.push(uid);
				return 'granted';
			}),
		removeAccount: uid =>
			write(`remove account ${uid}`, () => {
				delete accounts[uid];
				for (const resource of Object.keys(acls)) without(uid, resource);
			}),
		revoke: (uid, resource) => write(`revoke ${uid} ${resource}`, () => without(uid, resource)),
		holders: async resource => acls[resource] ?? null,
		removeAcl: resource =>
			write(`remove acl ${resource}`, () => {
				delete acls[resource];
			}),
	};
}
