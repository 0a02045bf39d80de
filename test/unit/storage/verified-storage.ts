import type {Bucket} from '../../../src/s3/object-store.ts';
import {type VerifyRequest, verifyStorage} from '../../../src/storage/verify.ts';
import {memoryBucket} from './memory-bucket.ts';
import {s3Options, secretPath, storedKeys} from './s3-requests.ts';
import {storageCluster} from './storage-cluster.ts';
import {storageWorld} from './storage-world.ts';

const request: VerifyRequest = {
	optionsPath: 'o.json',
	serviceName: null,
	region: null,
	pathStyle: 'auto',
	endpointCa: null,
};
/** The stored keys of a cluster whose registry works. */
export const secrets = {[secretPath]: storedKeys};

export type Traits = Parameters<typeof storageWorld>[0];

/** What verifying gives in this world, and the buckets that were looked into. */
export async function verified(traits: Traits = {}, over: Partial<VerifyRequest> = {}) {
	const buckets: Bucket[] = [];
	const around = storageWorld({
		cluster: storageCluster({installed: {'dcos-registry': s3Options()}, secrets}),
		openObjectStore: bucket => {
			buckets.push(bucket);
			return memoryBucket().store;
		},
		...traits,
	});
	const outcome = await verifyStorage({...request, ...over}, around.world).then(
		report => ({report, error: null}),
		(error: unknown) => ({report: null, error: error as Error & {hint?: string}}),
	);
	return {...around, ...outcome, buckets};
}
