import {StoreError} from '../errors/store-error.ts';
import type {ObjectStore} from '../s3/object-store.ts';

/** What the registry does with its bucket, and so what the key must be allowed to do. */
export type StoreAction = 'list' | 'put' | 'get' | 'delete' | 'upload in parts';

/** The store's refusal together with what was asked of it. */
export type TryOutFailure = {action: StoreAction; error: StoreError};

/** The smallest part that S3 takes, except for the last one. */
const partSize = 5 * 1024 * 1024;

/**
 * Tries each action for real, below the path that the registry will use. Probe objects are taken away again, also after a failure.
 * Resolves to null when all went well. `name` makes the probes' keys unique.
 */
export async function tryOut(
	store: ObjectStore,
	{path, name}: {path: string; name: string},
): Promise<TryOutFailure | null> {
	const prefix = path === '' ? '' : `${path.replace(/^\/+|\/+$/g, '')}/`;
	const probe = `${prefix}.dcos-registry-probe-${name}`;
	const attempts: [StoreAction, () => Promise<void>][] = [
		['list', async () => void (await store.list(prefix, 1))],
		['put', () => store.put(probe, Buffer.from(name))],
		['get', () => getBack(store, probe, name)],
		['upload in parts', () => uploadInParts(store, `${probe}-parts`)],
		['delete', () => store.delete(probe)],
		['delete', () => store.delete(`${probe}-parts`)],
	];
	try {
		for (const [action, attempt] of attempts) {
			const failure = await attempt().then(() => null, asFailure(action));
			if (failure !== null) return failure;
		}
		return null;
	} finally {
		await Promise.allSettled([store.delete(probe), store.delete(`${probe}-parts`)]);
	}
}

async function getBack(store: ObjectStore, key: string, content: string): Promise<void> {
	const got = await store.get(key);
	if (got.toString('utf8') === content) return;
	const answer = {code: 'DifferentContent', status: 200, expectedRegion: null, serverTime: null};
	throw new StoreError('the object came back with another content', answer);
}

async function uploadInParts(store: ObjectStore, key: string): Promise<void> {
	const upload = await store.beginUpload(key);
	try {
		const first = await store.uploadPart(key, upload, 1, Buffer.alloc(partSize));
		const second = await store.uploadPart(key, upload, 2, Buffer.from('end'));
		await store.completeUpload(key, upload, [first, second]);
	} catch (error) {
		// parts of an upload that was never completed are kept, and paid for
		await store.abortUpload(key, upload).catch(() => {});
		throw error;
	}
}

function asFailure(action: StoreAction): (error: unknown) => TryOutFailure {
	return error => {
		if (error instanceof StoreError) return {action, error};
		throw error;
	};
}
