import type {Bucket, Buckets} from './buckets.ts';
import type {S3Request} from './s3-request.ts';

/** An authenticated request, as the operations see it. */
export type ServiceCall = {
	request: S3Request;
	/** The body without its transfer framing. */
	payload: Buffer;
	buckets: Buckets;
	region: string;
	now: Date;
	/** Whether the sender may list: without that right S3 does not even say that a key is missing. */
	mayList: boolean;
};

export type BucketCall = ServiceCall & {bucket: Bucket};

export type ObjectCall = BucketCall & {key: string};

/** What the sender gets; a string is an XML document. */
export type S3Answer = {status: number; headers?: Record<string, string>; body?: Buffer | string};
