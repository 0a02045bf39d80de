import {withoutEndSlashes} from '../errors/end-slashes.ts';
import {inText, type JsonObject} from '../errors/json.ts';
import {type JsonPath, textAt, valueAt} from '../options/json-path.ts';
import {withoutOuterSlashes} from './naming.ts';
import {s3Option, volumeOption} from './package-options.ts';

export type Backend = 's3' | 'volume' | 'local';

/** What makes one storage another one: with a different value the packages would be elsewhere. */
const identity: Readonly<Record<Backend, readonly JsonPath[]>> = {
	s3: [s3Option.bucket, s3Option.path, s3Option.endpoint],
	volume: [volumeOption.containerPath, volumeOption.hostname],
	local: [],
};

/** The storage that an options document chooses. A bucket's name decides: packages may fill in empty defaults for the rest. */
export function backendIn(options: JsonObject): Backend {
	if (textAt(options, s3Option.bucket)) return 's3';
	return textAt(options, volumeOption.hostname) ? 'volume' : 'local';
}

/** The storage in one line, e.g. "s3 (bucket my-bucket, path packages, https://…)". */
export function storageInWords(options: JsonObject): string {
	const backend = backendIn(options);
	const values = identity[backend].map(path => `${path.at(-1)} ${inText(valueAt(options, path) ?? 'unset')}`);
	return values.length === 0 ? backend : `${backend} (${values.join(', ')})`;
}

/** Whether the packages would be in the same place, however the endpoint and the path are written. */
export function sameStorage(one: JsonObject, other: JsonObject): boolean {
	const backend = backendIn(one);
	return backend === backendIn(other) && identity[backend].every(path => sameValue(path, one, other));
}

/**
 * Whether two registries would see each other's packages: both in one bucket of one endpoint, with the same path or
 * with one's path a folder around the other's.
 */
export function sharesStorage(one: JsonObject, other: JsonObject): boolean {
	if (backendIn(one) !== 's3' || backendIn(other) !== 's3') return false;
	if (![s3Option.bucket, s3Option.endpoint].every(path => sameValue(path, one, other))) return false;
	const [path, otherPath] = [placeAt(one, s3Option.path), placeAt(other, s3Option.path)];
	return isWithin(path, otherPath) || isWithin(otherPath, path);
}

function sameValue(path: JsonPath, one: JsonObject, other: JsonObject): boolean {
	return placeAt(one, path) === placeAt(other, path);
}

/** One spelling for each place; a value that is missing is an empty one. */
function placeAt(options: JsonObject, path: JsonPath): string {
	const value = textAt(options, path) ?? '';
	if (path === s3Option.path) return withoutOuterSlashes(value);
	return path === s3Option.endpoint ? oneSpelling(value) : value;
}

/** A URL's parser drops the default port and writes scheme and host in small letters. */
function oneSpelling(endpoint: string): string {
	const text = URL.canParse(endpoint) ? new URL(endpoint).href : endpoint;
	return withoutEndSlashes(text);
}

/** The empty path is the whole bucket. */
function isWithin(path: string, folder: string): boolean {
	return folder === '' || path === folder || path.startsWith(`${folder}/`);
}
