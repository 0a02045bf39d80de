import type {Bucket, Buckets} from './buckets.ts';
import type {Permissions} from './permissions.ts';
import type {S3Request} from './s3-request.ts';

/** An authenticated request, as the operations see it. */
export type ServiceCall = {
	request: S3Request;
	/** The body without its transfer framing. */
	payload: Buffer;
	buckets: Buckets;
	now: Date;
	permissions: Permissions;
};

export type BucketCall = ServiceCall & {bucket: Bucket};

export type ObjectCall = BucketCall & {key: string};

/** What the sender gets; a string is an XML document. */
export type S3Answer = {status: number; headers?: Record<string, string>; body?: Buffer | string};
