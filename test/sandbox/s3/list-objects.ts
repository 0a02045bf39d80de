import {type Bucket, sortNames} from './buckets.ts';
import {describeOwner} from './describe-buckets.ts';
import {type Listing, openToken, readListing, sealToken} from './listing.ts';
import {type Page, pageKeys} from './page-keys.ts';
import type {BucketCall, S3Answer} from './s3-call.ts';
import {invalidArgument} from './s3-error.ts';
import {queryValue} from './s3-request.ts';
import {buildResult, type XmlElements} from './xml.ts';

/** ListObjects, the first version, whose pages go on behind a key. */
export function listObjects({request, bucket}: BucketCall): S3Answer {
	const listing = readListing(request);
	const marker = queryValue(request, 'marker') ?? '';
	const page = takePage(bucket, listing, marker);
	// S3 names the next marker only where it is not simply the last key.
	const next = listing.delimiter === undefined || page.last === undefined ? undefined : listing.encode(page.last);
	const body = buildResult('ListBucketResult', {
		...describeListing(bucket, {listing, page}),
		Marker: listing.encode(marker),
		NextMarker: next,
		...describePage(bucket, {listing, page, withOwner: true}),
	});
	return {status: 200, body};
}

/** ListObjectsV2, whose pages go on at an opaque token. */
export function listObjectsV2({request, bucket}: BucketCall): S3Answer {
	const type = queryValue(request, 'list-type') ?? '';
	if (type !== '2') throw invalidArgument('list-type', type, 'Invalid List Type specified in Query');
	const listing = readListing(request);
	const token = queryValue(request, 'continuation-token');
	const startAfter = queryValue(request, 'start-after');
	const page = takePage(bucket, listing, token === undefined ? (startAfter ?? '') : openToken(token));
	const body = buildResult('ListBucketResult', {
		...describeListing(bucket, {listing, page}),
		StartAfter: startAfter === undefined ? undefined : listing.encode(startAfter),
		ContinuationToken: token,
		NextContinuationToken: page.last === undefined ? undefined : sealToken(page.last),
		KeyCount: page.keys.length + page.commonPrefixes.length,
		...describePage(bucket, {listing, page, withOwner: queryValue(request, 'fetch-owner') === 'true'}),
	});
	return {status: 200, body};
}

function takePage(bucket: Bucket, {prefix, delimiter = '', maxKeys}: Listing, after: string): Page {
	return pageKeys(sortNames(bucket.objects.keys()), {prefix, delimiter, after, maxKeys});
}

function describeListing({name}: Bucket, {listing, page}: {listing: Listing; page: Page}): XmlElements {
	const {prefix, encode, delimiter, maxKeys, encoding} = listing;
	return {
		Name: name,
		Prefix: encode(prefix),
		Delimiter: delimiter === undefined ? undefined : encode(delimiter),
		MaxKeys: maxKeys,
		EncodingType: encoding,
		IsTruncated: page.last !== undefined,
	};
}

function describePage(
	{objects, owner}: Bucket,
	{listing, page, withOwner}: {listing: Listing; page: Page; withOwner: boolean},
): XmlElements {
	const contents = page.keys.map(key => {
		const object = objects.get(key);
		return {
			Key: listing.encode(key),
			LastModified: object?.modified.toISOString(),
			ETag: object?.etag,
			Size: object?.body.length,
			Owner: withOwner ? describeOwner(owner) : undefined,
			StorageClass: object?.headers['x-amz-storage-class'] ?? 'STANDARD',
		};
	});
	const prefixes = page.commonPrefixes.map(prefix => ({Prefix: listing.encode(prefix)}));
	return {Contents: contents, CommonPrefixes: prefixes};
}
