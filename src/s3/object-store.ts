import type {Secret} from '../errors/secret.ts';

export type KeyPair = {accessKeyId: string; secretAccessKey: Secret};

export type Bucket = {
	/** With scheme, without bucket: https://s3.us-east-1.amazonaws.com. May have a port and a path. */
	endpoint: URL;
	region: string;
	bucket: string;
	/** true: https://endpoint/bucket/key; false: https://bucket.endpoint/key. */
	pathStyle: boolean;
	/** PEM certificates to trust beside the system's; null for none. */
	certificateAuthority: string | null;
};

/** One bucket seen with one key pair. Every call is one signed request; each throws a StoreError when it fails. */
export type ObjectStore = {
	/** The keys below a prefix, at most `limit`. */
	list(prefix: string, limit: number): Promise<readonly string[]>;
	/** The names of the buckets that the key's own account has. */
	ownBuckets(): Promise<readonly string[]>;
	put(key: string, body: Buffer): Promise<void>;
	get(key: string): Promise<Buffer>;
	delete(key: string): Promise<void>;
	/** Resolves to the upload id. */
	beginUpload(key: string): Promise<string>;
	/** Resolves to the part's ETag. Parts count from 1; all but the last have at least 5 MiB. */
	uploadPart(key: string, uploadId: string, part: number, body: Buffer): Promise<string>;
	completeUpload(key: string, uploadId: string, etags: readonly string[]): Promise<void>;
	abortUpload(key: string, uploadId: string): Promise<void>;
};

export type OpenObjectStore = (bucket: Bucket, keys: KeyPair) => Promise<ObjectStore>;
