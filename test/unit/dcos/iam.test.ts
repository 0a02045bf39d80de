import test from 'ava';
import {type Iam, iamOver} from '../../../src/dcos/iam.ts';
import {FailedError} from '../../../src/errors/errors.ts';
import {recordedHttp} from './recorded-http.ts';

const resource = 'dcos:adminrouter:ops:ca:rw';
const acl = '/acs/api/v1/acls/dcos:adminrouter:ops:ca:rw';

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

test('what is granted in full counts, directly or through a group', async t => {
	const direct = [
		{rid: 'a', actions: [{name: 'read'}, {name: 'full'}]},
		{rid: 'b', actions: [{name: 'read'}]},
	];
	const groups = [
		{gid: 'g', rid: 'c', actions: [{name: 'full'}]},
		{gid: 'g', rid: 'd', actions: []},
	];
	const {http, requests} = recordedHttp({body: {direct, groups}});
	t.deepEqual(await iamOver(http).fullPermissions('u@example.com'), ['a', 'c']);
	t.is(requests[0]?.path, '/acs/api/v1/users/u%40example.com/permissions');
});

test('a user without any permissions has none', async t => {
	t.deepEqual(await iamOver(recordedHttp({body: {direct: []}}).http).fullPermissions('u'), []);
});

for (const [status, result] of [
	[201, 'created'],
	[409, 'exists'],
] as const) {
	test(`an ACL that is put and answered ${status} ${result}`, async t => {
		const {http, requests} = recordedHttp({status});
		t.is(await iamOver(http).createAcl(resource), result);
		t.like(requests[0], {method: 'PUT', path: acl, expect: [201, 409]});
		t.like(requests[0]?.headers, {'content-type': 'application/json'});
		// without a description the IAM refuses it
		t.deepEqual(JSON.parse(requests[0]?.body ?? ''), {description: `Access to ${resource}`});
		// whether it is ours is decided by who made it: the caller repeats, not the client
		t.falsy(requests[0]?.repeatable);
	});
}

for (const [status, result] of [
	[204, 'granted'],
	[409, 'exists'],
] as const) {
	test(`a permission that is granted and answered ${status} ${result === 'exists' ? 'existed' : 'is new'}`, async t => {
		const {http, requests} = recordedHttp({status});
		t.is(await iamOver(http).grant('u@example.com', resource), result);
		t.like(requests[0], {method: 'PUT', path: `${acl}/users/u%40example.com/full`, expect: [204, 409]});
		t.is(requests[0]?.body, undefined);
		t.falsy(requests[0]?.repeatable);
	});
}

/** What is taken away, the request for it, and the answers of an IAM that has it no longer. */
const removals: readonly (readonly [string, (iam: Iam) => Promise<void>, string, readonly string[]])[] = [
	['an account', iam => iam.removeAccount('u@x.org'), '/acs/api/v1/users/u%40x.org', ['ERR_UNKNOWN_USER_ID']],
	[
		'a permission',
		iam => iam.revoke('u@x.org', resource),
		`${acl}/users/u%40x.org/full`,
		['ERR_UNKNOWN_RESOURCE_ID', 'ERR_UNKNOWN_USER_ID', 'ERR_USER_NOT_IN_ACL', 'ERR_ACTION_NOT_YET_STORED'],
	],
	['an ACL', iam => iam.removeAcl(resource), acl, ['ERR_UNKNOWN_RESOURCE_ID']],
];

