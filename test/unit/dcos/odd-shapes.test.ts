import test from 'ava';
import {cosmosOver} from '../../../src/dcos/cosmos.ts';
import type {Http} from '../../../src/dcos/http.ts';
import {iamOver} from '../../../src/dcos/iam.ts';
import {marathonOver} from '../../../src/dcos/marathon.ts';
import {mesosOver} from '../../../src/dcos/mesos.ts';
import {metadataOver} from '../../../src/dcos/metadata.ts';
import {secretsOver} from '../../../src/dcos/secrets.ts';
import {isUnclear, NoAnswerError} from '../../../src/errors/api-error.ts';
import type {Json} from '../../../src/errors/json.ts';
import {KnownSecrets} from '../../../src/errors/known-secrets.ts';
import {recordedHttp} from './recorded-http.ts';

const service = {packageName: 'p', packageVersion: '1', options: {}};

/** Every call that reads an answer, with the request that is named and what of an empty object makes no sense; null where nothing has to stand. */
const calls: readonly (readonly [string, (http: Http) => Promise<unknown>, string | null])[] = [
	['POST /package/describe', http => cosmosOver(http).describe('p'), 'package'],
	['POST /package/list-versions', http => cosmosOver(http).versions('p'), 'results'],
	['POST /package/list', http => cosmosOver(http).installed('p'), 'packages'],
	['POST /cosmos/service/describe', http => cosmosOver(http).describeService('/r'), 'package'],
	['POST /package/render', http => cosmosOver(http).render(service), 'marathonJson'],
	['POST /package/repository/list', http => cosmosOver(http).repositories(), 'repositories'],
	['POST /package/install', http => cosmosOver(http).install(service), null],
	['GET /acs/api/v1/users/u', http => iamOver(http).account('u'), null],
	['GET /acs/api/v1/users/u/permissions', http => iamOver(http).fullPermissions('u'), 'direct'],
	['GET /acs/api/v1/acls/r/permissions', http => iamOver(http).holders('r'), 'users'],
	['GET /service/marathon/v2/apps/r', http => marathonOver(http).app('/r'), 'app'],
	['GET /service/marathon/v2/apps', http => marathonOver(http).apps(), 'apps'],
	['GET /service/marathon/v2/queue', http => marathonOver(http).queued('/r'), 'queue'],
	['GET /mesos/master/slaves', http => mesosOver(http).agents(), 'slaves'],
	['GET /mesos/master/state', http => mesosOver(http).tasks(), 'frameworks'],
	['GET /dcos-metadata/dcos-version.json', http => metadataOver(http).version(), 'version'],
	['GET /dcos-metadata/bootstrap-config.json', http => metadataOver(http).securityMode(), null],
	['GET /metadata', http => metadataOver(http).publicAddress(), null],
	['GET /secrets/v1/secret/default/a', http => secretsOver(http, new KnownSecrets()).read('a'), 'value'],
	['GET /secrets/v1/seal-status/default', http => secretsOver(http, new KnownSecrets()).sealed(), 'sealed'],
];

const others: readonly (readonly [Json, string])[] = [
	[null, 'it is null where an object belongs'],
	[[], 'it is a list where an object belongs'],
	[[{}], 'it is a list where an object belongs'],
	['canary', 'it is a text where an object belongs'],
	[7, 'it is a number where an object belongs'],
	[true, 'it is true or false where an object belongs'],
];

for (const [request, call, key] of calls) {
	const within: readonly (readonly [Json, string])[] =
		key === null
			? []
			: [
					[{}, `${key} is missing`],
					[{[key]: null}, `${key} is null where `],
					[{[key]: 7}, `${key} is a number where `],
					[{[key]: [null]}, key],
				];
	test(`an answer to ${request} that makes no sense is told as one, with the request`, async t => {
		for (const [body, fault] of [...others, ...within]) {
			const error = await t.throwsAsync(call(recordedHttp({body: JSON.stringify(body)}).http), {
				instanceOf: NoAnswerError,
			});
			t.true(isUnclear(error));
			const words = `the cluster answered 200 to ${request} with JSON that makes no sense: ${fault}`;
			t.true(error.message.startsWith(words), error.message);
			t.false(error.message.includes('canary'));
		}
	});
}

test('what Marathon does to apps is a list, and anything else makes no sense', async t => {
	for (const body of [{}, null, [null], [{currentActions: 7}], [{currentActions: [{app: '/r'}]}]]) {
		await t.throwsAsync(marathonOver(recordedHttp({body}).http).actions('/r'), {
			instanceOf: NoAnswerError,
			message: /^the cluster answered 200 to GET \/service\/marathon\/v2\/deployments with JSON that makes no sense: /,
		});
	}
});

test('a fault deep inside is told by its path', async t => {
	const slaves = [
		{id: 'S0', hostname: 'a', pid: 'p', active: true},
		{id: 'S1', hostname: 7, pid: 'p', active: true},
	];
	await t.throwsAsync(mesosOver(recordedHttp({body: {slaves}}).http).agents(), {
		message: /: slaves\.1\.hostname is a number where a text belongs$/,
	});
});

const within = {apps: [{id: '/r', instances: 1, labels: {a: 7}}]};

for (const [what, call, body, fault] of [
	[
		'a label that is no text',
		http => marathonOver(http).apps(),
		within,
		'apps.0.labels is an object where an object with nothing but texts in it belongs',
	],
	['only the users that hold something', http => iamOver(http).holders('r'), {users: []}, 'groups is missing'],
	[
		'a framework without its tasks',
		http => mesosOver(http).tasks(),
		{frameworks: [{name: 'marathon'}]},
		'frameworks.0.tasks is missing',
	],
] as const satisfies readonly (readonly [string, (http: Http) => Promise<unknown>, object, string])[]) {
	test(`${what} makes no sense`, async t => {
		await t.throwsAsync(call(recordedHttp({body}).http), {
			instanceOf: NoAnswerError,
			message: new RegExp(`makes no sense: ${fault}$`),
		});
	});
}

test('a document that is nested without end makes no sense', async t => {
	const nested = `${'{"a":'.repeat(100_000)}1${'}'.repeat(100_000)}`;
	const body = `{"package":{"name":"p","version":"1","config":${nested}}}`;
	await t.throwsAsync(cosmosOver(recordedHttp({body}).http).describe('p'), {
		instanceOf: NoAnswerError,
		message: /: package\.config is an object where an object of at most 100 levels belongs$/,
	});
});

test('names that every object of JavaScript has are names like any other', async t => {
	const labels = JSON.parse('{"__proto__":"a","constructor":"b","toString":"c"}') as Record<string, string>;
	const body = `{"apps":[{"id":"/r","instances":1,"labels":${JSON.stringify(labels)}}]}`;
	const [app] = await marathonOver(recordedHttp({body}).http).apps();
	t.deepEqual(Object.entries(app?.labels ?? {}), [
		['__proto__', 'a'],
		['constructor', 'b'],
		['toString', 'c'],
	]);
});
