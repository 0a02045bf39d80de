import test from 'ava';
import {FailedError} from '../../../src/errors/errors.ts';
import {Secret} from '../../../src/errors/secret.ts';
import {makeAccount} from '../../../src/install/make-account.ts';
import {createJournal} from '../../../src/install/undo.ts';
import {nextPrivateKey} from '../../support/private-keys.ts';
import {noAccount, wholeAccount} from './first-findings.ts';
import {login, otherPublicKey, publicKey} from './keys.ts';
import {allWrites, complete, made, making, resource, secretPath, uid} from './making-account.ts';
import {memoryCluster} from './memory-cluster.ts';
import {stillClock} from './still-clock.ts';

test('beside a second run that stores its secret first, the account gets the key that is stored', async t => {
	const {result, state, journal} = await making({}, ({state: {secrets}}) => {
		secrets[secretPath] = login(uid);
	});
	t.is(result, undefined);
	t.is(state.accounts[uid], publicKey);
	t.deepEqual(journal, [made.account, made.acl, made.grant]);
});

test("a second run's account with the stored key is left alone, and is not ours to undo", async t => {
	const {result, journal} = await making({secrets: complete.secrets}, ({state: {accounts}}) => {
		accounts[uid] = publicKey;
	});
	t.is(result, undefined);
	t.deepEqual(journal, [made.acl, made.grant]);
});

test('an access control list that a second run makes before our request is not ours to undo', async t => {
	const over = {iam: {holders: async () => null}};
	const {result, journal} = await making({...complete, acls: {[resource]: ['other']}, over});
	t.is(result, undefined);
	t.deepEqual(journal, [made.grant]);
});

test("a second run's grant is not ours to undo", async t => {
	const {result, journal} = await making({...complete, acls: {}}, ({state: {acls}}) => {
		acls[resource] = [uid];
	});
	t.is(result, undefined);
	t.deepEqual(journal, []);
});

test("a secret that the request's own repetition found is ours: no key is like it", async t => {
	const {
		cluster: {secrets},
	} = memoryCluster();
	const create: typeof secrets.create = async (path, value) => {
		await secrets.create(path, value);
		return 'exists';
	};
	const {journal, result} = await making({over: {secrets: {create, read: path => secrets.read(path)}}});
	t.is(result, undefined);
	t.is(journal[0], made.secret);
});

test("somebody else's secret of another shape ends the run before there is an account", async t => {
	const {result, writes, journal} = await making({}, ({state: {secrets}}) => {
		secrets[secretPath] = 'text';
	});
	t.true(result instanceof FailedError);
	t.is((result as FailedError).message, `the secret ${secretPath} does not read back as it was stored`);
	t.deepEqual(writes, [allWrites[0]]);
	t.deepEqual(journal, []);
});

for (const [what, secret] of [
	['is gone', null],
	['is that of another account', login('other')],
	['has no key', login(uid, {private_key: 'text'})],
] as const) {
	test(`a secret that ${what} when it is read back ends the run before there is an account`, async t => {
		const read = async () => (secret === null ? null : new Secret(secret));
		const {cluster, writes} = memoryCluster({over: {secrets: {read}}});
		const world = {clock: stillClock(), interrupted: new AbortController().signal, newPrivateKey: nextPrivateKey};
		const state = {...noAccount, secret: true};
		await t.throwsAsync(makeAccount(state, {apis: cluster, world, journal: createJournal()}), {
			instanceOf: FailedError,
			message: /does not read back/,
		});
		t.deepEqual(writes, []);
	});
}

test("somebody else's account with another key is told, and neither replaced nor undone", async t => {
	const {result, state, journal, undone} = await making({}, ({state: {accounts}}) => {
		accounts[uid] = otherPublicKey;
	});
	t.true(result instanceof FailedError);
	t.regex((result as FailedError).message, /exists with another key than the one in the secret/);
	t.regex((result as FailedError).hint ?? '', /if nothing else uses it: dcos security org service-accounts delete/);
	t.deepEqual(journal, [made.secret, made.acl, made.grant]);
	await undone();
	t.deepEqual([state.secrets, state.accounts, state.acls], [{}, {[uid]: otherPublicKey}, {}]);
});

test('what others did to it meanwhile is not undone', async t => {
	const {state, undone} = await making();
	state.secrets[secretPath] = login(uid);
	state.accounts[uid] = otherPublicKey;
	state.acls[resource] = ['other'];
	t.deepEqual(await undone(), {undone: [], left: [], reason: null});
	t.deepEqual([state.accounts, state.acls], [{[uid]: otherPublicKey}, {[resource]: ['other']}]);
});

test('an access control list on which somebody else was granted something meanwhile stays', async t => {
	const {state, undone} = await making();
	state.acls[resource]?.push('other');
	t.deepEqual((await undone()).undone, [made.grant, made.account, made.secret]);
	t.deepEqual(state.acls, {[resource]: ['other']});
});

test('a state in which nothing is missing is looked at once more, and nothing is written', async t => {
	const {cluster, writes} = memoryCluster({...complete, accounts: {[uid]: otherPublicKey}});
	const world = {clock: stillClock(), interrupted: new AbortController().signal, newPrivateKey: nextPrivateKey};
	await t.throwsAsync(makeAccount(wholeAccount, {apis: cluster, world, journal: createJournal()}), {
		message: /another key/,
	});
	t.deepEqual(writes, []);
});
