import test from 'ava';
import {FailedError} from '../../../src/errors/errors.ts';
import type {Bucket} from '../../../src/s3/object-store.ts';
import {memoryBucket, refusing} from './memory-bucket.ts';
import {s3Options, secretPath, setIn, storedKeys} from './s3-requests.ts';
import {storageCluster} from './storage-cluster.ts';

test('the bucket is tried, the keys are stored, the options are written, and nothing of it is shown', async t => {
	const {report, error, files, secrets, done, lines, questions} = await setIn();
	t.is(error, null);
	t.like(report, {
		service: 'dcos-registry',
		installed: false,
		secret: {path: secretPath, state: 'created'},
		bucket: {name: 'b', path: 'p', endpoint: 'https://store', verified: true, addressing: 'path'},
		options: {...s3Options(), service: {instances: 2}},
	});
	t.deepEqual(JSON.parse(files.get('o.json') ?? ''), {...s3Options(), service: {instances: 2}});
	t.deepEqual([...secrets], [[secretPath, storedKeys]]);
	t.deepEqual([done, questions], [['file o.json'], []]);
	t.deepEqual(lines, [
		'Trying the bucket with real requests: list, put, get, delete and an upload in parts all work',
		`Secret ${secretPath}: stored and read back`,
	]);
	t.false(/canary/.test(JSON.stringify([report, lines])));
});

test('a second run changes nothing and says so', async t => {
	const first = await setIn();
	const cluster = storageCluster({secrets: Object.fromEntries(first.secrets)});
	const second = await setIn({cluster, files: Object.fromEntries(first.files)});
	t.like(second.report, {secret: {state: 'unchanged'}, optionsFile: {state: 'unchanged', removed: []}});
	t.deepEqual(second.done, []);
});

test('a dry run asks nothing, tries nothing and changes nothing', async t => {
	const openObjectStore = () => t.fail('a store was opened') as never;
	const cluster = storageCluster({insecure: true});
	const {report, done, secrets, questions} = await setIn({cluster, openObjectStore}, {dryRun: true});
	t.like(report, {
		dryRun: true,
		secret: {state: 'created'},
		optionsFile: {state: 'created'},
		bucket: {verified: false, addressing: null},
	});
	t.deepEqual([done, questions, secrets.size], [[], [], 0]);
});

test('without a try the rest is done all the same', async t => {
	const openObjectStore = () => t.fail('a store was opened') as never;
	const {report, done, secrets} = await setIn({openObjectStore}, {skipVerify: true});
	t.like(report, {bucket: {verified: false, addressing: null}});
	t.deepEqual([done, secrets.size], [['file o.json'], 1]);
});

test('the way that the store understands is told', async t => {
	const list = refusing('SecondLevelDomainForbidden');
	const openObjectStore = ({pathStyle}: Bucket) => memoryBucket(pathStyle ? {over: {list}} : {}).store;
	t.like((await setIn({openObjectStore})).report, {bucket: {addressing: 'host'}});
});

test('what has to be wanted is asked at once, before the bucket is tried', async t => {
	const cluster = storageCluster({insecure: true, secrets: {[secretPath]: 'old'}});
	let tried = false;
	const openObjectStore = () => {
		tried = true;
		return memoryBucket().store;
	};
	const confirm = async () => void t.false(tried);
	const {questions, report, secrets} = await setIn(
		{cluster, confirm, openObjectStore},
		{endpoint: 'http://store', rotate: true},
	);
	t.deepEqual(
		questions.map(line => line.split(' ').slice(0, 3).join(' ')),
		['The certificate of', 'http://store is not', `The secret ${secretPath}`],
	);
	t.like(report, {secret: {state: 'replaced'}});
	t.is(secrets.get(secretPath), storedKeys);
});

test('the options stay as they are when the secret could not be stored', async t => {
	const cluster = storageCluster({over: {create: async () => 'exists'}});
	const {error, done} = await setIn({cluster});
	t.true(error instanceof FailedError);
	t.deepEqual(done, []);
});
