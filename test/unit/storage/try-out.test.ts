import test from 'ava';
import type {ObjectStore} from '../../../src/s3/object-store.ts';
import {prefixOf, type StoreAction, tryOut} from '../../../src/storage/try-out.ts';
import {memoryBucket, refusing} from './memory-bucket.ts';

const still = new AbortController().signal;
const place = {path: 'p', name: 'n', interrupted: still, onLeft: () => {}};

for (const [path, prefix] of [
	['packages', 'packages/'],
	['/packages/', 'packages/'],
	['a/b', 'a/b/'],
	['', ''],
] as const) {
	test(`below the path "${path}" each action is tried and nothing is left`, async t => {
		t.is(prefixOf(path), prefix);
		const keys: unknown[] = [];
		const list: ObjectStore['list'] = async (...given) => {
			keys.push(...given);
			return [];
		};
		const put: ObjectStore['put'] = async key => void keys.push(key);
		const {store, objects, uploads} = memoryBucket({over: {list, put, get: async () => Buffer.from('n')}});
		t.is(await tryOut(store, {...place, path}), null);
		t.deepEqual(keys, [prefix, 1, `${prefix}.dcos-registry-probe-n`]);
		t.is(objects.size + uploads.size, 0);
	});
}

test('what is tried is tried in an order in which nothing has to be cleaned up afterwards', async t => {
	const {store, requests} = memoryBucket();
	await tryOut(store, place);
	const upload = ['beginUpload', 'uploadPart', 'uploadPart', 'completeUpload'];
	t.deepEqual<unknown, unknown>(requests, ['list', 'put', 'get', 'delete', ...upload, 'delete']);
});

test('the first part of the upload is as large as S3 wants every part but the last, and the parts are told in order', async t => {
	const sizes: number[] = [];
	const completed: unknown[] = [];
	const over: Partial<ObjectStore> = {
		uploadPart: async (_key, _upload, _part, body) => `etag${sizes.push(body.length)}`,
		completeUpload: async (...given) => void completed.push(...given),
	};
	await tryOut(memoryBucket({over}).store, place);
	t.deepEqual(sizes, [5 * 1024 * 1024, 3]);
	t.deepEqual(completed, ['p/.dcos-registry-probe-n-parts', 'upload0', ['etag1', 'etag2']]);
});

/** Method that is refused, and what is said to have failed. */
const methods: readonly (readonly [keyof ObjectStore, StoreAction])[] = [
	['list', 'list'],
	['put', 'put'],
	['get', 'get'],
	['beginUpload', 'upload in parts'],
	['uploadPart', 'upload in parts'],
	['completeUpload', 'upload in parts'],
];

for (const [method, action] of methods) {
	test(`a store that refuses ${method} fails at "${action}", and nothing is left in it`, async t => {
		const {store, objects, uploads} = memoryBucket({over: {[method]: refusing('AccessDenied')}});
		const failure = await tryOut(store, {...place, onLeft: key => t.fail(`${key} is said to be left`)});
		t.is(failure?.action, action);
		t.is(failure?.error.code, 'AccessDenied');
		t.is(objects.size + uploads.size, 0);
	});
}

test('the first failure is told, also when cleaning up fails after it', async t => {
	const over = {get: refusing('InternalError', 500), delete: refusing('AccessDenied')};
	const failure = await tryOut(memoryBucket({over}).store, place);
	t.like(failure, {action: 'get', error: {code: 'InternalError'}});
});

test('an object that comes back with another content fails at "get"', async t => {
	const {store, objects} = memoryBucket({over: {get: async () => Buffer.from('other')}});
	const failure = await tryOut(store, place);
	t.like(failure, {action: 'get', error: {code: 'DifferentContent'}});
	t.is(objects.size, 0);
});

test('a defect of ours is not told as a failure of the store, and nothing is left either', async t => {
	const {store, objects} = memoryBucket({over: {get: () => Promise.reject(new TypeError('defect'))}});
	await t.throwsAsync(tryOut(store, place), {instanceOf: TypeError});
	t.is(objects.size, 0);
});
