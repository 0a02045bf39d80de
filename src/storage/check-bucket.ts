import {StoreError, storeErrorOnly} from '../errors/store-error.ts';
import type {Bucket, KeyPair, ObjectStore} from '../s3/object-store.ts';
import type {World} from '../world.ts';
import {explainStore, type StoreFailure} from './explain-store.ts';
import {type Addresses, findAddress} from './find-address.ts';
import type {Tried} from './tried.ts';
import {type TryOutFailure, tryOut} from './try-out.ts';

type Credential = {keys: KeyPair; profile: string};

type Place = {
	/** The ways to address it, the likelier one first. */
	addresses: Addresses;
	/** The path in the bucket. */
	path: string;
	source: Tried['source'];
};

/** The way of addressing that works, or why none does. */
export type Checked = {bucket: Bucket} | {failure: StoreFailure};

/**
 * Tries the bucket with real requests. Where there is a choice, the first of the addresses that answers as the bucket is
 * taken. Throws an InterruptedError when the user wants to stop; nothing stays in the bucket then.
 */
export async function checkBucket(
	{addresses, path, source}: Place,
	credential: Credential,
	world: World,
): Promise<Checked> {
	const {keys, profile} = credential;
	const step = world.progress.step('Trying the bucket with real requests');
	const {bucket, store, error} = await findAddress(addresses, {keys, path}, world);
	const failure = error === null ? await tried(store, path, world) : {action: 'list' as const, error};
	if (failure === null) {
		step.done('list, put, get, delete and an upload in parts all work');
		return {bucket};
	}
	step.failed(failure.error.code);
	const now = world.clock.now();
	const owned = await ownership(failure, store, bucket);
	const around = {bucket, path, profile, accessKeyId: keys.accessKeyId, now, owned, source};
	return {failure: explainStore(failure, around)};
}

async function tried(store: ObjectStore, path: string, world: World): Promise<TryOutFailure | null> {
	const {interrupted, progress} = world;
	const onLeft = (key: string) =>
		progress.warn(`Warning: ${key} could not be taken out of the bucket again; remove it by hand`);
	return tryOut(store, {path, name: world.randomName(8), interrupted, onLeft});
}

/** null when the store does not tell: listing one's own buckets is a permission of its own. */
async function ownership(
	{action, error}: TryOutFailure,
	store: ObjectStore,
	{bucket}: Bucket,
): Promise<boolean | null> {
	if (action !== 'list' || error.code !== 'AccessDenied') return null;
	const names = await store.ownBuckets().catch(storeErrorOnly);
	return names instanceof StoreError ? null : names.includes(bucket);
}
