import {makeAccount} from '../../../src/install/make-account.ts';
import {inspectAccount} from '../../../src/install/service-account.ts';
import {createJournal, undoAll} from '../../../src/install/undo.ts';
import {nextPrivateKey} from '../../support/private-keys.ts';
import {noAccount} from './first-findings.ts';
import {login, publicKey} from './keys.ts';
import {memoryCluster, type Traits} from './memory-cluster.ts';
import {recordedProgress} from './recorded-step.ts';
import {stillClock} from './still-clock.ts';

export const resource = 'dcos:adminrouter:ops:ca:rw';
export const {uid, secretPath} = noAccount;
export const wish = {uid: null, defaultUid: uid, secretPath};
export const allWrites = [`secret ${secretPath}`, `account ${uid}`, `acl ${resource}`, `grant ${uid} ${resource}`];
export const made = {
	secret: `the secret ${secretPath}`,
	account: `the service account ${uid}`,
	acl: `the empty access control list of ${resource}`,
	grant: `the permission ${resource} of ${uid}`,
};

/** Makes the account in a cluster; `meanwhile` is what somebody else does between the look and the first write. */
export async function making(
	traits: Traits = {},
	meanwhile: (memory: ReturnType<typeof memoryCluster>) => void = () => {},
) {
	const memory = memoryCluster(traits);
	const found = await inspectAccount(memory.cluster, wish);
	meanwhile(memory);
	const journal = createJournal();
	const world = {clock: stillClock(), interrupted: new AbortController().signal, newPrivateKey: nextPrivateKey};
	const result = await makeAccount(found, {apis: memory.cluster, world, journal}).catch((error: unknown) => error);
	const undone = () => undoAll(journal, {progress: recordedProgress().progress});
	return {...memory, result, journal: journal.made().map(each => each.what), undone};
}

export const complete = {
	secrets: {[secretPath]: login(uid)},
	accounts: {[uid]: publicKey},
	acls: {[resource]: [uid]},
};
