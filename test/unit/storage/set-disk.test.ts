import test from 'ava';
import {InterruptedError, LoginError, RefusedError} from '../../../src/errors/errors.ts';
import {setDisk} from '../../../src/storage/set-disk.ts';
import {local, volume} from './chosen-storage.ts';
import {oldConfig, storageCluster} from './storage-cluster.ts';
import {storageWorld} from './storage-world.ts';

type Traits = Parameters<typeof storageWorld>[0];
type Request = Parameters<typeof setDisk>[0];

const request: Request = {optionsPath: 'o.json', serviceName: null, choice: local as Request['choice'], dryRun: false};
const onVolume: Request = {...request, choice: volume as Request['choice']};

async function set(wanted: Request, traits: Traits = {}) {
	const around = storageWorld(traits);
	return {report: await setDisk(wanted, around.world), ...around};
}

test('local for a cluster without anything makes a file that chooses nothing else', async t => {
	const {report, files, done} = await set(request);
	t.like(report, {service: 'dcos-registry', storage: local, unusedSecret: null, options: {}});
	t.is(report.optionsFile.state, 'created');
	t.is(files.get('o.json'), '{}\n');
	t.deepEqual(done, ['file o.json']);
});

test('the volume is in the file, and in the report', async t => {
	const {report, files} = await set(onVolume, {cluster: storageCluster({agents: ['h']})});
	const options = {registry: {'mount-volume': {'container-path': 'c', 'pinned-hostname': 'h'}}};
	t.deepEqual<unknown, unknown>(report.options, options);
	t.deepEqual<unknown, unknown>(JSON.parse(files.get('o.json') ?? ''), options);
});

test('a dry run reports the same and writes nothing', async t => {
	const {report, done} = await set({...onVolume, dryRun: true});
	t.is(report.optionsFile.state, 'created');
	t.deepEqual(done, []);
});

test('a secret that the options named and no longer do is told', async t => {
	const text = '{"registry": {"s3": {"bucket": "b", "credential-secret-path": "r/s3"}}}';
	t.is((await set(request, {files: {'o.json': text}})).report.unusedSecret, 'r/s3');
});

test('an empty text names no secret that a disk would leave unused', async t => {
	const text = '{"registry": {"s3": {"bucket": "", "credential-secret-path": ""}}}';
	t.is((await set(request, {files: {'o.json': text}})).report.unusedSecret, null);
});

test('a package that knows no volume is refused, and local is not', async t => {
	const cluster = storageCluster({config: oldConfig, version: '1.12.4'});
	const error = await t.throwsAsync(set(onVolume, {cluster}), {instanceOf: RefusedError});
	t.is(error.message, 'package-registry 2.0.0 cannot keep its packages on a mount volume');
	t.is((await set(request, {cluster})).report.optionsFile.state, 'created');
});

test('a package that nobody can see is taken to know volumes', async t => {
	t.is((await set(onVolume, {cluster: storageCluster({config: null})})).report.optionsFile.state, 'created');
});

for (const [agents, warning] of [
	[['h', 'i'], null],
	[[], null],
	[['i.example.com'], /no agent with the hostname h; dcos node list shows their names$/],
	[['hh'], /no agent with the hostname h; did you mean hh\?$/],
] as const) {
	test(`an agent h in a cluster with ${agents.join(', ') || 'no agents to be seen'}: ${warning?.source ?? 'no warning'}`, async t => {
		const {lines} = await set(onVolume, {cluster: storageCluster({agents})});
		t.is(lines.length, warning === null ? 0 : 1, lines.join());
		if (warning !== null) t.regex(lines[0] ?? '', warning);
	});
}

test('whoever may not see the agents goes on, and another failure does not', async t => {
	const failing = (error: Error) => {
		const {cluster, secrets} = storageCluster();
		return {cluster: {...cluster, mesos: {...cluster.mesos, agents: () => Promise.reject(error)}}, secrets};
	};
	t.deepEqual((await set(onVolume, {cluster: failing(new LoginError('403'))})).lines, []);
	await t.throwsAsync(set(onVolume, {cluster: failing(new TypeError('defect'))}), {instanceOf: TypeError});
});

test('a registry that runs with another storage is refused, and nothing is written', async t => {
	const cluster = storageCluster({installed: {'dcos-registry': {registry: {s3: {bucket: 'b'}}}}});
	const around = storageWorld({cluster});
	await t.throwsAsync(setDisk(request, around.world), {instanceOf: RefusedError, message: /cannot be changed/});
	t.deepEqual(around.done, []);
});

test('a file that could not be written is refused before the cluster is asked', async t => {
	const cluster = storageCluster();
	const asked = {...cluster.cluster, metadata: {version: async () => t.fail('it was asked') as never}};
	const around = storageWorld({cluster: {...cluster, cluster: asked as never}});
	const setting = setDisk({...request, optionsPath: '/readonly/o.json'}, around.world);
	await t.throwsAsync(setting, {instanceOf: RefusedError, message: 'could not write /readonly/o.json'});
});

test('interrupted, nothing is written', async t => {
	const around = storageWorld({interrupted: true});
	await t.throwsAsync(setDisk(request, around.world), {instanceOf: InterruptedError});
	t.deepEqual(around.done, []);
});
