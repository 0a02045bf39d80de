import test from 'ava';
import {exitCodes} from '../../../src/errors/exit-codes.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {ok, problem, warning} from '../../../src/install/check.ts';
import {checkSecrets, checkStore} from '../../../src/install/check-secrets.ts';
import {forbidden, loginEnded, serverError} from './faults.ts';
import {subject} from './first-findings.ts';
import {memoryCluster} from './memory-cluster.ts';

const name = 'secrets';
const store = (sealed: boolean | null | Error) =>
	memoryCluster({
		over: {secrets: {sealed: async () => (sealed instanceof Error ? Promise.reject(sealed) : sealed)}},
	}).cluster;

test('a store that is open is no hindrance, nor one of which the user may not know', async t => {
	t.is(await checkStore(store(false)), null);
	t.is(await checkStore(store(forbidden)), null);
});

test('a store that is sealed, or not there, is a problem', async t => {
	t.like(await checkStore(store(true)), {
		name,
		result: 'problem',
		hint: 'unseal it on every master (PUT /secrets/v1/unseal/default), then run this again',
		what: "the cluster's secret store is sealed: no secret can be read or written",
	});
	t.like(await checkStore(store(null)), {name, result: 'problem', what: 'the cluster has no secret store "default"'});
});

test('a store that does not answer ends the run', async t => {
	t.is(await t.throwsAsync(checkStore(store(serverError))), serverError);
});

const credential = (path: string): JsonObject => ({registry: {s3: {'credential-secret-path': path}}});

type Looked = {there?: readonly string[]; resolved?: JsonObject; secretPath?: string; app?: JsonObject | null};

function look({there = [], resolved = {}, secretPath = 'r/service-account', app = null}: Looked) {
	const {cluster} = memoryCluster({secrets: Object.fromEntries(there.map(path => [path, 's']))});
	return checkSecrets(cluster, {...subject, resolved, account: {...subject.account, secretPath}}, app);
}

test('secrets that are there and that the service may read are well', async t => {
	t.deepEqual(await look({there: ['r/s3'], resolved: credential('r/s3')}), [ok(name, 'r/service-account, r/s3')]);
	t.deepEqual(await look({there: ['r/s3'], resolved: credential('/r/s3')}), [ok(name, 'r/service-account, r/s3')]);
});

test("the account's own secret may be made by this run", async t => {
	t.deepEqual(await look({}), [ok(name, 'r/service-account')]);
	t.deepEqual(await look({secretPath: '/r/key'}), [ok(name, 'r/key')]);
	t.deepEqual(await look({resolved: credential('r/service-account')}), [ok(name, 'r/service-account')]);
});

test('a credential that is not there is a problem, and the command that makes it is named', async t => {
	t.deepEqual(await look({resolved: credential('r/s3')}), [
		problem(name, 'the secret r/s3 does not exist', 'make it with: dcos registry storage s3'),
	]);
});

test('an empty credential is none', async t => {
	t.deepEqual(await look({resolved: credential('')}), [ok(name, 'r/service-account')]);
});

test('a secret in the space of another service is a problem', async t => {
	const checks = await look({there: ['x/s3'], resolved: credential('x/s3'), secretPath: 'other/key'});
	t.deepEqual(checks, [
		problem(name, 'the service r may not read the secret other/key', 'keep it below r/'),
		problem(name, 'the service r may not read the secret x/s3', 'keep it below r/'),
	]);
});

test('a secret that is neither there nor readable is told with both', async t => {
	const checks = await look({resolved: credential('x/s3')});
	t.deepEqual(
		checks.map(({what}) => what),
		['the service r may not read the secret x/s3', 'the secret x/s3 does not exist'],
	);
});

test('a secret at the root of the store is warned of, beside what is well and beside what is not', async t => {
	const root = warning(name, 'the secret key is at the root of the store, where every service may read it');
	t.deepEqual(await look({secretPath: 'key'}), [ok(name, 'key'), root]);
	const checks = await look({secretPath: 'key', resolved: credential('r/s3')});
	t.deepEqual(
		checks.map(({result}) => result),
		['problem', 'warning'],
	);
});

test('the secrets that the app takes are looked at too, each once', async t => {
	const secrets = {a: {source: 'r/s3'}, b: {source: 'r/service-account'}, c: {source: '/r/more'}, d: {}, e: 'text'};
	const looked = {resolved: credential('r/s3'), app: {secrets}};
	t.deepEqual(await look({...looked, there: ['r/s3', 'r/more']}), [ok(name, 'r/service-account, r/s3, r/more')]);
	t.deepEqual(
		(await look({...looked, there: ['r/s3']})).map(({what}) => what),
		['the secret r/more does not exist'],
	);
	t.deepEqual(await look({app: {secrets: []}}), [ok(name, 'r/service-account')]);
	t.deepEqual(await look({app: {secrets: {a: {source: ''}, b: {source: '/'}}}}), [ok(name, 'r/service-account')]);
});

test('a secret that the user may not read is a problem of its own kind', async t => {
	const {cluster} = memoryCluster({over: {secrets: {read: () => Promise.reject(forbidden)}}});
	const checks = await checkSecrets(cluster, {...subject, resolved: credential('r/s3')}, null);
	t.deepEqual(checks, [problem(name, forbidden.message, forbidden.hint ?? '', exitCodes.notAllowed)]);
});

test('a login that has ended when the secrets are asked for ends the run', async t => {
	const {cluster} = memoryCluster({over: {secrets: {read: () => Promise.reject(loginEnded)}}});
	t.is(await t.throwsAsync(checkSecrets(cluster, {...subject, resolved: credential('r/s3')}, null)), loginEnded);
});
