import {StoreError, type StoreFault} from '../../../src/errors/store-error.ts';
import type {Bucket} from '../../../src/s3/object-store.ts';
import {explainStore, type StoreFailure} from '../../../src/storage/explain-store.ts';
import type {Tried} from '../../../src/storage/tried.ts';
import type {StoreAction} from '../../../src/storage/try-out.ts';

/** The time of these tests, milliseconds since 1970. */
export const now = 1_700_000_000_000;

/** A bucket of a store of one's own, in the path, and with other traits. */
export function bucketAt(endpoint = 'https://store:9000', over: Partial<Bucket> = {}): Bucket {
	const usual = {region: 'us-east-1', bucket: 'b', pathStyle: true, certificateAuthority: null};
	return {endpoint: new URL(endpoint), ...usual, ...over};
}

type Failure = Partial<StoreFault> & {code: string; action?: StoreAction; message?: string} & Partial<Tried>;

/** What the operator is told of a failure; an answer with status 403 unless said otherwise. */
export function explained({code, action = 'put', message = 'the words', ...more}: Failure): StoreFailure {
	const {status = 403, fromStore = status !== null, expectedRegion, serverTime, peer, ...around} = more;
	const error = new StoreError(message, {code, status, fromStore, expectedRegion, serverTime, peer});
	const tried: Tried = {
		bucket: bucketAt(),
		path: 'p',
		profile: 'dev',
		accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
		now,
		owned: null,
		source: 'command line',
		...around,
	};
	return explainStore({action, error}, tried);
}

/** Why it failed, without where. */
export function whyOf({message}: StoreFailure): string {
	return message.replace(/^could not .*? bucket "b" at [^ ]+: /, '');
}
