import test from 'ava';
import {secretsOver} from '../../../src/dcos/secrets.ts';
import {FailedError} from '../../../src/errors/errors.ts';
import {KnownSecrets} from '../../../src/errors/known-secrets.ts';
import {Secret} from '../../../src/errors/secret.ts';
import {recordedHttp} from './recorded-http.ts';

for (const [path, url] of [
	['dcos-registry/s3', '/secrets/v1/secret/default/dcos-registry/s3'],
	['a b/c?d#e', '/secrets/v1/secret/default/a%20b/c%3Fd%23e'],
	['s3', '/secrets/v1/secret/default/s3'],
	['/dcos-registry/s3', '/secrets/v1/secret/default/dcos-registry/s3'],
] as const) {
	test(`the secret "${path}" is asked for with its slashes kept and the rest escaped`, async t => {
		const {http, requests} = recordedHttp({body: {value: 'v'}});
		t.is((await secretsOver(http, new KnownSecrets()).read(path))?.reveal(), 'v');
		t.is(requests[0]?.path, url);
	});
}

test('a secret that is not there is null', async t => {
	t.is(await secretsOver(recordedHttp({status: 404}).http, new KnownSecrets()).read('a'), null);
});

test('a secret that was stored as a file is its text', async t => {
	const {http} = recordedHttp({type: 'application/octet-stream', body: '[default]\n'});
	t.is((await secretsOver(http, new KnownSecrets()).read('a'))?.reveal(), '[default]\n');
});

test('an answer without a value is a failure, not an empty secret', async t => {
	for (const body of [{}, {value: 5}, {value: null}]) {
		await t.throwsAsync(secretsOver(recordedHttp({body}).http, new KnownSecrets()).read('a'), {
			instanceOf: FailedError,
		});
	}
});

for (const [status, result] of [
	[201, 'created'],
	[409, 'exists'],
] as const) {
	test(`a secret that is put and answered ${status} ${result}`, async t => {
		const {http, requests} = recordedHttp({status});
		t.is(await secretsOver(http, new KnownSecrets()).create('a', new Secret('v')), result);
		t.like(requests[0], {method: 'PUT', body: '{"value":"v"}', expect: [201, 409]});
		// after a lost answer the repetition is answered 409, and reading back tells whose content it is
		t.true(requests[0]?.repeatable);
	});
}

test('a secret is replaced by a PATCH, which may be repeated', async t => {
	const {http, requests} = recordedHttp({status: 204});
	await secretsOver(http, new KnownSecrets()).replace('a', new Secret('v'));
	t.like(requests[0], {method: 'PATCH', body: '{"value":"v"}', expect: [204], repeatable: true});
});

for (const status of [204, 404]) {
	test(`a secret is removed by a DELETE, which may be repeated: ${status} means that it is gone`, async t => {
		const {http, requests} = recordedHttp({status});
		await t.notThrowsAsync(secretsOver(http, new KnownSecrets()).remove('/a b/c'));
		t.is(requests.length, 1);
		const path = '/secrets/v1/secret/default/a%20b/c';
		t.like(requests[0], {method: 'DELETE', path, expect: [204, 404], repeatable: true});
		t.is(requests[0]?.body, undefined);
	});
}

test('the store says whether it is sealed', async t => {
	t.true(await secretsOver(recordedHttp({body: {sealed: true}}).http, new KnownSecrets()).sealed());
	t.false(await secretsOver(recordedHttp({body: {sealed: false}}).http, new KnownSecrets()).sealed());
});

test('a cluster without such a store is neither sealed nor open', async t => {
	t.is(await secretsOver(recordedHttp({status: 404}).http, new KnownSecrets()).sealed(), null);
});

test('what is read, made or replaced is a secret of the run from then on, with what is in it', async t => {
	const known = new KnownSecrets();
	const account = JSON.stringify({uid: 'registry-account', private_key: 'canary-private-key'});
	await secretsOver(recordedHttp({body: {value: account}}).http, known).read('a');
	await secretsOver(recordedHttp({status: 201}).http, known).create(
		'a',
		new Secret('[p]\naws_secret_access_key = canary-key'),
	);
	await secretsOver(recordedHttp({status: 204}).http, known).replace('a', new Secret('canary-other'));
	const told = known.redacted('registry-account canary-private-key canary-key canary-other');
	t.is(told, 'registry-account [redacted] [redacted] [redacted]');
});
