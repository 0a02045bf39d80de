import test from 'ava';
import {StoreError} from '../../../src/errors/store-error.ts';
import type {ObjectStore} from '../../../src/s3/object-store.ts';
import {type StoreAction, tryOut} from '../../../src/storage/try-out.ts';

const denied = () =>
	Promise.reject(new StoreError('no', {code: 'AccessDenied', status: 403, expectedRegion: null, serverTime: null}));

/** A bucket in memory that refuses the methods that `over` replaces. */
function bucket(over: Partial<ObjectStore> = {}) {
	const objects = new Map<string, Buffer>();
	const uploads = new Map<string, Buffer[]>();
	const calls: string[] = [];
	const store: ObjectStore = {
		list: async prefix => [...objects.keys()].filter(key => key.startsWith(prefix)),
		put: async (key, body) => void objects.set(key, body),
		get: async key => objects.get(key) ?? denied(),
		delete: async key => void objects.delete(key),
		async beginUpload(key) {
			uploads.set(key, []);
			return 'upload';
		},
		async uploadPart(key, _, part, body) {
			uploads.get(key)?.push(body);
			return `etag${part}`;
		},
		completeUpload: async (key, _, etags) => {
			calls.push(etags.join());
			objects.set(key, Buffer.concat(uploads.get(key) ?? []));
			uploads.delete(key);
		},
		abortUpload: async key => void uploads.delete(key),
		...over,
	};
	return {store, objects, uploads, calls};
}

for (const [path, prefix] of [
	['packages', 'packages/'],
	['/packages/', 'packages/'],
	['a/b', 'a/b/'],
	['', ''],
] as const) {
	test(`below the path "${path}" each action is tried and nothing is left`, async t => {
		let asked = '';
		const list = async (given: string) => {
			asked = given;
			return [];
		};
		const {store, objects, uploads, calls} = bucket({list});
		t.is(await tryOut(store, {path, name: 'n'}), null);
		t.is(asked, prefix);
		t.deepEqual(calls, ['etag1,etag2']);
		t.is(objects.size + uploads.size, 0);
	});
}

test('the first part of the upload is as large as S3 wants every part but the last', async t => {
	const sizes: number[] = [];
	const uploadPart: ObjectStore['uploadPart'] = async (_key, _upload, _part, body) => `etag${sizes.push(body.length)}`;
	await tryOut(bucket({uploadPart}).store, {path: 'p', name: 'n'});
	t.is(sizes[0], 5 * 1024 * 1024);
	t.is(sizes.length, 2);
});

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
		const {store, objects, uploads} = bucket({[method]: denied});
		const failure = await tryOut(store, {path: 'p', name: 'n'});
		t.is(failure?.action, action);
		t.is(failure?.error.code, 'AccessDenied');
		t.is(objects.size + uploads.size, 0);
	});
}

test('a store that refuses to delete fails at "delete"', async t => {
	t.is((await tryOut(bucket({delete: denied}).store, {path: 'p', name: 'n'}))?.action, 'delete');
});

test('an object that comes back with another content fails at "get"', async t => {
	const failure = await tryOut(bucket({get: async () => Buffer.from('other')}).store, {path: 'p', name: 'n'});
	t.is(failure?.action, 'get');
	t.is(failure?.error.code, 'DifferentContent');
});

test('a defect of ours is not told as a failure of the store', async t => {
	const {store} = bucket({put: () => Promise.reject(new TypeError('defect'))});
	await t.throwsAsync(tryOut(store, {path: 'p', name: 'n'}), {instanceOf: TypeError});
});
