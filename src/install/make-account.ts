import {pasteable} from '../errors/command-line.ts';
import {FailedError} from '../errors/errors.ts';
import type {Secret} from '../errors/secret.ts';
import {requiredPermission} from '../registry/naming.ts';
import type {World} from '../world.ts';
import {belongTogether, publicKeyOf} from './key-pair.ts';
import {type AccountApis, type AccountState, accountSecret, inspectAccount, loginIn} from './service-account.ts';
import {surely} from './surely.ts';
import type {Journal} from './undo.ts';

type Around = {apis: AccountApis; world: Pick<World, 'clock' | 'interrupted' | 'newPrivateKey'>; journal: Journal};

/**
 * Makes what is missing, the secret first: whatever was made when a run is killed, the next one can finish.
 * Safe to repeat, and safe beside a second run: the account always gets the key that is stored.
 */
export async function makeAccount(state: AccountState, around: Around): Promise<void> {
	if (!state.secret) await makeSecret(state, around);
	if (!state.account) await makeUser(state, around);
	if (!state.granted) await makeGrant(state, around);
	const {uid, secretPath} = state;
	const {problem} = await inspectAccount(around.apis, {uid, defaultUid: uid, secretPath});
	if (problem !== null) throw new FailedError(problem.what, {hint: problem.hint});
}

async function makeSecret({uid, secretPath}: AccountState, {apis: {secrets}, world, journal}: Around): Promise<void> {
	const own = accountSecret(uid, await world.newPrivateKey());
	const isOurs = async () => (await secrets.read(secretPath))?.reveal() === own.reveal();
	const entry = journal.add({
		what: `the secret ${secretPath}`,
		async undo() {
			if (!(await isOurs())) return 'nothing to undo';
			await secrets.remove(secretPath);
			return 'undone';
		},
		command: pasteable`dcos security secrets delete ${secretPath}`,
	});
	const whose = await surely({write: () => secrets.create(secretPath, own), isThere: isOurs}, world);
	// the request may have been repeated on its way; a new key is like no other, so what reads back tells whose it is
	if (whose === 'theirs' && !(await isOurs())) entry.forget();
}

async function makeUser({uid, secretPath}: AccountState, {apis, world, journal}: Around): Promise<void> {
	const {secrets, iam} = apis;
	const stored = await secrets.read(secretPath);
	const key = storedKey(stored, uid);
	const publicKey = key && publicKeyOf(key);
	if (!key || !publicKey) {
		throw new FailedError(`the secret ${secretPath} does not read back as it was stored`, {
			hint: 'run the same command again',
		});
	}
	const isThere = async () => {
		const account = await iam.account(uid);
		return account !== null && account.publicKey !== null && belongTogether(key, account.publicKey);
	};
	const entry = journal.add({
		what: `the service account ${uid}`,
		async undo() {
			if (!(await isThere())) return 'nothing to undo';
			await iam.removeAccount(uid);
			return 'undone';
		},
		command: pasteable`dcos security org service-accounts delete ${uid}`,
	});
	const write = () => iam.createServiceAccount({uid, publicKey, description: 'DC/OS package registry'});
	if ((await surely({write, isThere}, world)) === 'theirs') entry.forget();
}

async function makeGrant({uid}: AccountState, around: Around): Promise<void> {
	const {apis, world, journal} = around;
	const {iam} = apis;
	const resource = requiredPermission;
	await makeAcl(resource, around);
	const grant = journal.add({
		what: `the permission ${resource} of ${uid}`,
		async undo() {
			if (!(await iam.fullPermissions(uid)).includes(resource)) return 'nothing to undo';
			await iam.revoke(uid, resource);
			return 'undone';
		},
		command: pasteable`dcos security org users revoke ${uid} ${resource} full`,
	});
	const isGranted = async () => (await iam.fullPermissions(uid)).includes(resource);
	const write = () => iam.grant(uid, resource);
	if ((await surely({write, isThere: isGranted}, world)) === 'theirs') grant.forget();
}

/** Looks first: when the answer got lost, nobody could say whose an empty list is. */
async function makeAcl(resource: string, {apis: {iam}, world, journal}: Around): Promise<void> {
	const isThere = async () => (await iam.holders(resource)) !== null;
	if (await isThere()) return;
	const entry = journal.add({
		what: `the empty access control list of ${resource}`,
		async undo() {
			// it is everybody's: only while nobody holds anything on it can it be ours alone
			if ((await iam.holders(resource))?.length !== 0) return 'nothing to undo';
			await iam.removeAcl(resource);
			return 'undone';
		},
		command: null,
	});
	if ((await surely({write: () => iam.createAcl(resource), isThere}, world)) === 'theirs') entry.forget();
}

function storedKey(secret: Secret | null, uid: string): Secret | null {
	const login = secret && loginIn(secret);
	return login?.uid === uid ? login.privateKey : null;
}
