import {pasteable} from '../errors/command-line.ts';
import {UsageError} from '../errors/errors.ts';
import {withoutOuterSlashes} from '../registry/naming.ts';

/** The name alone: people paste s3://bucket/path and arn:aws:s3:::bucket too. */
export function bucketName(text: string): string {
	const [, pasted] = /^(?:s3:\/\/|arn:aws[\w-]*:s3:::)([^/]+)/.exec(text) ?? [];
	if (pasted !== undefined) {
		throw new UsageError(`--bucket takes the name alone, not "${text}"`, {hint: pasteable`--bucket ${pasted}`});
	}
	if (/^[\w.-]+$/.test(text) && !isNoSegment(text)) return text;
	throw new UsageError(`--bucket takes the name of a bucket, not "${text}"`);
}

/** A path of the registry's own: below it lie its packages, so it must be somewhere. */
export function pathInBucket(text: string): string {
	const segments = withoutOuterSlashes(text).split('/');
	if (!segments.some(isNoSegment)) return segments.join('/');
	throw new UsageError(`--path takes a path of the registry's own in the bucket, such as dcos/packages, not "${text}"`);
}

/** A leading slash makes no difference: it is the same secret. */
export function secretPath(text: string): string {
	const segments = text.replace(/^\/+/, '').split('/');
	if (!segments.some(isNoSegment)) return segments.join('/');
	throw new UsageError(`--secret takes the path of a secret, such as dcos-registry/s3-credentials, not "${text}"`);
}

/** Where the volume is in the container: Marathon takes one name there, and no path. */
export function containerPath(text: string): string {
	if (/^[\w.-]+$/.test(text) && !isNoSegment(text)) return text;
	throw new UsageError(`--container-path takes a name without slashes, such as package-registry, not "${text}"`);
}

/** The flags that neither the command line nor anything else gave, e.g. "--bucket, --path"; empty when there is none. */
export function missingFlags(values: Readonly<Record<string, string | null>>): string {
	const missing = Object.entries(values).filter(([, value]) => value === null);
	return missing.map(([name]) => `--${name}`).join(', ');
}

function isNoSegment(segment: string): boolean {
	return ['', '.', '..'].includes(segment) || /\p{Cc}/u.test(segment);
}
