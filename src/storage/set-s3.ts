import {stopIfInterrupted} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {edited} from '../options/options-file.ts';
import type {World} from '../world.ts';
import type {BucketWish} from './bucket-address.ts';
import {checkBucket} from './check-bucket.ts';
import {confirmInsecure} from './insecure.ts';
import {planS3} from './s3-plan.ts';
import {type SecretPlan, storeSecret} from './stored-secret.ts';

export type S3Request = Omit<BucketWish, 'certificateAuthority'> & {
	optionsPath: string;
	/** The path in the bucket. */
	path: string;
	/** A PEM file; null: what the system trusts is enough. */
	endpointCa: string | null;
	/** The AWS credential file; null: where the AWS tools look. */
	credentials: string | null;
	profile: string | null;
	/** Where the secret goes; null: below the service's own name. */
	secret: string | null;
	rotate: boolean;
	serviceName: string | null;
	instances: number | null;
	skipVerify: boolean;
	dryRun: boolean;
};

export type S3Report = {
	dryRun: boolean;
	service: string;
	/** `removed`: keys of another storage that gave way. */
	optionsFile: {path: string; state: 'created' | 'changed' | 'unchanged'; removed: readonly string[]};
	secret: {path: string; state: SecretPlan['state']};
	bucket: {name: string; path: string; endpoint: string; verified: boolean};
	/** The whole options document. */
	options: JsonObject;
};

/** Makes s3 the registry's storage: everything is looked at first, then the secret is stored, then the options file written. */
export async function setS3(request: S3Request, world: World): Promise<S3Report> {
	const cluster = await world.cluster();
	const {file, edits, options, service, secret, keys, profile, removed} = await planS3(request, cluster, world);
	// trying the bucket writes to it, so a dry run leaves that out too
	const verified = !request.skipVerify && !request.dryRun;
	if (verified) await checkBucket(request, {keys, profile}, world);
	await confirmInsecure(cluster, request, world);
	stopIfInterrupted(world.interrupted, 'nothing was changed');
	if (!request.dryRun) await storeSecret(cluster, secret, world);
	const text = edited(file.text, edits);
	const changed = text !== file.text;
	if (changed && !request.dryRun) await world.files.writeAtomically(file.path, text);
	const {path, endpoint, bucket: name} = request;
	return {
		dryRun: request.dryRun,
		service,
		optionsFile: {path: file.path, state: file.text === null ? 'created' : changed ? 'changed' : 'unchanged', removed},
		secret: {path: secret.path, state: secret.state},
		bucket: {name, path, endpoint, verified},
		options,
	};
}
