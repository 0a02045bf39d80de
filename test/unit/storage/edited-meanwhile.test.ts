import test from 'ava';
import {FailedError, RefusedError} from '../../../src/errors/errors.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import {setDisk} from '../../../src/storage/set-disk.ts';
import {setS3} from '../../../src/storage/set-s3.ts';
import {memoryBucket} from './memory-bucket.ts';
import {s3Request} from './s3-requests.ts';
import {storageCluster} from './storage-cluster.ts';
import {storageWorld} from './storage-world.ts';

const before = '{\n  "service": {"mem": 1024}\n}\n';

/** What becomes of `storage s3` when somebody saves this text in the options file while the bucket is tried; null: takes the file away. */
async function savedWhileTrying(saved: string | null, text = before) {
	const {store} = memoryBucket();
	const openObjectStore = () => {
		if (saved === null) given.files.delete('o.json');
		else given.files.set('o.json', saved);
		return store;
	};
	const given = storageWorld({files: {'o.json': text}, openObjectStore});
	const run = setS3({...s3Request, optionsPath: 'o.json'}, given.world);
	const error = await run.then(
		() => null,
		(thrown: unknown) => thrown as Error,
	);
	return {...given, error, report: error === null ? await run : null, file: given.files.get('o.json')};
}

test('edits that somebody saves meanwhile stay in the file, and that is told', async t => {
	const {file, report, lines} = await savedWhileTrying(
		'{\n  "service": {"mem": 2048},\n  "registry": {"docker-iamges": 1}\n}\n',
	);
	const written = JSON.parse(file ?? '') as JsonObject;
	t.like(written, {service: {mem: 2048, instances: 2}, registry: {'docker-iamges': 1, s3: {bucket: s3Request.bucket}}});
	t.deepEqual(report?.options, written);
	t.true(lines.some(line => line.endsWith('o.json was edited while this command ran; those edits stay in it')));
});

test('a file that is there only since then is edited and not replaced', async t => {
	const {world, files} = storageWorld({
		openObjectStore() {
			files.set('o.json', '{"service": {"mem": 7}}');
			return memoryBucket().store;
		},
	});
	await setS3({...s3Request, optionsPath: 'o.json'}, world);
	t.like(JSON.parse(files.get('o.json') ?? ''), {service: {mem: 7}, registry: {s3: {bucket: s3Request.bucket}}});
});

for (const [what, saved, detail] of [
	['another storage', '{"registry": {"mount-volume": {}}}', 'registry.mount-volume was not there, and is {} now'],
	['another bucket', '{"registry": {"s3": {"bucket": "theirs"}}}', /registry\.s3 was not there, and is .*"theirs"/],
	['another name', '{"service": {"name": "other"}}', 'service.name was not there, and is "other" now'],
	['another number of instances', '{"service": {"instances": 5}}', 'service.instances was not there, and is 5 now'],
] as const) {
	test(`${what} that somebody saves meanwhile is refused, before the secret is stored`, async t => {
		const {file, error, secrets, done} = await savedWhileTrying(saved);
		t.true(error instanceof RefusedError);
		t.is(error?.message, 'o.json was edited while this command ran, and it is not overwritten');
		const [told = ''] = (error as RefusedError).details;
		if (typeof detail === 'string') t.is(told, detail);
		else t.regex(told, detail);
		t.is(file, saved);
		t.deepEqual(done, []);
		t.is(secrets.size, 0);
	});
}

test('a file that is no JSON any more is refused, and left as it is', async t => {
	const {file, error} = await savedWhileTrying('{"service": {');
	t.regex(error?.message ?? '', /^the options file o\.json is not valid JSON, line 1/);
	t.is(file, '{"service": {');
});

test('a refusal after the secret was stored says so, and is no refusal any more', async t => {
	const cluster = storageCluster();
	const given = storageWorld({cluster, files: {'o.json': before}});
	const secrets = {...cluster.cluster.secrets};
	Object.assign(cluster.cluster.secrets, {
		create: async (...asked: Parameters<typeof secrets.create>) => {
			given.files.set('o.json', '{"service": {"name": "other"}}');
			return secrets.create(...asked);
		},
	});
	const error = await t.throwsAsync(setS3({...s3Request, optionsPath: 'o.json'}, given.world), {
		instanceOf: FailedError,
	});
	t.regex((error as FailedError).details.at(-1) ?? '', /^done before, and kept: the secret /);
});

test('the disk of an agent is chosen in the file as it is by then', async t => {
	const cluster = storageCluster({agents: ['a']});
	const given = storageWorld({cluster, files: {'o.json': before}});
	const {mesos} = cluster.cluster;
	Object.assign(cluster.cluster, {
		mesos: {
			...mesos,
			agents: async () => {
				given.files.set('o.json', '{"service": {"mem": 4096}}');
				return mesos.agents();
			},
		},
	});
	const choice = {backend: 'volume', containerPath: 'c', hostname: 'a'} as const;
	await setDisk({optionsPath: 'o.json', serviceName: null, choice, dryRun: false}, given.world);
	t.like(JSON.parse(given.files.get('o.json') ?? ''), {
		service: {mem: 4096},
		registry: {'mount-volume': {'pinned-hostname': 'a'}},
	});
});

test('what contradicts itself since then is refused', async t => {
	const saved = '{"service": {"mem": 1}, "registry": {"service": {"mem": 2}}}';
	const {error, file} = await savedWhileTrying(saved);
	t.true(error instanceof RefusedError);
	t.regex(error?.message ?? '', /says two different things about the service$/);
	t.is(file, saved);
});

test('a refusal stays one where the secret was as it should be', async t => {
	const first = storageWorld({files: {'o.json': before}});
	await setS3({...s3Request, optionsPath: 'o.json'}, first.world);
	const given = storageWorld({cluster: storageCluster({secrets: Object.fromEntries(first.secrets)})});
	let looks = 0;
	const read = async (path: string) => {
		looks += path === 'o.json' ? 1 : 0;
		return path === 'o.json'
			? Buffer.from(looks > 2 ? '{"service": {"name": "other"}}' : before)
			: given.world.files.read(path);
	};
	const world = {...given.world, files: {...given.world.files, read}};
	const error = await t.throwsAsync(setS3({...s3Request, optionsPath: 'o.json'}, world), {instanceOf: RefusedError});
	t.is(looks, 3);
	t.regex(error.message, /was edited while this command ran/);
});
