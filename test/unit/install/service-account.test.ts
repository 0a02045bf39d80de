import test from 'ava';
import {Secret} from '../../../src/errors/secret.ts';
import {belongTogether} from '../../../src/install/key-pair.ts';
import {
	type AccountState,
	accountSecret,
	inspectAccount,
	isComplete,
	loginIn,
	missingParts,
} from '../../../src/install/service-account.ts';
import {noAccount, wholeAccount} from './first-findings.ts';
import {key, login, otherPublicKey, publicKey} from './keys.ts';
import {memoryCluster, type State} from './memory-cluster.ts';

const resource = 'dcos:adminrouter:ops:ca:rw';
const secretPath = 'r/service-account';
const wish = {uid: null, defaultUid: 'r-account', secretPath};

type Kept = Pick<State, 'secrets' | 'accounts' | 'acls'>;

const nothing: Kept = {secrets: {}, accounts: {}, acls: {}};
const complete: Kept = {
	secrets: {[secretPath]: login('r-account')},
	accounts: {'r-account': publicKey},
	acls: {[resource]: ['other', 'r-account']},
};
const endpoint = 'https://leader.mesos/acs/api/v1/auth/login';

const states: readonly (readonly [string, Kept, Partial<AccountState>])[] = [
	['nothing', nothing, {}],
	['the secret only', {...nothing, secrets: complete.secrets}, {secret: true, loginEndpoint: endpoint}],
	['secret and account', {...complete, acls: {}}, {secret: true, account: true, loginEndpoint: endpoint}],
	[
		'a permission that others hold',
		{...complete, acls: {[resource]: ['other']}},
		{secret: true, account: true, loginEndpoint: endpoint},
	],
	['everything', complete, {...wholeAccount, loginEndpoint: endpoint}],
	[
		'an account that may do everything',
		{...complete, acls: {'dcos:superuser': ['r-account']}},
		{...wholeAccount, loginEndpoint: endpoint},
	],
	['a permission of an account that is gone', {...nothing, acls: complete.acls}, {}],
];

for (const [what, kept, state] of states) {
	test(`an account of which there is ${what} can be completed, and to look changes nothing`, async t => {
		const {cluster, writes} = memoryCluster(kept);
		t.deepEqual(await inspectAccount(cluster, wish), {...noAccount, ...state});
		t.deepEqual(writes, []);
	});
}

test('an account whose login is stored is taken over with its name, unless another one is asked for', async t => {
	const {cluster} = memoryCluster({
		secrets: {[secretPath]: login('by-hand')},
		accounts: {'by-hand': publicKey},
		acls: {[resource]: ['by-hand']},
	});
	t.deepEqual(await inspectAccount(cluster, wish), {...wholeAccount, uid: 'by-hand', loginEndpoint: endpoint});
	const {uid, problem} = await inspectAccount(cluster, {...wish, uid: 'mine'});
	t.is(uid, 'mine');
	t.is(problem?.what, `the secret ${secretPath} is not the service-account secret of mine, but that of by-hand`);
});

test('a login without an address has none', async t => {
	const {cluster} = memoryCluster({secrets: {[secretPath]: login('r-account', {login_endpoint: undefined})}});
	t.is((await inspectAccount(cluster, wish)).loginEndpoint, null);
});

const other = 'give the secret that holds its key with --service-account-secret';
const deletion = 'dcos security org service-accounts delete r-account';
const removal = `dcos security secrets delete ${secretPath}`;
const notIts = `the secret ${secretPath} is not the service-account secret of r-account`;
const problems: readonly (readonly [string, Kept, string, string])[] = [
	['a secret of another shape', {...nothing, secrets: {[secretPath]: 'text'}}, notIts, removal],
	[
		'a secret whose key is none',
		{...complete, secrets: {[secretPath]: login('r-account', {private_key: 'text'})}},
		notIts,
		`${deletion}; ${removal}`,
	],
	[
		'an account without its secret',
		{...complete, secrets: {}},
		`the account r-account exists, but its private key is not in the secret ${secretPath}`,
		deletion,
	],
	[
		'an account with another key',
		{...complete, accounts: {'r-account': otherPublicKey}},
		`the account r-account exists with another key than the one in the secret ${secretPath}`,
		`${deletion}; ${removal}`,
	],
];

for (const [what, kept, words, commands] of problems) {
	test(`${what} is a problem, with the commands that clear it, and nothing is replaced unasked`, async t => {
		const {cluster, writes} = memoryCluster(kept);
		const {problem} = await inspectAccount(cluster, wish);
		t.is(problem?.what, words);
		t.is(problem?.hint, `${other}; or, if nothing else uses it: ${commands}; then run this again`);
		t.deepEqual(writes, []);
	});
}

test('a person of that name is a problem, and nobody advises to delete them', async t => {
	for (const kept of [complete, {...complete, secrets: {}}, {...complete, secrets: {[secretPath]: 'text'}}]) {
		const {cluster} = memoryCluster({...kept, accounts: {'r-account': null}});
		const {problem} = await inspectAccount(cluster, wish);
		t.is(problem?.what, 'the user r-account is no service account');
		t.is(problem?.hint, 'choose another name with --service-account');
	}
});

test('a secret of another account is a problem when the account is named', async t => {
	const {cluster} = memoryCluster({...complete, secrets: {[secretPath]: login('other')}});
	const {problem} = await inspectAccount(cluster, {...wish, uid: 'r-account'});
	t.is(problem?.what, `${notIts}, but that of other`);
	t.is(problem?.hint, `${other}; or, if nothing else uses it: ${deletion}; ${removal}; then run this again`);
});

test('an account is complete when secret, account and permission are there', t => {
	t.true(isComplete(wholeAccount));
	for (const part of ['secret', 'account', 'granted'] as const) t.false(isComplete({...wholeAccount, [part]: false}));
});

test('what is missing is told in words', t => {
	t.deepEqual(missingParts(wholeAccount), []);
	t.deepEqual(missingParts(noAccount), [
		'the secret r/service-account',
		'the account r-account',
		'its permission dcos:adminrouter:ops:ca:rw full',
	]);
});

test('a new secret has the shape of a login and reads back as one', t => {
	const secret = accountSecret('r-account', key);
	t.deepEqual(Object.keys(JSON.parse(secret.reveal())), ['scheme', 'uid', 'private_key', 'login_endpoint']);
	const stored = loginIn(secret);
	t.is(stored?.uid, 'r-account');
	t.is(stored?.endpoint, 'https://master.mesos/acs/api/v1/auth/login');
	t.true(stored !== null && belongTogether(stored.privateKey, publicKey));
	t.false(JSON.stringify([secret, stored]).includes('PRIVATE KEY'));
});

for (const [what, text] of [
	['a list', '[]'],
	['text', 'text'],
	['nothing', ''],
	['a login without a name', login('r', {uid: undefined})],
	['a login without a key', login('r', {private_key: 7})],
	['a login of another kind', login('r', {scheme: 'HS256'})],
] as const) {
	test(`${what} is no login`, t => {
		t.is(loginIn(new Secret(text)), null);
	});
}

test('a login that does not name its kind is one', t => {
	t.is(loginIn(new Secret(login('r', {scheme: undefined})))?.uid, 'r');
});
