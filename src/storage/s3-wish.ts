import {UsageError} from '../errors/errors.ts';
import type {JsonObject} from '../errors/json.ts';
import {type JsonPath, textAt} from '../options/json-path.ts';
import {s3Option} from '../registry/package-options.ts';
import {endpointIn} from './endpoint.ts';
import type {S3Request} from './set-s3.ts';
import {prefixOf} from './try-out.ts';

/** The place of the packages, complete. */
export type S3Wish = {
	bucket: string;
	/** Without outer slashes. */
	path: string;
	endpoint: URL;
	/** As the options get it. */
	endpointText: string;
};

/** What the command line says, else the options file. Throws a UsageError for what neither says, and for an impossible endpoint. */
export function s3Wish(request: S3Request, options: JsonObject): S3Wish {
	const wanted = {
		bucket: request.bucket ?? filled(options, s3Option.bucket),
		path: request.path ?? filled(options, s3Option.path),
		endpoint: request.endpoint ?? filled(options, s3Option.endpoint),
	};
	const {bucket, path, endpoint} = wanted;
	if (bucket === null || path === null || endpoint === null) throw incomplete(wanted, request.optionsPath);
	const read = endpointIn(endpoint, bucket);
	if ('fault' in read) throw new UsageError(`--endpoint: ${read.fault}`, {hint: `--endpoint ${read.meant}`});
	return {bucket, path: prefixOf(path).slice(0, -1), endpoint: read.url, endpointText: read.text};
}

/** null also for an empty text, which is how packages say that there is none. */
export function filled(options: JsonObject, path: JsonPath): string | null {
	return textAt(options, path) || null;
}

function incomplete(wanted: Readonly<Record<string, string | null>>, optionsPath: string): UsageError {
	const missing = Object.entries(wanted).filter(([, value]) => value === null);
	const flags = missing.map(([name]) => `--${name}`).join(', ');
	return new UsageError(`storage s3 needs ${flags}: ${optionsPath} does not say it either`, {
		hint: 'dcos registry storage s3 --help',
	});
}