for (const [what, remove, path, absences] of removals) {
	test(`${what} is taken away by one request that may be repeated`, async t => {
		const {http, requests} = recordedHttp({status: 204});
		await remove(iamOver(http));
		t.is(requests.length, 1);
		t.like(requests[0], {method: 'DELETE', path, expect: [204, 400, 404], repeatable: true});
	});

	for (const code of absences) {
		test(`${what} that is gone already is fine: 400 ${code}`, async t => {
			await t.notThrowsAsync(remove(iamOver(recordedHttp({status: 400, body: {code}}).http)));
		});
	}

	test(`${what} that is gone already is fine: 404`, async t => {
		await t.notThrowsAsync(remove(iamOver(recordedHttp({status: 404}).http)));
	});

	test(`${what} that the IAM does not let go is a failure`, async t => {
		const {http} = recordedHttp({status: 400, body: {code: 'ERR_NO_MORE_SUPERUSERS'}});
		await t.throwsAsync(remove(iamOver(http)), {
			instanceOf: FailedError,
			message: /^the IAM answered 400 ERR_NO_MORE_SUPERUSERS for /,
		});
	});

	test(`a 400 on ${what} that is a page of somebody else is a failure`, async t => {
		const {http} = recordedHttp({status: 400, type: 'text/html', body: '<html></html>'});
		await t.throwsAsync(remove(iamOver(http)), {instanceOf: FailedError, message: /text\/html that is not JSON$/});
	});
}

test('a permission that could not be revoked is told with its user', async t => {
	const {http} = recordedHttp({status: 400, body: {}});
	await t.throwsAsync(iamOver(http).revoke('u', resource), {
		instanceOf: FailedError,
		message: `the IAM answered 400 for ${resource} of user u`,
	});
});

test('whoever holds anything on a resource is told, users before groups', async t => {
	const users = [
		{uid: 'u', userurl: '/acs/api/v1/users/u', actions: [{name: 'full', url: '/x'}]},
		{uid: 'v', userurl: '/acs/api/v1/users/v', actions: [{name: 'read', url: '/x'}]},
	];
	const groups = [{gid: 'g', groupurl: '/acs/api/v1/groups/g', actions: [{name: 'full', url: '/x'}]}];
	const {http, requests} = recordedHttp({body: {users, groups}});
	t.deepEqual(await iamOver(http).holders(resource), ['u', 'v', 'g']);
	t.like(requests[0], {method: 'GET', path: `${acl}/permissions`});
});

test('an ACL on which nothing is granted has no holders', async t => {
	t.deepEqual(await iamOver(recordedHttp({body: {users: [], groups: []}}).http).holders(resource), []);
});

for (const answer of [{status: 400, body: {code: 'ERR_UNKNOWN_RESOURCE_ID'}}, {status: 404}]) {
	test(`a resource without an ACL has no list of holders (${answer.status})`, async t => {
		t.is(await iamOver(recordedHttp(answer).http).holders(resource), null);
	});
}

test('any other 400 on the holders is a failure, not an empty list', async t => {
	const {http} = recordedHttp({status: 400, body: {code: 'ERR_INVALID_RESOURCE_ID'}});
	await t.throwsAsync(iamOver(http).holders(resource), {instanceOf: FailedError, message: /ERR_INVALID_RESOURCE_ID/});
});

const escaped = '/acs/api/v1/acls/dcos:secrets:default:%252Fa%252Fb%20c';

for (const [what, call, path] of [
	['the ACL that is made', iam => iam.createAcl('dcos:secrets:default:/a/b c'), escaped],
	['the permission that is granted', iam => iam.grant('u', 'dcos:secrets:default:/a/b c'), `${escaped}/users/u/full`],
	['the permission that is revoked', iam => iam.revoke('u', 'dcos:secrets:default:/a/b c'), `${escaped}/users/u/full`],
	['the holders', iam => iam.holders('dcos:secrets:default:/a/b c'), `${escaped}/permissions`],
	['the ACL that is removed', iam => iam.removeAcl('dcos:secrets:default:/a/b c'), escaped],
] as readonly (readonly [string, (iam: Iam) => Promise<unknown>, string])[]) {
	test(`the slashes of a resource are escaped twice, its colons never: ${what}`, async t => {
		const {http, requests} = recordedHttp({status: 404});
		await call(iamOver(http));
		t.is(requests[0]?.path, path);
	});
}
