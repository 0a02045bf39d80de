import {stopIfInterrupted} from '../errors/errors.ts';
import {type StoreError, storeErrorOnly} from '../errors/store-error.ts';
import type {Bucket, KeyPair, ObjectStore} from '../s3/object-store.ts';
import type {World} from '../world.ts';
import {prefixOf} from './try-out.ts';

/** The ways to address a bucket, the likelier one first. */
export type Addresses = readonly [Bucket, ...Bucket[]];

type Sight = {keys: KeyPair; path: string};

/** What no other way of addressing would change. */
const decisive = new Set(['InvalidAccessKeyId', 'RequestTimeTooSkewed', 'AuthorizationHeaderMalformed']);

type Answering = {bucket: Bucket; store: ObjectStore; error: StoreError | null};

/**
 * Asks for a list of the bucket, one way of addressing it after the other, until one is answered with a list. When none is,
 * the first failure counts, unless that only says that this way is not taken.
 */
export async function findAddress(
	[first, ...others]: Addresses,
	{keys, path}: Sight,
	world: World,
): Promise<Answering> {
	const likelier = await asked(first, {keys, path}, world);
	if (likelier.error === null || !mayBeTheAddress(likelier.error, first)) return likelier;
	for (const bucket of others) {
		const other = await asked(bucket, {keys, path}, world);
		if (other.error === null || saysMore(other.error, likelier.error)) return other;
	}
	return likelier;
}

async function asked(bucket: Bucket, {keys, path}: Sight, world: World): Promise<Answering> {
	const store = await world.openObjectStore(bucket, keys);
	const error = await store.list(prefixOf(path), 1).then(() => null, storeErrorOnly);
	stopIfInterrupted(world.interrupted, 'nothing was changed');
	return {bucket, store, error};
}

/** A connection that failed to a name that both ways share would fail again. */
function mayBeTheAddress({code, status, expectedRegion}: StoreError, {pathStyle}: Bucket): boolean {
	if (status === null) return !pathStyle && ['ENOTFOUND', 'ERR_TLS_CERT_ALTNAME_INVALID', 'EAI_AGAIN'].includes(code);
	return !decisive.has(code) && expectedRegion === null;
}

/** The first way came to nothing or is forbidden by name, and the second one was understood. */
function saysMore(other: StoreError, first: StoreError): boolean {
	const notTaken = ['SecondLevelDomainForbidden', 'VirtualHostDomainRequired', 'NotS3'].includes(first.code);
	return other.status !== null && (first.status === null || notTaken);
}
