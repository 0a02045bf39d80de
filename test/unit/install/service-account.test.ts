import test from 'ava';
import type {ClusterApis} from '../../../src/dcos/cluster-apis.ts';
import {FailedError} from '../../../src/errors/errors.ts';
import {Secret} from '../../../src/errors/secret.ts';
import {belongTogether, newPrivateKey, publicKeyOf} from '../../../src/install/key-pair.ts';
import {completeAccount, inspectAccount, isComplete} from '../../../src/install/service-account.ts';

const names = {uid: 'r-account', secretPath: 'r/service-account'};
const resource = 'dcos:adminrouter:ops:ca:rw';
const key = await newPrivateKey();
const publicKey = publicKeyOf(key) ?? '';
const otherPublicKey = publicKeyOf(await newPrivateKey()) ?? '';
const login = (uid: string) => JSON.stringify({uid, private_key: key.reveal(), scheme: 'RS256'});

type State = {secret: string | null; publicKey: string | null | undefined; granted: boolean};

/** Secret store and IAM in memory; `writes` shows the order in which they were written. */
function clusterWith(state: State) {
	const now = {...state};
	const writes: string[] = [];
	const apis = {
		secrets: {
			read: async () => (now.secret === null ? null : new Secret(now.secret)),
			async create(_: string, value: Secret) {
				writes.push('secret');
				now.secret ??= value.reveal();
			},
		},
		iam: {
			account: async (uid: string) => (now.publicKey === undefined ? null : {uid, publicKey: now.publicKey}),
			async createServiceAccount(account: {publicKey: string}) {
				writes.push('account');
				now.publicKey ??= account.publicKey;
			},
			fullPermissions: async () => (now.granted ? [resource] : []),
			async grantFull() {
				writes.push('grant');
				now.granted = true;
			},
		},
	} as unknown as Pick<ClusterApis, 'secrets' | 'iam'>;
	return {apis, writes, now};
}

const nothing: State = {secret: null, publicKey: undefined, granted: false};
const complete: State = {secret: login(names.uid), publicKey, granted: true};

for (const [what, state, writes] of [
	['nothing', nothing, ['secret', 'account', 'grant']],
	['the secret only', {...nothing, secret: complete.secret}, ['account', 'grant']],
	['secret and account', {...complete, granted: false}, ['grant']],
	['everything', complete, []],
] as const) {
	test(`an account of which there is ${what} is completed in the order that can be cut anywhere`, async t => {
		const cluster = clusterWith(state);
		const found = await inspectAccount(cluster.apis, names);
		t.is(found.problem, null);
		t.deepEqual(cluster.writes, []);
		await completeAccount(cluster.apis, names, found);
		t.deepEqual<unknown, unknown>(cluster.writes, writes);
		t.deepEqual(await inspectAccount(cluster.apis, names), {
			secret: true,
			account: true,
			granted: true,
			problem: null,
		});
	});
}

test('an account is complete when secret, account and permission are there', t => {
	const all = {secret: true, account: true, granted: true, problem: null};
	t.true(isComplete(all));
	for (const part of ['secret', 'account', 'granted'] as const) t.false(isComplete({...all, [part]: false}));
});

test('a new secret has the shape of a login, and the account gets its key', async t => {
	const {apis, now} = clusterWith(nothing);
	await completeAccount(apis, names, await inspectAccount(apis, names));
	const stored = JSON.parse(now.secret ?? '') as Record<string, string>;
	t.like(stored, {
		scheme: 'RS256',
		uid: 'r-account',
		login_endpoint: 'https://master.mesos/acs/api/v1/auth/login',
	});
	t.true(belongTogether(new Secret(stored.private_key ?? ''), now.publicKey ?? ''));
});

test('beside a second run that stores its secret first, the account gets the key that is stored', async t => {
	const {apis, now} = clusterWith(nothing);
	const found = await inspectAccount(apis, names);
	now.secret = login(names.uid);
	await completeAccount(apis, names, found);
	t.is(now.publicKey, publicKey);
});

const problems: readonly (readonly [string, State, string, string])[] = [
	[
		'a secret of another shape',
		{...nothing, secret: 'text'},
		'the secret r/service-account is not the service-account secret of r-account',
		'dcos security secrets delete r/service-account',
	],
	[
		'a secret of another account',
		{...complete, secret: login('other')},
		'the secret r/service-account is not the service-account secret of r-account',
		'dcos security org service-accounts delete r-account; dcos security secrets delete r/service-account',
	],
	[
		'a secret whose key is none',
		{...nothing, secret: JSON.stringify({uid: names.uid, private_key: 'x'})},
		'the secret r/service-account is not the service-account secret of r-account',
		'dcos security secrets delete r/service-account',
	],
	[
		'an account without its secret',
		{...complete, secret: null},
		'the account r-account exists, but its private key is not in the secret r/service-account',
		'dcos security org service-accounts delete r-account',
	],
	[
		'an account with another key',
		{...complete, publicKey: otherPublicKey},
		'the account r-account exists with another key than the one in the secret r/service-account',
		'dcos security org service-accounts delete r-account; dcos security secrets delete r/service-account',
	],
	[
		'a person of that name',
		{...complete, publicKey: null},
		'the account r-account exists with another key than the one in the secret r/service-account',
		'dcos security org service-accounts delete r-account; dcos security secrets delete r/service-account',
	],
];

for (const [what, state, words, commands] of problems) {
	test(`${what} is a problem, with the commands that clear it, and nothing is replaced unasked`, async t => {
		const {apis, writes} = clusterWith(state);
		const {problem} = await inspectAccount(apis, names);
		t.is(problem?.what, words);
		t.is(problem?.hint, `if nothing else uses it: ${commands}; then run this again`);
		t.deepEqual(writes, []);
	});
}

test('a secret that does not read back ends the run before there is an account', async t => {
	const {apis, writes} = clusterWith({...nothing, secret: 'text'});
	const state = {secret: true, account: false, granted: false, problem: null};
	await t.throwsAsync(completeAccount(apis, names, state), {instanceOf: FailedError, message: /does not read back/});
	t.deepEqual(writes, []);
});
