import test from 'ava';
import {exitCodes} from '../../../src/errors/exit-codes.ts';
import {ok, problem, toDo, warning} from '../../../src/install/check.ts';
import {checkAccount} from '../../../src/install/check-account.ts';
import {forbidden, loginEnded, noAnswer, serverError} from './faults.ts';
import {subject} from './first-findings.ts';
import {login, publicKey} from './keys.ts';
import {memoryCluster, type Traits} from './memory-cluster.ts';

const name = 'service account';
const make = {makeAccount: true, mode: 'permissive'};
const complete: Traits = {
	secrets: {'r/service-account': login('r-account')},
	accounts: {'r-account': publicKey},
	acls: {'dcos:adminrouter:ops:ca:rw': ['r-account']},
};
const look = (traits: Traits, wish: {makeAccount: boolean; mode: string | null} = make) =>
	checkAccount(memoryCluster(traits).cluster, subject.account, wish);

test('a complete account is well, whoever made it', async t => {
	for (const makeAccount of [true, false]) {
		const {checks, state} = await look(complete, {...make, makeAccount});
		t.deepEqual(checks, [ok(name, 'r-account, key in r/service-account')]);
		t.is(state?.uid, 'r-account');
	}
});

test('what is missing is to be made', async t => {
	const {checks, state} = await look({...complete, acls: {}});
	t.deepEqual(checks, [toDo(name, 'to be made: its permission dcos:adminrouter:ops:ca:rw full')]);
	t.false(state?.granted);
	const all = await look({});
	t.deepEqual(all.checks, [
		toDo(
			name,
			'to be made: the secret r/service-account, the account r-account, its permission dcos:adminrouter:ops:ca:rw full',
		),
	]);
});

test("what is missing of somebody else's work is a problem", async t => {
	const {checks} = await look({...complete, acls: {}}, {...make, makeAccount: false});
	t.deepEqual(checks, [
		problem(
			name,
			'--no-service-account is given, and this is missing: its permission dcos:adminrouter:ops:ca:rw full',
			'have it made, or leave --no-service-account out, so that this makes it',
		),
	]);
});

test('what cannot be completed is a problem', async t => {
	const {checks} = await look({...complete, secrets: {}});
	t.deepEqual(checks, [
		problem(
			name,
			'the account r-account exists, but its private key is not in the secret r/service-account',
			'give the secret that holds its key with --service-account-secret; or, if nothing else uses it: dcos security org service-accounts delete r-account; then run this again',
		),
	]);
});

const http = 'http://master.mesos/acs/api/v1/auth/login';
for (const [mode, endpoint, warns] of [
	['strict', http, true],
	['strict', 'https://master.mesos/acs/api/v1/auth/login', false],
	['strict', undefined, false],
	['permissive', http, false],
	[null, http, false],
] as const) {
	test(`in mode ${mode} a login at ${endpoint} is ${warns ? 'warned of' : 'fine'}`, async t => {
		const secrets = {'r/service-account': login('r-account', {login_endpoint: endpoint})};
		const {checks} = await look({...complete, secrets}, {...make, mode});
		const what = `the secret r/service-account has the login address ${http}, and a strict cluster may want https`;
		const hint = 'dcos security secrets create-sa-secret --strict makes one with https';
		t.deepEqual(checks.slice(1), warns ? [warning(name, what, hint)] : []);
	});
}

const hidden = (error: Error): Traits => ({over: {iam: {account: () => Promise.reject(error)}}});

test('an account that the user may not see cannot be made', async t => {
	const hint = 'ask an administrator; or have the account made, and give --no-service-account';
	t.deepEqual(await look(hidden(forbidden)), {
		state: null,
		checks: [problem(name, forbidden.message, hint, exitCodes.notAllowed)],
	});
});

test("somebody else's account that the user may not see is no more than a warning", async t => {
	t.deepEqual(await look(hidden(forbidden), {...make, makeAccount: false}), {
		state: null,
		checks: [warning(name, `the service account could not be checked: ${forbidden.message}`)],
	});
});

test('an IAM that fails to show it is a problem, whoever makes the account', async t => {
	const checks = [problem(name, serverError.message, null, exitCodes.failed)];
	t.deepEqual(await look(hidden(serverError)), {state: null, checks});
	t.deepEqual(await look(hidden(serverError), {...make, makeAccount: false}), {state: null, checks});
});

for (const error of [loginEnded, noAnswer]) {
	test(`"${error.message}" when the account is asked for ends the run`, async t => {
		t.is(await t.throwsAsync(look(hidden(error))), error);
	});
}

test('to look changes nothing', async t => {
	const {cluster, writes} = memoryCluster();
	await checkAccount(cluster, subject.account, make);
	t.deepEqual(writes, []);
});
