import test from 'ava';
import {FailedError, LoginError} from '../../../src/errors/errors.ts';
import {Secret} from '../../../src/errors/secret.ts';
import {showStorage} from '../../../src/storage/show.ts';
import {s3Options, secretPath} from './s3-requests.ts';
import {newConfig, oldConfig, storageCluster} from './storage-cluster.ts';
import {storageWorld} from './storage-world.ts';

type ClusterTraits = Parameters<typeof storageCluster>[0];

async function shown(traits: ClusterTraits = {}, text: string | null = null, serviceName: string | null = null) {
	const files: Record<string, string> = text === null ? {} : {'o.json': text};
	const around = storageWorld({cluster: storageCluster(traits), files});
	return {report: await showStorage({optionsPath: 'o.json', serviceName}, around.world), ...around};
}

const chosen = JSON.stringify(s3Options());
const inWords = 's3 (bucket b, path p, endpoint https://store)';

test('where nothing was chosen and nothing runs, that is what is shown', async t => {
	const {report, done} = await shown();
	t.deepEqual(report, {
		service: 'dcos-registry',
		optionsFile: {path: 'o.json', exists: false, backend: null, storage: null},
		installed: null,
		options: [],
		secrets: [],
	});
	t.deepEqual(done, []);
});

test('file and registry are shown beside each other', async t => {
	const {report} = await shown({installed: {'dcos-registry': s3Options({path: 'q'})}}, chosen);
	t.deepEqual(report.optionsFile, {path: 'o.json', exists: true, backend: 's3', storage: inWords});
	t.like(report.installed, {appId: '/dcos-registry', packageVersion: '1.0.0', backend: 's3'});
	const differing = report.options.filter(each => each.differs);
	t.deepEqual(differing, [{option: 'registry.s3.path', file: 'p', installed: 'q', differs: true}]);
});

test('a registry whose options the cluster did not keep is shown without a storage', async t => {
	const {report} = await shown({installed: {'dcos-registry': null}}, chosen);
	t.like(report.installed, {backend: null, storage: null, packageVersion: '1.0.0'});
	t.false(report.options.some(each => each.differs));
});

test('it is shown although a repository does not answer', async t => {
	const {report} = await shown({config: 'broken', installed: {'dcos-registry': s3Options()}}, chosen);
	t.like(report, {service: 'dcos-registry', installed: {storage: inWords}});
});

test('another registry is shown when it is asked for', async t => {
	const {report} = await shown({installed: {mine: s3Options()}}, null, '/mine');
	t.like(report, {service: 'mine', installed: {appId: '/mine', storage: inWords}});
});

const account = 'dcos-registry/service-account';
const both = JSON.stringify({registry: {...s3Options().registry, 'service-account-secret-path': account}});

test('the secrets of the file and of the registry are looked for, each once, and never shown', async t => {
	const installed = {'dcos-registry': s3Options({'credential-secret-path': 'dcos-registry/old'})};
	const {report} = await shown({installed, secrets: {[secretPath]: 'canary'}}, both);
	t.deepEqual(report.secrets, [
		{path: secretPath, state: 'exists'},
		{path: account, state: 'missing'},
		{path: 'dcos-registry/old', state: 'missing'},
	]);
	t.false(/canary/.test(JSON.stringify(report)));
});

test('a secret that both name is looked for once', async t => {
	const {report} = await shown({installed: {'dcos-registry': s3Options()}}, chosen);
	t.deepEqual(report.secrets, [{path: secretPath, state: 'missing'}]);
});

test("file and registry are compared although each has another version's place for the service", async t => {
	const service = {name: 'dcos-registry', instances: 2};
	const traits = {installed: {'dcos-registry': {registry: {service}}}, installedConfig: oldConfig};
	const inTopLevel = await shown(traits, JSON.stringify({service}));
	const inNested = await shown(
		{...traits, installedConfig: newConfig, installed: {'dcos-registry': {service}}},
		JSON.stringify({registry: {service}}),
	);
	for (const [{report}, place] of [
		[inTopLevel, 'service'],
		[inNested, 'registry.service'],
	] as const) {
		t.deepEqual(
			report.options.map(({option, differs}) => [option, differs]),
			[
				[`${place}.name`, false],
				[`${place}.instances`, false],
			],
		);
	}
});

test('an empty text names no secret', async t => {
	t.deepEqual((await shown({}, JSON.stringify(s3Options({'credential-secret-path': ''})))).report.secrets, []);
});

test('each secret that may not be read is shown as one', async t => {
	const read = async (path: string) => {
		if (path === account) throw new LoginError('403');
		return new Secret('canary');
	};
	t.deepEqual((await shown({over: {read}}, both)).report.secrets, [
		{path: secretPath, state: 'exists'},
		{path: account, state: 'may not be read'},
	]);
});

test('of a sealed store nothing else is known', async t => {
	const read = () => Promise.reject(new FailedError('it was read'));
	const {report} = await shown({over: {read, sealed: async () => true}}, both);
	t.deepEqual([...new Set(report.secrets.map(each => each.state))], ['the store is sealed']);
});

test('whoever may not ask whether it is sealed learns it from the secrets', async t => {
	const {report} = await shown({over: {sealed: () => Promise.reject(new LoginError('403'))}}, chosen);
	t.deepEqual(report.secrets, [{path: secretPath, state: 'missing'}]);
});

test('any other failure of the store is one of the command', async t => {
	const failing = () => Promise.reject(new FailedError('no answer'));
	await t.throwsAsync(shown({over: {read: failing}}, chosen), {message: 'no answer'});
	await t.throwsAsync(shown({over: {sealed: failing}}, chosen), {message: 'no answer'});
});

test('a key without effect is warned of', async t => {
	t.is((await shown({}, '{"registry": {"s3": {"bukket": "b"}}}')).lines.length, 1);
});
