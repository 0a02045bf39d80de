import {isDeepStrictEqual} from 'node:util';
import {isJsonObject, type Json, type JsonObject} from '../errors/json.ts';
import {valueAt} from './json-path.ts';

/** As Cosmos merges options over defaults: objects key by key, everything else (arrays and null too) replaces. */
export function merge(under: JsonObject, over: JsonObject): JsonObject {
	const merged = new Map(Object.entries(under));
	for (const [key, value] of Object.entries(over)) {
		const below = merged.get(key);
		merged.set(key, isJsonObject(below) && isJsonObject(value) ? merge(below, value) : value);
	}
	return Object.fromEntries(merged);
}

export type Difference = {path: readonly string[]; here: Json | undefined; there: Json | undefined};

/** Every place at which two documents are not the same; undefined where one has nothing. The order of keys makes no difference. */
export function differences(
	here: Json | undefined,
	there: Json | undefined,
	path: readonly string[] = [],
): Difference[] {
	if (isJsonObject(here) && isJsonObject(there)) {
		const keys = [...new Set([...Object.keys(here), ...Object.keys(there)])].sort();
		return keys.flatMap(key => differences(valueAt(here, [key]), valueAt(there, [key]), [...path, key]));
	}
	return isDeepStrictEqual(here, there) ? [] : [{path, here, there}];
}
