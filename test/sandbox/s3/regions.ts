import type {Bucket} from './buckets.ts';
import type {Operation} from './operations.ts';
import {S3Error} from './s3-error.ts';
import type {S3Request} from './s3-request.ts';
import type {S3State} from './s3-state.ts';

/** Sends the client of a bucket that lives in another region to that region's endpoint, as Amazon does: not by a Location. */
export function checkRegion({name, region}: Bucket, {path, key = ''}: S3Request, endpointRegion: string): void {
	if (region === endpointRegion) return;
	const endpoint = `s3-${region}.amazonaws.com`;
	const inHost = path === `/${key}`;
	throw new S3Error('PermanentRedirect', {Endpoint: inHost ? `${name}.${endpoint}` : endpoint, Bucket: name});
}

/**
 * The header field with the bucket's region: in every answer to HeadBucket, refusals included, because they have no body that
 * could name it, and in every redirect.
 */
export function nameRegion(
	{bucket = ''}: S3Request,
	operation: Operation | undefined,
	{buckets, region}: S3State,
): Record<string, string> {
	const own = buckets.get(bucket)?.region;
	if (own === undefined || (operation?.name !== 'HeadBucket' && own === region)) return {};
	return {'x-amz-bucket-region': own};
}
