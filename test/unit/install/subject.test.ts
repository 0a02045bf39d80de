import test from 'ava';
import type {JsonObject} from '../../../src/errors/json.ts';
import type {Offer} from '../../../src/install/check-package.ts';
import type {InstallRequest} from '../../../src/install/request.ts';
import {findSubject} from '../../../src/install/subject.ts';
import {loginEnded} from './faults.ts';
import {offer, request} from './first-findings.ts';
import {memoryCluster, type Traits} from './memory-cluster.ts';
import {config, definition, oldConfig, oldDefinition, universe} from './package.ts';

type Known = {
	/** The options file; null for none. */
	options?: JsonObject | null;
	wish?: Partial<InstallRequest>;
	offered?: Partial<Offer>;
	dcosVersion?: string;
	traits?: Traits;
};

function find({options = {}, wish, offered, dcosVersion = '2.2.1', traits}: Known = {}) {
	const text = options === null ? null : JSON.stringify(options);
	const file = {path: 'o.json', text, value: options ?? {}};
	const {cluster} = memoryCluster(traits);
	return findSubject({...request, ...wish}, cluster, {file, offer: {...offer, ...offered}, dcosVersion});
}

const secretAt = (path: string): JsonObject => ({'service-account-secret-path': path});
const running = (given: JsonObject, packageVersion = '2.0.0', id = '/dcos-registry'): Traits => ({
	services: {[id]: {packageVersion, given}},
	offers: {[universe.uri]: [definition, oldDefinition]},
});

test('a first installation gets what the file says, an account of its own, and the defaults', async t => {
	t.deepEqual(await find({options: {service: {mem: 4096}}}), {
		service: 'dcos-registry',
		definition,
		asked: true,
		options: {service: {mem: 4096}, registry: secretAt('dcos-registry/service-account')},
		resolved: {
			service: {name: 'dcos-registry', instances: 1, mem: 4096},
			registry: {
				...secretAt('dcos-registry/service-account'),
				s3: {'credential-secret-path': '', bucket: '', path: '', endpoint: ''},
				'mount-volume': {'container-path': '', 'pinned-hostname': ''},
			},
		},
		account: {uid: null, defaultUid: 'dcos-registry-account', secretPath: 'dcos-registry/service-account'},
		installed: null,
		others: [],
	});
});

test('the name is what the flag says, else the file, else the package; the account is named after it', async t => {
	const options = {service: {name: '/in/file'}};
	const flagged = await find({options, wish: {serviceName: '/my/registry/'}});
	t.like(flagged, {service: 'my/registry', account: {defaultUid: 'my-registry-account'}});
	t.is(flagged.account.secretPath, 'my/registry/service-account');
	t.deepEqual(flagged.options.service, {name: 'my/registry'});
	t.is((await find({options})).service, 'in/file');
	t.is((await find()).service, 'dcos-registry');
});

test('while nobody has the package, the name is that of the DC/OS version, and there are no defaults', async t => {
	const nothing = {definition: null};
	t.like(await find({offered: nothing}), {service: 'dcos-registry', definition: null});
	const old = await find({offered: nothing, dcosVersion: '1.12.3'});
	t.is(old.service, 'registry');
	t.deepEqual(old.resolved, old.options);
});

test('the package of 1.12 gets its options in its own shape', async t => {
	const options = {service: {instances: 3}};
	const subject = await find({options, offered: {definition: oldDefinition}, dcosVersion: '1.12.3'});
	t.is(subject.service, 'registry');
	t.deepEqual(subject.options, {registry: {...secretAt('registry/service-account'), service: {instances: 3}}});
	t.deepEqual((subject.resolved.registry as JsonObject).service, {name: 'registry', instances: 3, mem: 2048});
});

test("the account's secret is what the flag says, else the file, else what the registry uses that runs", async t => {
	const options = {registry: secretAt('in-file')};
	const traits = running({registry: secretAt('by-hand')});
	const flagged = await find({options, traits, wish: {serviceAccountSecret: 'flag', serviceAccount: 'me'}});
	t.like(flagged.account, {secretPath: 'flag', uid: 'me'});
	t.deepEqual(flagged.options.registry, secretAt('flag'));
	t.is((await find({options, traits})).account.secretPath, 'in-file');
	t.is((await find({traits})).account.secretPath, 'by-hand');
	t.is((await find({traits: running({})})).account.secretPath, 'dcos-registry/service-account');
});

