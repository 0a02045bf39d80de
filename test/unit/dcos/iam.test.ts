import test from 'ava';
import {iamOver} from '../../../src/dcos/iam.ts';
import {FailedError} from '../../../src/errors/errors.ts';
import {recordedHttp} from './recorded-http.ts';

test('an account is read with its public key, null when it is a person’s', async t => {
	const {http, requests} = recordedHttp({body: {public_key: 'PEM'}}, {body: {uid: 'u'}});
	t.deepEqual(await iamOver(http).account('u@example.com'), {uid: 'u@example.com', publicKey: 'PEM'});
	t.deepEqual(await iamOver(http).account('u'), {uid: 'u', publicKey: null});
	t.is(requests[0]?.path, '/acs/api/v1/users/u%40example.com');
});

// DC/OS answers 400 for an unknown user, not 404
for (const answer of [{status: 400, body: {code: 'ERR_UNKNOWN_USER_ID'}}, {status: 404}]) {
	test(`an account that does not exist is none (${answer.status})`, async t => {
		t.is(await iamOver(recordedHttp(answer).http).account('u'), null);
		t.deepEqual(await iamOver(recordedHttp(answer).http).fullPermissions('u'), []);
	});
}

test('any other 400 is a failure', async t => {
	const {http} = recordedHttp({status: 400, body: {code: 'ERR_INVALID_USER_ID'}});
	await t.throwsAsync(iamOver(http).account('a/b'), {instanceOf: FailedError, message: /ERR_INVALID_USER_ID/});
});

for (const [status, result] of [
	[201, 'created'],
	[409, 'exists'],
] as const) {
	test(`a service account that is put and answered ${status} ${result}`, async t => {
		const {http, requests} = recordedHttp({status});
		t.is(await iamOver(http).createServiceAccount({uid: 'u', publicKey: 'PEM', description: 'd'}), result);
		t.like(requests[0], {method: 'PUT', path: '/acs/api/v1/users/u', body: '{"description":"d","public_key":"PEM"}'});
	});
}

test('only what is granted directly and in full counts', async t => {
	const direct = [
		{rid: 'a', actions: [{name: 'read'}, {name: 'full'}]},
		{rid: 'b', actions: [{name: 'read'}]},
	];
	const groups = [{rid: 'c', actions: [{name: 'full'}]}];
	const {http} = recordedHttp({body: {direct, groups}});
	t.deepEqual(await iamOver(http).fullPermissions('u'), ['a']);
});

test('the resource is made before it is granted, and both may be there already', async t => {
	const {http, requests} = recordedHttp({status: 409});
	await iamOver(http).grantFull('u', 'dcos:adminrouter:ops:ca:rw');
	t.deepEqual(
		requests.map(({method, path, expect}) => [method, path, expect]),
		[
			['PUT', '/acs/api/v1/acls/dcos:adminrouter:ops:ca:rw', [201, 409]],
			['PUT', '/acs/api/v1/acls/dcos:adminrouter:ops:ca:rw/users/u/full', [204, 409]],
		],
	);
});

test('the slashes of a resource are escaped twice', async t => {
	const {http, requests} = recordedHttp({status: 201});
	await iamOver(http).grantFull('u', 'dcos:secrets:default:/a/b');
	t.is(requests[0]?.path, '/acs/api/v1/acls/dcos:secrets:default:%252Fa%252Fb');
});
