import test from 'ava';
import type {HttpRequest} from '../../../src/dcos/http.ts';
import {connectionFailed, refused} from '../../../src/dcos/refused.ts';
import {ApiError, NoAnswerError} from '../../../src/errors/api-error.ts';
import {LoginError} from '../../../src/errors/errors.ts';

const url = 'https://cluster';
const html = {contentType: 'text/html; charset=UTF-8', text: '<html><h1>Unauthorized</h1></html>'};
const json = (body: unknown, contentType = 'application/json') => ({contentType, text: JSON.stringify(body)});
const get = (path: string): HttpRequest => ({method: 'GET', path, expect: [200]});

test('a 401, whatever its body, says to log in again', t => {
	for (const body of [html, json({type: 'Unauthorized', message: 'x'}), {contentType: '', text: ''}]) {
		const error = refused({status: 401, ...body}, get('/mesos/master/slaves?x=1'), url);
		if (!(error instanceof LoginError)) return t.fail(error.name);
		t.is(
			error.message,
			'the cluster https://cluster did not accept the login: it may have expired (401 on GET /mesos/master/slaves)',
		);
		t.is(error.hint, 'dcos auth login');
		t.false(error.forbidden);
	}
});

const permissions: readonly (readonly [string, string])[] = [
	['/secrets/v1/seal-status/default', 'dcos:superuser'],
	['/acs/api/v1/users/u', 'dcos:superuser'],
	['/package/install', 'dcos:adminrouter:package'],
	['/cosmos/service/describe', 'dcos:adminrouter:package'],
	['/service/marathon/v2/apps/a', 'dcos:adminrouter:service:marathon'],
	['/mesos/master/slaves', 'dcos:adminrouter:ops:mesos'],
	['/dcos-metadata/bootstrap-config.json', 'dcos:adminrouter:ops:metadata'],
];

for (const [path, permission] of permissions) {
	test(`a 403 on ${path} names the permission that is missing`, t => {
		const error = refused({status: 403, ...html}, get(path), url);
		if (!(error instanceof LoginError)) return t.fail(error.name);
		t.true(error.forbidden);
		t.is(error.message, `you are not allowed to do this (403 on GET ${path})`);
		t.is(error.hint, `ask an administrator for: dcos security org users grant <your user> ${permission} full`);
	});
}

/** DC/OS has one permission for each secret and action; a secret in a directory has a slash in front. */
const secretPermissions: readonly (readonly [HttpRequest['method'], string, string])[] = [
	['GET', 'r/s3', 'dcos:secrets:default:/r/s3 read'],
	['PUT', 'r/s3', 'dcos:secrets:default:/r/s3 create'],
	['PATCH', 'r/s3', 'dcos:secrets:default:/r/s3 update'],
	['DELETE', 'r/s3', 'dcos:secrets:default:/r/s3 delete'],
	['GET', 's3', 'dcos:secrets:default:s3 read'],
	['GET', 'a%20b/s3?x=y', "'dcos:secrets:default:/a b/s3' read"],
];

for (const [method, path, permission] of secretPermissions) {
	test(`a 403 on the ${method} of the secret ${path} names the permission for that secret alone`, t => {
		const request = {...get(`/secrets/v1/secret/default/${path}`), method};
		const error = refused({status: 403, ...html}, request, url);
		t.is(error.hint, `ask an administrator for: dcos security org users grant <your user> ${permission}`);
	});
}

test("a 403 keeps the server's own words", t => {
	const error = refused({status: 403, ...json({message: 'Not Authorized to perform this action!'})}, get('/x'), url);
	t.regex(error.message, /: Not Authorized to perform this action!$/);
});

const cosmos = 'application/vnd.dcos.package.error+json;charset=utf-8;version=v1';
const bodies: readonly (readonly [string, object, string, string | null, string | null])[] = [
	['Cosmos', json({type: 'PackageNotFound', message: 'no x'}, cosmos), ': no x', 'PackageNotFound', 'no x'],
	[
		'IAM',
		json({code: 'ERR_UNKNOWN_USER_ID', title: 'Bad Request', description: 'no u'}),
		': no u',
		'ERR_UNKNOWN_USER_ID',
		'no u',
	],
	['IAM without a description', json({code: 'ERR_X', title: 'Bad Request'}), ': Bad Request', 'ERR_X', 'Bad Request'],
	['Marathon', json({message: 'invalid app'}), ': invalid app', null, 'invalid app'],
	['Admin Router', html, '', null, null],
	['a JSON page that is broken', {contentType: 'application/json', text: '{"message":'}, '', null, null],
	['a JSON page that is a text', json('x'), '', null, null],
	['nobody', {contentType: '', text: ''}, '', null, null],
];

for (const [who, body, words, type, serverMessage] of bodies) {
	test(`an error of ${who} is told in its own words`, t => {
		const answer = {status: 500, contentType: '', text: '', ...body};
		const error = refused(answer, get('/package/x?y=z'), url);
		if (!(error instanceof ApiError)) return t.fail(error.name);
		t.is(error.message, `the cluster answered 500 to GET /package/x${words}`);
		t.like(error.answer, {method: 'GET', path: '/package/x', status: 500, type, serverMessage});
	});
}