test('the instances are what the flag says', async t => {
	const {options} = await find({options: {service: {instances: 2}}, wish: {instances: 5}});
	t.deepEqual(options.service, {instances: 5});
});

test('a registry made by hand is taken over as it was given, when there is no options file', async t => {
	const given = {service: {mem: 4096}, registry: secretAt('by-hand')};
	const subject = await find({options: null, traits: running(given)});
	t.false(subject.asked);
	t.deepEqual(subject.options, given);
	t.deepEqual(subject.resolved, subject.installed?.options);
	t.is(subject.installed?.appId, '/dcos-registry');
});

test('a flag changes what it says, and nothing else of it', async t => {
	const given = {service: {mem: 4096}, registry: secretAt('by-hand')};
	const {options} = await find({options: null, traits: running(given), wish: {instances: 3}});
	t.deepEqual(options, {...given, service: {mem: 4096, instances: 3}});
});

test('with an options file it gets what the file says, and the defaults again for the rest', async t => {
	const subject = await find({options: {}, traits: running({service: {mem: 4096}})});
	t.deepEqual(subject.resolved.service, {name: 'dcos-registry', instances: 1, mem: 2048});
});

test('where only the whole options were kept, those are taken', async t => {
	const resolvedOptions = {service: {mem: 4096}};
	const describeService = async () => ({
		packageVersion: '2.0.0',
		resolvedOptions,
		givenOptions: null,
		config,
		changesTo: [],
	});
	const traits = {...running({}), over: {cosmos: {describeService}}};
	t.deepEqual((await find({options: null, traits})).options.service, {mem: 4096});
});

test('where the cluster kept no options, none are taken', async t => {
	const describeService = async () => null;
	const labels = {DCOS_PACKAGE_NAME: 'package-registry', DCOS_PACKAGE_VERSION: '2.0.0'};
	const app = async (id: string) => ({id, labels}) as never;
	const traits = {...running({}), over: {cosmos: {describeService}, marathon: {app}}};
	const subject = await find({options: null, traits});
	t.is(subject.installed?.options, null);
	t.deepEqual(subject.options, {registry: secretAt('dcos-registry/service-account')});
	// what it takes is judged by what is on offer then
	t.deepEqual(subject.definition, definition);
});

const newer = {...definition, version: '2.1.0'};
for (const [what, packageVersion, known, version] of [
	['a registry stays at its version', null, newer, '2.0.0'],
	['a registry stays at the version that is asked for', '2.0.0', newer, '2.0.0'],
	['a registry gets another version when it is asked for', '2.1.0', newer, '2.1.0'],
	['a registry stays at its version when nobody has the package any more', null, null, '2.0.0'],
	['nobody can say what a version takes that nobody has', '3.0.0', null, undefined],
] as const) {
	test(what, async t => {
		const {definition: chosen} = await find({
			traits: running({}),
			wish: {packageVersion},
			offered: {definition: known},
		});
		t.is(chosen?.version, version);
	});
}

test('a registry of an old version keeps the shape of its options, whatever is on offer', async t => {
	const traits = running({registry: {service: {instances: 2}}}, '1.0.0');
	const {options, definition: chosen} = await find({options: {service: {mem: 1}}, traits});
	t.deepEqual(chosen, {...oldDefinition, config: oldConfig});
	t.deepEqual((options.registry as JsonObject).service, {name: 'dcos-registry', mem: 1});
});

test('registries under other names are others', async t => {
	const traits = {services: {...running({}).services, ...running({}, '2.0.0', '/other').services}};
	const {installed, others} = await find({traits});
	t.is(installed?.appId, '/dcos-registry');
	t.deepEqual(
		others.map(({appId}) => appId),
		['/other'],
	);
	const first = await find({traits, wish: {serviceName: 'third'}});
	t.is(first.installed, null);
	t.is(first.others.length, 2);
});

test('a login that has ended when the registry is looked for ends the run', async t => {
	const over = {cosmos: {installed: () => Promise.reject(loginEnded)}};
	t.is(await t.throwsAsync(find({traits: {over}})), loginEnded);
});
