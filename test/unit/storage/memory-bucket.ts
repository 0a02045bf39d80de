import {StoreError} from '../../../src/errors/store-error.ts';
import type {ObjectStore} from '../../../src/s3/object-store.ts';

type Method = keyof ObjectStore;

type Behaviour = {
	/** Methods that do something else than their work. */
	over?: Partial<ObjectStore>;
	/** Is told of each request before it is answered, and how many there were with it. */
	onRequest?: (method: Method, count: number) => void;
};

export type MemoryBucket = {
	store: ObjectStore;
	objects: ReadonlyMap<string, Buffer>;
	/** The keys of the uploads that are neither completed nor aborted, by upload id. */
	uploads: ReadonlyMap<string, string>;
	/** What was asked for, in order. */
	requests: readonly Method[];
};

/** A bucket in memory that answers as S3 does. */
export function memoryBucket({over = {}, onRequest = () => {}}: Behaviour = {}): MemoryBucket {
	const objects = new Map<string, Buffer>();
	const uploads = new Map<string, string>();
	const requests: Method[] = [];
	const store: ObjectStore = {...workingStore(objects, uploads), ...over};
	const watch = ([method, work]: [string, (...given: never[]) => Promise<unknown>]) => [
		method,
		async (...given: never[]) => {
			onRequest(method as Method, requests.push(method as Method));
			return work(...given);
		},
	];
	const watched = Object.fromEntries(Object.entries(store).map(watch)) as ObjectStore;
	return {store: watched, objects, uploads, requests};
}

/** The store does the work, and its answer gets lost. */
export async function lostAnswer(work: Promise<unknown>): Promise<never> {
	await work;
	throw new StoreError('socket hang up', {code: 'ECONNRESET', status: null});
}

/** For a method: the store says no. */
export function refusing(code: string, status: number | null = 403): () => Promise<never> {
	return () => Promise.reject(new StoreError('no', {code, status}));
}

export function workingStore(objects: Map<string, Buffer>, uploads: Map<string, string>): ObjectStore {
	const known = (upload: string) => (uploads.has(upload) ? Promise.resolve() : refusing('NoSuchUpload', 404)());
	return {
		list: async prefix => [...objects.keys()].filter(key => key.startsWith(prefix)),
		ownBuckets: async () => ['b'],
		put: async (key, body) => void objects.set(key, body),
		get: async key => objects.get(key) ?? refusing('NoSuchKey', 404)(),
		delete: async key => void objects.delete(key),
		async beginUpload(key) {
			const upload = `upload${uploads.size}`;
			uploads.set(upload, key);
			return upload;
		},
		uploadPart: (_, upload, part) => known(upload).then(() => `etag${part}`),
		async completeUpload(key, upload) {
			await known(upload);
			uploads.delete(upload);
			objects.set(key, Buffer.from('end'));
		},
		abortUpload: (_, upload) => known(upload).then(() => void uploads.delete(upload)),
	};
}
