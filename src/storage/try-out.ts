import {stopIfInterrupted} from '../errors/errors.ts';
import {StoreError, storeErrorOnly} from '../errors/store-error.ts';
import {withoutOuterSlashes} from '../registry/naming.ts';
import type {ObjectStore} from '../s3/object-store.ts';
import {type Traces, tracesIn} from './traces.ts';

/** What the registry does with its bucket, and so what the key must be allowed to do. */
export type StoreAction = 'list' | 'put' | 'get' | 'delete' | 'upload in parts';

/** The store's refusal together with what was asked of it. */
export type TryOutFailure = {action: StoreAction; error: StoreError};

type Place = {
	path: string;
	/** Makes the keys of the probes unique. */
	name: string;
	interrupted: AbortSignal;
	/** Is told the key of each probe that could not be taken away again. */
	onLeft(key: string): void;
};

/** The smallest part that S3 takes, except for the last one. */
const partSize = 5 * 1024 * 1024;

/** The part of a bucket's keys that belongs to the registry, with a slash at its end; empty for the whole bucket. */
export function prefixOf(path: string): string {
	const inner = withoutOuterSlashes(path);
	return inner === '' ? '' : `${inner}/`;
}

/**
 * Tries each action for real, below the path that the registry will use. Resolves to null when all went well. Probe objects
 * are taken away again, also after a failure and before the InterruptedError that is thrown when the user wants to stop.
 */
export async function tryOut(store: ObjectStore, place: Place): Promise<TryOutFailure | null> {
	const traces = tracesIn(store);
	try {
		return await firstFailure(store, traces, place);
	} finally {
		for (const key of await traces.removeAll()) place.onLeft(key);
	}
}

async function firstFailure(store: ObjectStore, traces: Traces, place: Place): Promise<TryOutFailure | null> {
	const {name, path} = place;
	const prefix = prefixOf(path);
	const probe = `${prefix}.dcos-registry-probe-${name}`;
	const proceed = () => stopIfInterrupted(place.interrupted, 'nothing was changed');
	const attempts: [StoreAction, () => Promise<void>][] = [
		['list', async () => void (await store.list(prefix, 1))],
		['put', () => traces.making(probe, () => store.put(probe, Buffer.from(name)))],
		['get', () => getBack(store, probe, name)],
		// before there is a second object, so that a key that may not delete leaves one only
		['delete', () => traces.remove(probe)],
		['upload in parts', () => uploadInParts(store, `${probe}-parts`, {traces, proceed})],
		['delete', () => traces.remove(`${probe}-parts`)],
	];
	for (const [action, attempt] of attempts) {
		proceed();
		const error = await attempt().then(() => null, storeErrorOnly);
		if (error === null) continue;
		// a request that the user ended is no failure of the store
		proceed();
		return {action, error};
	}
	return null;
}

async function getBack(store: ObjectStore, key: string, content: string): Promise<void> {
	const got = await store.get(key);
	if (got.toString('utf8') === content) return;
	throw new StoreError('the object came back with another content', {code: 'DifferentContent', status: 200});
}

type Around = {traces: Traces; proceed: () => void};

async function uploadInParts(store: ObjectStore, key: string, {traces, proceed}: Around): Promise<void> {
	const upload = await traces.beginning(key, () => store.beginUpload(key));
	proceed();
	const first = await store.uploadPart(key, upload, 1, Buffer.alloc(partSize));
	proceed();
	const second = await store.uploadPart(key, upload, 2, Buffer.from('end'));
	proceed();
	await traces.completing(key, upload, () => store.completeUpload(key, upload, [first, second]));
}
