import {StoreError} from '../errors/store-error.ts';
import type {ObjectStore} from '../s3/object-store.ts';

/** What the try-out may have made in the bucket, also where an answer was lost, and so has to take away again. */
export type Traces = {
	/** Makes an object. It counts as made unless the store clearly said no. */
	making(key: string, make: () => Promise<void>): Promise<void>;
	/** Begins an upload in parts. Parts of one that is never completed are kept by the store, and paid for. */
	beginning(key: string, begin: () => Promise<string>): Promise<string>;
	/** Makes an object of the parts. After an answer that was lost, either may be there. */
	completing(key: string, upload: string, complete: () => Promise<void>): Promise<void>;
	/** Throws what the store says when it does not take the trace away. */
	remove(key: string): Promise<void>;
	/** Takes away whatever is there still; resolves to the keys of what stayed. */
	removeAll(): Promise<readonly string[]>;
};

export function tracesIn(store: ObjectStore): Traces {
	const made = new Map<string, () => Promise<void>>();
	const remove = async (key: string) => {
		await made.get(key)?.();
		made.delete(key);
	};
	return {
		remove,
		async making(key, make) {
			made.set(key, () => store.delete(key));
			await make().catch(error => {
				if (isClearNo(error)) made.delete(key);
				throw error;
			});
		},
		async beginning(key, begin) {
			// nobody else can end an upload whose id got lost
			made.set(key, () => Promise.reject(new Error('the id of the upload is not known')));
			const upload = await begin().catch(error => {
				if (isClearNo(error)) made.delete(key);
				throw error;
			});
			made.set(key, () => endUpload(store, key, upload));
			return upload;
		},
		async completing(key, upload, complete) {
			made.set(key, () => endUpload(store, key, upload).then(() => store.delete(key)));
			await complete().catch(error => {
				if (isClearNo(error)) made.set(key, () => endUpload(store, key, upload));
				throw error;
			});
			made.set(key, () => store.delete(key));
		},
		async removeAll() {
			await Promise.allSettled([...made.keys()].map(remove));
			return [...made.keys()];
		},
	};
}

/** A 4xx comes before the work. A proxy's 504 can come after it, and so can the store's own 500. */
function isClearNo(error: unknown): boolean {
	return error instanceof StoreError && error.status !== null && error.status < 500;
}

/** An upload that is unknown was completed, or ended before. */
async function endUpload(store: ObjectStore, key: string, upload: string): Promise<void> {
	await store.abortUpload(key, upload).catch(error => {
		if (!(error instanceof StoreError) || error.code !== 'NoSuchUpload') throw error;
	});
}
