import {UsageError} from '../errors/errors.ts';
import type {Bucket} from '../s3/object-store.ts';

export type BucketWish = {
	bucket: string;
	endpoint: string;
	/** null: read from an AWS endpoint's name, else us-east-1, which S3-compatible stores take. */
	region: string | null;
	pathStyle: 'auto' | 'always' | 'never';
	certificateAuthority: string | null;
};

/** How the bucket is addressed. Throws a UsageError when the endpoint is no http(s) URL. */
export function bucketAddress({bucket, endpoint, region, pathStyle, certificateAuthority}: BucketWish): Bucket {
	const url = endpointUrl(endpoint);
	const amazon = /(?:^|\.)s3[.-](?:([a-z0-9-]+)\.)?amazonaws\.com(?:\.cn)?$/.exec(url.hostname);
	return {
		endpoint: url,
		region: region ?? amazon?.[1] ?? 'us-east-1',
		bucket,
		// Amazon wants the bucket in the host name; other stores rarely have a name and a certificate for each bucket
		pathStyle: pathStyle === 'auto' ? amazon === null : pathStyle === 'always',
		certificateAuthority,
	};
}

function endpointUrl(endpoint: string): URL {
	const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
	if (url !== null && /^https?:$/.test(url.protocol)) return url;
	throw new UsageError(`--endpoint takes an http(s) URL such as https://s3.us-east-1.amazonaws.com, not "${endpoint}"`);
}
