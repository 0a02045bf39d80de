import {pasteable} from '../errors/command-line.ts';
import {UsageError} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {optionText, s3Option} from '../registry/package-options.ts';
import {endpointIn} from './endpoint.ts';
import {bucketName, missingFlags, pathInBucket} from './place-checks.ts';
import type {S3Request} from './s3-request.ts';

/** The place of the packages, complete. */
export type S3Wish = {
	bucket: string;
	/** Without outer slashes. */
	path: string;
	endpoint: URL;
	/** As the options get it. */
	endpointText: string;
};

/** What the command line says, else the options file. Throws a UsageError for what neither says, and for what cannot be. */
export function s3Wish(request: S3Request, options: JsonObject): S3Wish {
	const wanted = {
		bucket: request.bucket ?? optionText(options, s3Option.bucket),
		path: request.path ?? optionText(options, s3Option.path),
		endpoint: request.endpoint ?? optionText(options, s3Option.endpoint),
	};
	const {bucket, path, endpoint} = wanted;
	if (bucket === null || path === null || endpoint === null) throw incomplete(wanted, request.optionsPath);
	const name = bucketName(bucket);
	const read = endpointIn(endpoint, name);
	if ('fault' in read) throw new UsageError(`--endpoint: ${read.fault}`, {hint: pasteable`--endpoint ${read.meant}`});
	return {bucket: name, path: pathInBucket(path), endpoint: read.url, endpointText: read.text};
}

function incomplete(wanted: Readonly<Record<string, string | null>>, optionsPath: string): UsageError {
	return new UsageError(`storage s3 needs ${missingFlags(wanted)}: ${optionsPath} does not say it either`, {
		hint: 'dcos registry storage s3 --help',
	});
}
