import test from 'ava';
import fc from 'fast-check';
import type {ListedApp} from '../../../src/dcos/marathon-app.ts';
import {ok, problem} from '../../../src/install/check.ts';
import {checkName} from '../../../src/install/check-name.ts';
import {forbidden, loginEnded} from './faults.ts';

const app = (id: string, labels: ListedApp['labels'] = {}, virtualIps: readonly string[] = []): ListedApp => ({
	id,
	labels,
	virtualIps,
});
/** `listed` are the registries that Cosmos has when it is asked. */
const look = (
	apps: readonly ListedApp[],
	{service = 'my/registry', listed = []}: {service?: string; listed?: readonly string[]} = {},
) =>
	checkName(
		{
			marathon: {apps: async () => apps, app: async (id: string) => apps.find(each => each.id === id) ?? null},
			cosmos: {
				installed: async () => listed.map(appId => ({appId})),
				describeService: async () => ({packageVersion: '1', resolvedOptions: {}, givenOptions: {}, config: null}),
			},
		} as unknown as Parameters<typeof checkName>[0],
		service,
	);

const hint = 'choose another name with --service-name';
const host = 'myregistry.marathon.l4lb.thisdcos.directory';

test('a name that nobody has is free', async t => {
	const others = [app('/my'), app('/registry', {}, ['/registry']), app('/my/registry2')];
	t.deepEqual(await look(others), ok('name', `/my/registry, reached at ${host}`));
});

for (const [what, labels, words] of [
	['a service', {}, ''],
	['a package', {DCOS_PACKAGE_NAME: 'nginx'}, ' (package "nginx")'],
	[
		'the Docker registry',
		{DCOS_PACKAGE_NAME: 'registry'},
		' (the Docker registry of the Universe, package "registry")',
	],
] as const) {
	test(`a name that ${what} has is taken`, async t => {
		t.deepEqual(
			await look([app('/other'), app('/my/registry', labels)]),
			problem('name', `another service has the name /my/registry${words}`, hint),
		);
	});
}

for (const [what, namesake] of [
	['by its id', app('/myregistry')],
	['by its id in another folder', app('/m/yregistry')],
	['by a virtual IP', app('/web', {}, ['/other', '/myregistry'])],
	['by a virtual IP in a folder', app('/web', {}, ['/my/registry'])],
] as const) {
	test(`a name that another service has in the cluster's DNS ${what} is taken`, async t => {
		t.deepEqual(
			await look([namesake]),
			problem('name', `${namesake.id} has the name ${host} in the cluster's DNS already`, hint),
		);
	});
}

test('a registry that somebody else has installed since it was looked for takes its own name', async t => {
	t.deepEqual(
		await look([app('/my/registry', {DCOS_PACKAGE_NAME: 'package-registry'})], {listed: ['/my/registry']}),
		ok('name', '/my/registry, which somebody else is installing just now'),
	);
});

test('an app that has the label of the package, and that Cosmos does not know, takes the name', async t => {
	t.deepEqual(
		await look([app('/my/registry', {DCOS_PACKAGE_NAME: 'package-registry'})], {listed: ['/other']}),
		problem('name', 'another service has the name /my/registry (package "package-registry")', hint),
	);
});

test('another app is not asked for in Cosmos, whatever that lists', async t => {
	t.is((await look([app('/my/registry')], {listed: ['/my/registry']})).result, 'problem');
});

test('the package of the namesake is told', async t => {
	t.regex(
		(await look([app('/myregistry', {DCOS_PACKAGE_NAME: 'nginx'})])).what,
		/^\/myregistry \(package "nginx"\) has/,
	);
});

test('wherever the slashes are, two names of the same letters are one', async t => {
	const letters = fc
		.array(fc.constantFrom('a', 'b', '/a', '/b'), {minLength: 1, maxLength: 6})
		.map(all => all.join(''));
	await fc.assert(
		fc.asyncProperty(letters, letters, async (one, other) => {
			const free =
				(await look([app(`/${other.replace(/^\//, '')}`)], {service: one.replace(/^\//, '')})).result === 'ok';
			return free === (one.replaceAll('/', '') !== other.replaceAll('/', ''));
		}),
	);
	t.pass();
});

test("who may not see Marathon's apps is told so, and a login that has ended ends the run", async t => {
	const failing = (error: Error) =>
		checkName({marathon: {apps: () => Promise.reject(error)}} as unknown as Parameters<typeof checkName>[0], 'r');
	t.like(await failing(forbidden), {name: 'name', result: 'problem', what: forbidden.message});
	t.is(await t.throwsAsync(failing(loginEnded)), loginEnded);
});
