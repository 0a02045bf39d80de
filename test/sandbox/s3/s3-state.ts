import {type Buckets, createBuckets} from './buckets.ts';
import type {S3Key} from './keys.ts';
import type {Addressing} from './s3-request.ts';

export type S3Options = {
	/** The endpoint's region, such as "us-east-1"; a request signed for another is refused. */
	region: string;
	/** The buckets that there are, by name; one of another region than the endpoint's is answered with a redirect. */
	buckets: Record<string, {owner?: string; region?: string}>;
	keys: S3Key[];
	/** Key and certificate, PEM; plain HTTP without. */
	tls?: {key: string; cert: string};
	/** Signatures more than 15 minutes away from it are refused; the real clock without. */
	now?: () => Date;
	/** The address to listen on, 127.0.0.1 without. */
	host?: string;
	/** More names under which the service is reached: a bucket's name may stand in front, as in bucket.NAME. */
	ownNames?: string[];
	/** Where a bucket's name is understood; in the path and in the host when absent, as at Amazon. */
	addressing?: Addressing;
};

/** What the service knows while it answers. */
export type S3State = {
	region: string;
	keys: S3Key[];
	buckets: Buckets;
	/** Host names in front of which a bucket's name may stand. */
	ownNames: string[];
	addressing: Addressing;
	/** Whether it is reached over TLS. */
	secure: boolean;
	now: () => Date;
};

export const defaultHost = '127.0.0.1';

export function createState(options: S3Options): S3State {
	const {region, keys, tls, host = defaultHost, ownNames = [], addressing = 'both', now = () => new Date()} = options;
	return {
		region,
		keys,
		buckets: createBuckets(options.buckets, {created: now(), region}),
		ownNames: ['localhost', host, ...ownNames],
		addressing,
		secure: tls !== undefined,
		now,
	};
}
