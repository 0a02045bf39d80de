import test from 'ava';
import type {ClusterApis} from '../../../src/dcos/cluster-apis.ts';
import type {ServiceDescription} from '../../../src/dcos/cosmos.ts';
import {ApiError} from '../../../src/errors/api-error.ts';
import {FailedError, LoginError} from '../../../src/errors/errors.ts';
import {installedRegistries, installedRegistry} from '../../../src/registry/installed.ts';
import {config, labelsWith} from './package-labels.ts';

type Labels = Readonly<Record<string, string>>;

type Told = {
	/** What /package/list tells, or how it fails. */
	listed: readonly string[] | Error;
	/** What /service/describe tells of every app, or how it fails. */
	description?: ServiceDescription | null | Error;
	/** The apps in Marathon. */
	apps?: Readonly<Record<string, Labels>>;
};

const description: ServiceDescription = {
	packageVersion: '1.0.0',
	resolvedOptions: {service: {instances: 2}},
	givenOptions: {service: {}},
	config: {properties: {}},
	changesTo: ['2.0.0'],
};
const described = {
	packageVersion: '1.0.0',
	options: {service: {instances: 2}},
	given: {service: {}},
	config: {properties: {}},
};
const labelled = (bucket: string) => ({
	packageVersion: '2.0.0',
	options: {service: {name: 'dcos-registry', instances: 1}, registry: {s3: {bucket}}},
	given: {registry: {s3: {bucket}}},
	config,
});

/** A cluster that tells these things, and the requests that it got. */
function clusterTelling({listed, description: told = description, apps = {}}: Told) {
	const asked: string[] = [];
	const tell = async <T>(request: string, answer: T | Error): Promise<T> => {
		asked.push(request);
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const all = Object.entries(apps).map(([id, labels]) => ({id, labels}));
	const services = (packageName: string) =>
		listed instanceof Error ? listed : listed.map(appId => ({appId, packageName, packageVersion: '1.0.0'}));
	const cosmos = {
		installed: (packageName: string) => tell('list', services(packageName)),
		describeService: (appId: string) => tell(`describe ${appId}`, told),
	};
	const marathon = {
		app: (id: string) => tell(`app ${id}`, all.find(app => app.id === id) ?? null),
		labelled: (label: string, value: string) => tell(`apps with ${label}=${value}`, all),
	};
	return {cluster: {cosmos, marathon} as unknown as ClusterApis, asked};
}

function refusal(type: string): ApiError {
	const answer = {method: 'POST', path: '/x', status: 400, type, serverMessage: 'no', data: null};
	return new ApiError('the cluster answered 400', answer);
}

test('the registry that runs under the name is found with its options and its schema', async t => {
	const {cluster, asked} = clusterTelling({listed: ['/other', '/my/registry']});
	t.deepEqual(await installedRegistry(cluster, 'my/registry'), {appId: '/my/registry', ...described});
	t.deepEqual(asked, ['list', 'describe /my/registry']);
});

test('a registry of another name is not taken for it', async t => {
	const {cluster, asked} = clusterTelling({listed: ['/my/registry', '/registry-2']});
	t.is(await installedRegistry(cluster, 'registry'), null);
	t.deepEqual(asked, ['list']);
});

const apps = {'/registry': labelsWith({registry: {s3: {bucket: 'b'}}})};
const failures = [
	'PackageNotFound',
	'VersionNotFound',
	'RepositoryUriConnection',
	'UniverseClientHttpError',
	'UnsupportedContentType',
	'unhandled_exception',
].map(type => [`Cosmos answers ${type}`, refusal(type)] as const);

for (const [when, told] of [
	...failures,
	['Cosmos did not keep the options', {...description, resolvedOptions: null}],
	['Cosmos does not find the app', null],
] as const) {
	test(`the labels tell the options when ${when} to a description`, async t => {
		const {cluster, asked} = clusterTelling({listed: ['/registry'], description: told, apps});
		t.deepEqual(await installedRegistry(cluster, 'registry'), {appId: '/registry', ...labelled('b')});
		t.deepEqual(asked, ['list', 'describe /registry', 'app /registry']);
	});
}

for (const [when, error] of failures) {
	test(`the labels tell what is installed when ${when} to the list`, async t => {
		const {cluster, asked} = clusterTelling({listed: error, apps});
		t.deepEqual(await installedRegistry(cluster, 'registry'), {appId: '/registry', ...labelled('b')});
		t.is(await installedRegistry(cluster, 'other'), null);
		t.deepEqual(asked, ['list', 'app /registry', 'list', 'app /other']);
	});
}

test('an app of the same name that is no package registry is none', async t => {
	const docker = {'/registry': {DCOS_PACKAGE_NAME: 'registry'}};
	const {cluster} = clusterTelling({listed: refusal('RepositoryUriConnection'), apps: docker});
	t.is(await installedRegistry(cluster, 'registry'), null);
});

test('a registry of which neither tells the options has none that are known', async t => {
	const bare = {'/registry': {DCOS_PACKAGE_NAME: 'package-registry', DCOS_PACKAGE_VERSION: '1.0.0'}};
	const {cluster} = clusterTelling({listed: ['/registry'], description: refusal('PackageNotFound'), apps: bare});
	const found = await installedRegistry(cluster, 'registry');
	t.deepEqual(found, {appId: '/registry', packageVersion: '1.0.0', options: null, given: null, config: null});
});

test('a Cosmos that tells what is used but not what was given is believed', async t => {
	const told = {...description, givenOptions: null};
	const {cluster, asked} = clusterTelling({listed: ['/registry'], description: told, apps});
	t.deepEqual(await installedRegistry(cluster, 'registry'), {appId: '/registry', ...described, given: null});
	t.deepEqual(asked, ['list', 'describe /registry']);
});

test('a registry that goes away between two questions is not installed', async t => {
	const {cluster} = clusterTelling({listed: ['/registry'], description: null});
	t.is(await installedRegistry(cluster, 'registry'), null);
	t.deepEqual(await installedRegistries(cluster), []);
});

test('all registries are told, whatever their names', async t => {
	const {cluster, asked} = clusterTelling({listed: ['/a', '/b/c']});
	t.deepEqual(await installedRegistries(cluster), [
		{appId: '/a', ...described},
		{appId: '/b/c', ...described},
	]);
	t.deepEqual(asked, ['list', 'describe /a', 'describe /b/c']);
});

test('all registries are told by one request to Marathon when Cosmos cannot list them', async t => {
	const more = {...apps, '/b/c': labelsWith({registry: {s3: {bucket: 'c'}}}), '/x': {DCOS_PACKAGE_NAME: 'x'}};
	const {cluster, asked} = clusterTelling({listed: refusal('JsonParsingError'), apps: more});
	t.deepEqual(await installedRegistries(cluster), [
		{appId: '/registry', ...labelled('b')},
		{appId: '/b/c', ...labelled('c')},
	]);
	t.deepEqual(asked, ['list', 'apps with DCOS_PACKAGE_NAME=package-registry']);
});

for (const error of [
	new LoginError('you are not allowed to do this'),
	new FailedError('no answer'),
	new TypeError('a defect'),
]) {
	test(`what is no answer of Cosmos stays what it is: ${error.name}`, async t => {
		for (const told of [{listed: error}, {listed: ['/registry'], description: error}]) {
			const {cluster} = clusterTelling({...told, apps});
			t.is(await t.throwsAsync(installedRegistry(cluster, 'registry'), {any: true}), error);
			t.is(await t.throwsAsync(installedRegistries(cluster), {any: true}), error);
		}
	});
}