for (const [data, hint] of [
	[{type: 'Forbidden', data: {serviceName: 'marathon'}}, /dcos:service:marathon:marathon:services:\/ full$/],
	[{type: 'Forbidden', data: {serviceName: 'mesos'}}, /dcos:adminrouter:package full$/],
	[{type: 'Forbidden', data: 'marathon'}, /dcos:adminrouter:package full$/],
	[{type: 'Other', data: {serviceName: 'marathon'}}, /dcos:adminrouter:package full$/],
] as const) {
	test(`a 403 of Cosmos with ${JSON.stringify(data)} names the permission where it is missing`, t => {
		t.regex(refused({status: 403, ...json(data, cosmos)}, get('/package/install'), url).hint ?? '', hint);
	});
}

for (const [status, hint] of [
	[299, undefined],
	[300, 'the cluster has another address: dcos cluster setup <url>'],
	[399, 'the cluster has another address: dcos cluster setup <url>'],
	[400, undefined],
	[499, undefined],
	[500, 'try again in a minute; if it stays so, the service behind that path is not well on the masters'],
] as const) {
	test(`what to do about a status ${status} is told, or nothing is`, t => {
		t.is(refused({status, ...html}, get('/package/x'), url).hint, hint);
	});
}

test('every fault that Cosmos found in the options is told with its place', t => {
	const errors = [
		{level: 'error', instance: {pointer: '/registry/s3/bucket'}, message: 'is too short'},
		{level: 'error', message: 'object has missing required properties (["name"])'},
		'a text',
	];
	const body = json({type: 'JsonSchemaMismatch', message: 'Options JSON failed validation', data: {errors}}, cosmos);
	t.deepEqual(refused({status: 400, ...body}, get('/package/install'), url).details, [
		'/registry/s3/bucket: is too short',
		'object has missing required properties (["name"])',
		'a text',
	]);
});

test('what Marathon found wrong is told too', t => {
	const body = json({message: 'invalid', details: [{path: '/id', errors: ['must be a path']}]});
	t.regex(refused({status: 422, ...body}, get('/service/marathon/v2/apps'), url).details.join(), /must be a path/);
});

const failures: readonly (readonly [string, string, RegExp])[] = [
	['ECONNREFUSED', 'the connection was refused', /dcos node list/],
	['ENOTFOUND', 'its name does not resolve', /dcos node list/],
	['EAI_AGAIN', 'its name does not resolve', /dcos node list/],
	['ETIMEDOUT', 'it took too long', /dcos node list/],
	['ECONNRESET', 'the connection was cut', /dcos node list/],
	['EHOSTUNREACH', 'there is no route to it', /dcos node list/],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'its certificate is signed by an unknown authority', /core\.ssl_verify/],
	['SELF_SIGNED_CERT_IN_CHAIN', 'its certificate is signed by an unknown authority', /core\.ssl_verify/],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'its certificate is self-signed', /core\.ssl_verify/],
	['CERT_HAS_EXPIRED', 'its certificate has expired', /core\.ssl_verify/],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'its certificate is for another name', /core\.ssl_verify/],
	['EOTHER', 'the first line', /dcos node list/],
];

for (const [code, reason, hint] of failures) {
	test(`a connection that failed with ${code} is told in words`, t => {
		const failure = Object.assign(new Error('the first line\nthe second'), {code});
		const error = connectionFailed(failure, get('/x?secret=1'), {url, proxy: null});
		t.true(error instanceof NoAnswerError);
		t.is(error.message, `no answer from https://cluster to GET /x: ${reason} (${code})`);
		t.regex(error.hint ?? '', hint);
		t.is(error.cause, undefined);
	});
}

test('a failure without a code is told as far as it is known', t => {
	t.is(
		connectionFailed('odd', get('/x'), {url, proxy: null}).message,
		'no answer from https://cluster to GET /x: odd (unknown)',
	);
});

test('a body that is nested without end is told by its status alone', t => {
	const nested = `${'['.repeat(50_000)}1${']'.repeat(50_000)}`;
	for (const text of [nested, `{"message":"m","data":${nested}}`]) {
		const {message, details} = refused({status: 422, contentType: 'application/json', text}, get('/package/list'), url);
		t.is(message, 'the cluster answered 422 to GET /package/list');
		t.deepEqual(details, []);
	}
});

test('as much of a refusal is told as anybody reads', t => {
	const message = 'x'.repeat(400_000);
	const errors = Array.from({length: 60}, () => ({message, instance: {pointer: '/a'}}));
	const text = JSON.stringify({type: 'JsonSchemaMismatch', message, data: {errors}});
	const answer = {status: 400, contentType: 'application/vnd.dcos.package.error+json', text};
	const error = refused(answer, {method: 'POST', path: '/package/install', expect: []}, 'https://cluster');
	t.true(error.message.length < 2000);
	t.is(error.details.length, 50);
	t.true(error.details.every(detail => detail.length <= 1001));
});
