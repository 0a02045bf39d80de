import {inText, type JsonObject} from '../errors/json.ts';
import {type JsonPath, textAt, valueAt} from '../options/json-path.ts';
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

export function sameStorage(one: JsonObject, other: JsonObject): boolean {
	const backend = backendIn(one);
	const same = (path: JsonPath) => (textAt(one, path) ?? '') === (textAt(other, path) ?? '');
	return backend === backendIn(other) && identity[backend].every(same);
}
