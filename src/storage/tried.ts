import {looksLikeKeyId} from '../errors/access-key-id.ts';
import {pasteable} from '../errors/command-line.ts';
import {dotted} from '../options/json-path.ts';
import {s3Option} from '../registry/package-options.ts';
import type {Bucket} from '../s3/object-store.ts';

/** What was tried, in the operator's words. */
export type Tried = {
	bucket: Bucket;
	/** The path in the bucket. */
	path: string;
	profile: string;
	accessKeyId: string;
	/** This machine's clock, milliseconds since 1970. */
	now: number;
	/** Whether the bucket is in the key's own account; null when the store does not tell. */
	owned: boolean | null;
	/** Where the credential and the address come from: what can be mended differs. */
	source: 'command line' | 'cluster';
};

export type Words = {why: string; hint: string};

/** Where a part of the address is written. */
export function optionFor(name: 'endpoint' | 'bucket', {source}: Tried): string {
	return source === 'command line' ? `--${name}` : `${dotted(s3Option[name])} in the options`;
}

/** The hint that names the right endpoint, to be pasted where that is possible. */
export function rightEndpoint(tried: Tried, url: string): string {
	return tried.source === 'command line'
		? pasteable`--endpoint ${url}`
		: `${optionFor('endpoint', tried)} should be ${url}`;
}

/** Whose it is, and the beginning of its id where that cannot be the secret key in the wrong place. */
export function accessKey({accessKeyId, profile}: Tried): string {
	const id = looksLikeKeyId(accessKeyId) ? ` ${accessKeyId.slice(0, 4)}…` : '';
	return `the access key${id} of profile "${profile}"`;
}

/** Whoever verifies has no flags for the credential: it is mended by storing another one. */
export function otherKeys({source}: Tried, onCommandLine: string): string {
	return source === 'command line' ? onCommandLine : 'store other keys with: dcos registry storage s3 --rotate';
}
