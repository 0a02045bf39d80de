import {inspect} from 'node:util';
import test from 'ava';
import fc from 'fast-check';
import {clusterFrom, loginOf} from '../../../src/dcos/cluster.ts';
import {LoginError} from '../../../src/errors/errors.ts';
import {Secret} from '../../../src/errors/secret.ts';
import {anySign} from '../../support/any-sign.ts';

const env = {DCOS_URL: 'https://cluster', DCOS_ACS_TOKEN: 'canary'};

test('the cluster is the one that the CLI hands over', t => {
	const cluster = clusterFrom(env);
	t.is(cluster.url, 'https://cluster');
	t.is(cluster.token.reveal(), 'canary');
	t.deepEqual(cluster.trust, {kind: 'system'});
});

test('a slash at the end of the address is left out', t => {
	t.is(clusterFrom({...env, DCOS_URL: 'https://cluster//'}).url, 'https://cluster');
});

test('the token does not show when the cluster is printed', t => {
	t.false(inspect(clusterFrom(env), {depth: 9}).includes('canary'));
});

for (const [what, over, trust] of [
	['a CA file', {DCOS_TLS_CA_PATH: '/ca.crt'}, {kind: 'file', path: '/ca.crt'}],
	['an empty CA file', {DCOS_TLS_CA_PATH: ''}, {kind: 'system'}],
	['no check', {DCOS_TLS_INSECURE: '1'}, {kind: 'insecure'}],
	['no check and a CA file', {DCOS_TLS_INSECURE: '1', DCOS_TLS_CA_PATH: '/ca.crt'}, {kind: 'insecure'}],
	['an address without TLS', {DCOS_URL: 'http://cluster'}, {kind: 'insecure'}],
] as const) {
	test(`${what} means ${trust.kind}, as the CLI has it`, t => {
		t.deepEqual(clusterFrom({...env, ...over}).trust, trust);
	});
}

for (const [what, over, message, hint] of [
	['no cluster', {DCOS_URL: undefined}, 'no cluster is attached', /^dcos cluster setup <url>/],
	['an empty address', {DCOS_URL: ''}, 'no cluster is attached', /^dcos cluster setup <url>/],
	['no address', {DCOS_URL: 'cluster'}, "the cluster's URL cluster is not a URL", /core\.dcos_url/],
	['no token', {DCOS_ACS_TOKEN: undefined}, 'not logged in to https://cluster', /^dcos auth login$/],
	['an empty token', {DCOS_ACS_TOKEN: ''}, 'not logged in to https://cluster', /^dcos auth login$/],
] as const) {
	test(`${what} is refused with the command that helps`, t => {
		const error = t.throws(() => clusterFrom({...env, ...over}), {instanceOf: LoginError, message});
		t.regex(error.hint ?? '', hint);
	});
}

const base64url = (text: string) => Buffer.from(text).toString('base64url');
const tokenWith = (claims: unknown) => `header-canary.${base64url(JSON.stringify(claims))}.signature-canary`;
const unknown = {uid: null, ends: null};

const logins: readonly (readonly [string, string, object])[] = [
	['uid and end', tokenWith({uid: 'ada', exp: 1_700_000_000}), {uid: 'ada', ends: 1_700_000_000_000}],
	['a uid in any script', tokenWith({uid: 'Zoë@例え.jp?>', exp: 1}), {uid: 'Zoë@例え.jp?>', ends: 1000}],
	['no end', tokenWith({uid: 'ada'}), {uid: 'ada', ends: null}],
	['no uid', tokenWith({exp: 1}), {uid: null, ends: 1000}],
	['claims of another kind', tokenWith({uid: 7, exp: '1700000000'}), unknown],
	['claims that are no object', tokenWith(['ada', 1]), unknown],
	['claims that are null', tokenWith(null), unknown],
	['claims that are no JSON', `h.${base64url('{"uid":')}.s`, unknown],
	['claims that are no base64', 'h.%%%.s', unknown],
	['no claims', 'h', unknown],
	['nothing', '', unknown],
];

for (const [what, token, login] of logins) {
	test(`a token with ${what} tells as much of the login`, t => {
		t.deepEqual(loginOf(new Secret(token)), login);
	});
}

test('whatever the token is, the login is told, or not known, and never holds a part of the token', t => {
	const part = fc.string({unit: anySign, maxLength: 12}).map(text => base64url(`canary${text}`));
	fc.assert(
		fc.property(fc.array(part, {maxLength: 4}), parts => {
			t.deepEqual(loginOf(new Secret(parts.join('.'))), unknown);
		}),
	);
	const login = loginOf(new Secret(tokenWith({uid: 'ada', exp: 1, extra: 'claim-canary'})));
	t.false(/canary/.test(inspect(login, {depth: 9, showHidden: true})));
});
