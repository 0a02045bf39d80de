import test from 'ava';
import {cosmosOver} from '../../../src/dcos/cosmos.ts';
import type {Http} from '../../../src/dcos/http.ts';
import {ApiError} from '../../../src/errors/api-error.ts';
import {recordedHttp} from './recorded-http.ts';

type Call = (cosmos: ReturnType<typeof cosmosOver>) => Promise<unknown>;

const definition = {name: 'package-registry', version: '2.0.0'};
const request = {packageName: 'package-registry', packageVersion: '2.0.0', options: {a: 1}};
const packages = [
	{appId: '/r', packageInformation: {packageDefinition: {name: 'package-registry', version: '1.0.0', more: 1}}},
];

/** Path, kinds of request and response, body, answer, result, and whether it may be repeated because it only reads. */
const calls: readonly (readonly [string, Call, string, string, string, object, object, unknown, boolean])[] = [
	[
		'describe',
		cosmos => cosmos.describe('p'),
		'/package/describe',
		'package.describe',
		'v3',
		{packageName: 'p'},
		{package: definition},
		{...definition, config: null},
		true,
	],
	[
		'describe a version',
		cosmos => cosmos.describe('p', '1'),
		'/package/describe',
		'package.describe',
		'v3',
		{packageName: 'p', packageVersion: '1'},
		{package: {...definition, config: {}}},
		{...definition, config: {}},
		true,
	],
	[
		'installed',
		cosmos => cosmos.installed('p'),
		'/package/list',
		'package.list',
		'v1',
		{packageName: 'p'},
		{packages},
		[{appId: '/r', packageName: 'package-registry', packageVersion: '1.0.0'}],
		true,
	],
	[
		'describeService',
		cosmos => cosmos.describeService('/r'),
		'/cosmos/service/describe',
		'service.describe',
		'v1',
		{appId: '/r'},
		{package: definition},
		{packageVersion: '2.0.0', resolvedOptions: null, config: null},
		true,
	],
	[
		'render',
		cosmos => cosmos.render(request),
		'/package/render',
		'package.render',
		'v1',
		request,
		{marathonJson: {id: '/r'}},
		{id: '/r'},
		true,
	],
	[
		'install',
		cosmos => cosmos.install(request),
		'/package/install',
		'package.install',
		'v2',
		request,
		{appId: '/r'},
		'installed',
		false,
	],
	[
		'repositories',
		cosmos => cosmos.repositories(),
		'/package/repository/list',
		'package.repository.list',
		'v1',
		{},
		{repositories: [{name: 'U', uri: 'https://u'}]},
		[{name: 'U', uri: 'https://u'}],
		true,
	],
	[
		'addRepository',
		cosmos => cosmos.addRepository({name: 'R', uri: 'https://r', index: 0}),
		'/package/repository/add',
		'package.repository.add',
		'v1',
		{name: 'R', uri: 'https://r', index: 0},
		{repositories: []},
		undefined,
		false,
	],
];

for (const [name, call, path, kind, version, body, answer, result, reads] of calls) {
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
		t.is(sent?.repeatable ?? false, reads);
	});
}

function refusing(type: string): Http {
	const answer = {method: 'POST', path: '/x', status: 400, type, serverMessage: 'no', data: null};
	return () => Promise.reject(new ApiError('the cluster answered 400', answer));
}

const expected: readonly (readonly [string, Call, unknown])[] = [
	['PackageNotFound', cosmos => cosmos.describe('p'), null],
	['VersionNotFound', cosmos => cosmos.describe('p', '9'), null],
	['MarathonAppNotFound', cosmos => cosmos.describeService('/r'), null],
	['PackageAlreadyInstalled', cosmos => cosmos.install(request), 'exists'],
];

for (const [type, call, result] of expected) {
	test(`${type} is an answer, not a failure`, async t => {
		t.is(await call(cosmosOver(refusing(type))), result);
	});
}

for (const [name, call] of calls) {
	test(`another error on ${name} is a failure`, async t => {
		await t.throwsAsync(call(cosmosOver(refusing('RepositoryUriConnection'))), {instanceOf: ApiError});
	});
}
