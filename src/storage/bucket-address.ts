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
	const amazon = /\.amazonaws\.com(?:\.cn)?$/.test(url.hostname);
	return {
		endpoint: url,
		region: region ?? (amazon ? regionIn(url.hostname) : null) ?? 'us-east-1',
		bucket,
		// Amazon wants the bucket in the host name; other stores rarely have a name and a certificate for each bucket
		pathStyle: pathStyle === 'auto' ? !amazon : pathStyle === 'always',
		certificateAuthority,
	};
}

/** s3.eu-west-1.amazonaws.com, s3-us-west-2.…, s3.dualstack.us-west-2.…, s3-fips.us-gov-west-1.…; null where no label is a region. */
function regionIn(hostname: string): string | null {
	const labels = hostname.split('.').map(label => label.replace(/^s3-(?:fips-)?/, ''));
	return labels.find(label => /^[a-z]{2}(?:-[a-z]+)+-\d+$/.test(label)) ?? null;
}

function endpointUrl(endpoint: string): URL {
	const url = URL.canParse(endpoint) ? new URL(endpoint) : null;
	if (url?.username || url?.password) {
		throw new UsageError('--endpoint must not hold a user or password', {
			hint: 'the keys come from the profile in the AWS credential file',
		});
	}
	if (url !== null && /^https?:$/.test(url.protocol)) return url;
	throw new UsageError(`--endpoint takes an http(s) URL such as https://s3.us-east-1.amazonaws.com, not "${endpoint}"`);
}
