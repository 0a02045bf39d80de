import {compareNames} from './buckets.ts';

/** Which part of the keys to list: everything behind `after`, with keys that share a text up to `delimiter` as one. */
export type PageRequest = {prefix: string; delimiter: string; after: string; maxKeys: number};

/** One page; `last` is where the next one goes on, undefined when this is the last page. */
export type Page = {keys: string[]; commonPrefixes: string[]; last: string | undefined};

/** Takes the asked page from keys in S3's order. */
export function pageKeys(sortedKeys: string[], {prefix, delimiter, after, maxKeys}: PageRequest): Page {
	const keys: string[] = [];
	const commonPrefixes: string[] = [];
	let last = after;
	for (const key of sortedKeys) {
		if (!key.startsWith(prefix) || compareNames(key, after) <= 0) continue;
		const group = findCommonPrefix(key, prefix, delimiter);
		if (group !== undefined && group === last) continue;
		if (keys.length + commonPrefixes.length >= maxKeys) {
			return {keys, commonPrefixes, last: maxKeys > 0 ? last : undefined};
		}
		if (group === undefined) keys.push(key);
		else commonPrefixes.push(group);
		last = group ?? key;
	}
	return {keys, commonPrefixes, last: undefined};
}

function findCommonPrefix(key: string, prefix: string, delimiter: string): string | undefined {
	const at = delimiter === '' ? -1 : key.indexOf(delimiter, prefix.length);
	return at < 0 ? undefined : key.slice(0, at + delimiter.length);
}
