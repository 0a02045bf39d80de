import test from 'ava';
import {cosmosOver} from '../../../src/dcos/cosmos.ts';
import type {Http} from '../../../src/dcos/http.ts';
import {ApiError} from '../../../src/errors/api-error.ts';
import {type Call, calls, request} from './cosmos-calls.ts';
import {recordedHttp} from './recorded-http.ts';

for (const [name, call, path, kind, version, body, answer, result, repeatable] of calls) {
	test(`${name} speaks the exact media types of Cosmos`, async t => {
		const {http, requests} = recordedHttp({body: answer});
		t.deepEqual(await call(cosmosOver(http)), result);
		const [sent] = requests;
		t.like(sent, {method: 'POST', path, expect: [200]});
		t.deepEqual(sent?.headers, {
			'content-type': `application/vnd.dcos.${kind}-request+json;charset=utf-8;version=v1`,
			accept: `application/vnd.dcos.${kind}-response+json;charset=utf-8;version=${version}`,
		});
		t.deepEqual(JSON.parse(sent?.body ?? ''), body);
		t.is(sent?.repeatable ?? false, repeatable);
		// as long as Admin Router gives Cosmos
		t.is(sent?.timeout, 300_000);
	});
}

function refusing(type: string): Http {
	const answer = {method: 'POST', path: '/x', status: 400, type, serverMessage: 'no', data: null};
	return () => Promise.reject(new ApiError('the cluster answered 400', answer));
}

const expected: readonly (readonly [string, string, Call, unknown])[] = [
	['PackageNotFound', 'describe', cosmos => cosmos.describe('p'), null],
	['VersionNotFound', 'describe', cosmos => cosmos.describe('p', '9'), null],
	['PackageNotFound', 'versions', cosmos => cosmos.versions('p'), null],
	['MarathonAppNotFound', 'describeService', cosmos => cosmos.describeService('/r'), null],
	['PackageAlreadyInstalled', 'install', cosmos => cosmos.install(request), 'exists'],
	['PackageNotInstalled', 'uninstall', cosmos => cosmos.uninstall({packageName: 'p', appId: '/r'}), 'absent'],
	[
		'UninstallNonExistentAppForPackage',
		'uninstall',
		cosmos => cosmos.uninstall({packageName: 'p', appId: '/r'}),
		'absent',
	],
	[
		'RepositoryNotPresent',
		'removeRepository',
		cosmos => cosmos.removeRepository({name: 'R', uri: 'https://r'}),
		undefined,
	],
];

for (const [type, name, call, result] of expected) {
	test(`${type} is an answer to ${name}, not a failure`, async t => {
		t.is(await call(cosmosOver(refusing(type))), result);
	});
}

for (const [name, call] of calls) {
	test(`another error on ${name} is a failure`, async t => {
		await t.throwsAsync(call(cosmosOver(refusing('RepositoryUriConnection'))), {instanceOf: ApiError});
	});
}
