import test from 'ava';
import {Secret} from '../../../src/errors/secret.ts';
import {belongTogether} from '../../../src/install/key-pair.ts';
import {inspectAccount, isComplete, loginIn} from '../../../src/install/service-account.ts';
import {loginEnded, noAnswer, refusal, serverError} from './faults.ts';
import {allWrites, complete, made, making, resource, secretPath, uid, wish} from './making-account.ts';
import type {Fault, Traits} from './memory-cluster.ts';

const parts: readonly (readonly [string, Traits, readonly number[]])[] = [
	['nothing', {}, [0, 1, 2, 3]],
	['the secret only', {secrets: complete.secrets}, [1, 2, 3]],
	['secret and account', {...complete, acls: {}}, [2, 3]],
	['all but the grant', {...complete, acls: {[resource]: ['other']}}, [3]],
	['everything', complete, []],
];

for (const [what, traits, writes] of parts) {
	test(`an account of which there is ${what} is completed in the order that can be cut anywhere`, async t => {
		const run = await making(traits);
		t.is(run.result, undefined);
		t.deepEqual(
			run.writes,
			writes.map(index => allWrites[index]),
		);
		t.true(isComplete(await inspectAccount(run.cluster, wish)));
	});
}

test('the secret has the shape of a login, and the account gets its key', async t => {
	const {state} = await making();
	const stored = loginIn(new Secret(state.secrets[secretPath] ?? ''));
	t.is(stored?.uid, uid);
	t.true(stored !== null && belongTogether(stored.privateKey, state.accounts[uid] ?? ''));
});

test('all that was made is in the journal, in its order', async t => {
	t.deepEqual((await making()).journal, Object.values(made));
	t.deepEqual((await making({...complete, acls: {}})).journal, [made.acl, made.grant]);
	t.deepEqual((await making(complete)).journal, []);
});

test('an access control list that was there is left out of the journal', async t => {
	const {journal, undone, state} = await making({acls: {[resource]: []}});
	t.deepEqual(journal, [made.secret, made.account, made.grant]);
	await undone();
	t.deepEqual(state.acls, {[resource]: []});
});

const faults: readonly (readonly [string, Fault])[] = [
	['loses its answer', {done: true, error: noAnswer}],
	['does not arrive', {done: false, error: noAnswer}],
	['fails with 500 after it was done', {done: true, error: serverError}],
	['fails with 503', {done: false, error: refusal(null, {status: 503})}],
];

for (const [index, write] of allWrites.entries()) {
	for (const [what, fault] of faults) {
		test(`when the request "${write}" ${what}, the account is made all the same, and can be undone`, async t => {
			const fails = (_: string, at: number) => (at === index ? fault : null);
			const {result, writes, journal, undone, cluster, state} = await making({fault: fails});
			t.is(result, undefined);
			t.deepEqual(writes, fault.done ? allWrites : allWrites.toSpliced(index, 0, write));
			t.true(isComplete(await inspectAccount(cluster, wish)));
			t.deepEqual(journal, Object.values(made));
			t.deepEqual((await undone()).undone, Object.values(made).reverse());
			t.deepEqual([state.secrets, state.accounts, state.acls], [{}, {}, {}]);
		});
	}

	test(`when the login ends before "${write}", it stops there, and what was made before is in the journal`, async t => {
		const fails = (_: string, at: number) => (at === index ? {done: false, error: loginEnded} : null);
		const {result, writes, journal} = await making({fault: fails});
		t.is(result, loginEnded);
		t.deepEqual(writes, allWrites.slice(0, index + 1));
		t.deepEqual(journal, Object.values(made).slice(0, index + 1));
	});

	test(`when "${write}" is refused, what was made before is undone, and no more`, async t => {
		const error = refusal('no');
		const {undone, state} = await making({fault: (_, at) => (at === index ? {done: false, error} : null)});
		t.deepEqual((await undone()).undone, Object.values(made).slice(0, index).reverse());
		t.deepEqual([state.secrets, state.accounts, state.acls], [{}, {}, {}]);
	});
}
