import type {Bucket} from '../s3/object-store.ts';
import {isAmazon, regionIn} from './endpoint.ts';

export type BucketWish = {
	bucket: string;
	endpoint: URL;
	/** null: read from an AWS endpoint's name, else us-east-1, which S3-compatible stores take. */
	region: string | null;
	pathStyle: PathStyle;
	certificateAuthority: string | null;
};

/** Whether the bucket is named in the path of the URL: `auto` finds out by asking. */
export type PathStyle = 'auto' | 'always' | 'never';

/** How the bucket can be addressed, the likelier way first. */
export function bucketAddresses(wish: BucketWish): [Bucket, ...Bucket[]] {
	const {bucket, endpoint, certificateAuthority, pathStyle} = wish;
	const region = wish.region ?? (isAmazon(endpoint) ? regionIn(endpoint) : null) ?? 'us-east-1';
	const inPath = {bucket, endpoint, region, certificateAuthority, pathStyle: true};
	const inHost = {...inPath, pathStyle: false};
	if (pathStyle !== 'auto') return [pathStyle === 'always' ? inPath : inHost];
	// Amazon wants the bucket in the host name; other stores rarely have a name and a certificate for each bucket
	return isAmazon(endpoint) ? [inHost, inPath] : [inPath, inHost];
}
