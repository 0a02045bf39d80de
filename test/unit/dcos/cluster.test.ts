import {inspect} from 'node:util';
import test from 'ava';
import {clusterFrom} from '../../../src/dcos/cluster.ts';
import {LoginError} from '../../../src/errors/errors.ts';

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
