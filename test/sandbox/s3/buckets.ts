import {defaultAccount} from './keys.ts';
import {S3Error} from './s3-error.ts';

/** One object: `headers` are what the uploader said about it and gets back with it, user metadata included. */
export type StoredObject = {body: Buffer; etag: string; modified: Date; headers: Record<string, string>};

export type UploadedPart = {body: Buffer; etag: string};

/** A multipart upload that is neither completed nor aborted. */
export type Upload = {
	id: string;
	key: string;
	initiated: Date;
	headers: Record<string, string>;
	parts: Map<number, UploadedPart>;
};

export type Bucket = {
	name: string;
	/** The account that it belongs to. */
	owner: string;
	region: string;
	created: Date;
	objects: Map<string, StoredObject>;
	uploads: Map<string, Upload>;
};

/** All that the service keeps, in memory. */
export type Buckets = Map<string, Bucket>;

/** Empty buckets by their names, in the region `usual.region` unless another is given. */
export function createBuckets(
	described: Record<string, {owner?: string; region?: string}>,
	usual: {created: Date; region: string},
): Buckets {
	const buckets: Buckets = new Map();
	for (const [name, {owner = defaultAccount, region = usual.region}] of Object.entries(described)) {
		buckets.set(name, {name, owner, region, created: usual.created, objects: new Map(), uploads: new Map()});
	}
	return buckets;
}

/** The bucket of that name; NoSuchBucket when there is none. */
export function findBucket(buckets: Buckets, name: string): Bucket {
	const bucket = buckets.get(name);
	if (!bucket) throw new S3Error('NoSuchBucket', {BucketName: name});
	return bucket;
}

/** Names in the order of S3's lists: by their UTF-8 bytes, which is not the order of JavaScript's strings. */
export function sortNames(names: Iterable<string>): string[] {
	return [...names].sort(compareNames);
}

/** Less than 0 when S3 lists `left` before `right`. */
export function compareNames(left: string, right: string): number {
	return Buffer.compare(Buffer.from(left), Buffer.from(right));
}
