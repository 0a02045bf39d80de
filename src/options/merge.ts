import {isJsonObject, type Json, type JsonObject} from '../errors/json.ts';

/** As Cosmos merges options over defaults: objects key by key, everything else (arrays and null too) replaces. */
export function merge(under: JsonObject, over: JsonObject): JsonObject {
	const merged: Record<string, Json> = {...under};
	for (const [key, value] of Object.entries(over)) {
		const below = merged[key];
		merged[key] = isJsonObject(below) && isJsonObject(value) ? merge(below, value) : value;
	}
	return merged;
}

export type Difference = {path: readonly string[]; here: Json | undefined; there: Json | undefined};

/** Every place at which two documents are not the same; undefined where one has nothing. */
export function differences(
	here: Json | undefined,
	there: Json | undefined,
	path: readonly string[] = [],
): Difference[] {
	if (isJsonObject(here) && isJsonObject(there)) {
		const keys = [...new Set([...Object.keys(here), ...Object.keys(there)])].sort();
		return keys.flatMap(key => differences(here[key], there[key], [...path, key]));
	}
	return JSON.stringify(here) === JSON.stringify(there) ? [] : [{path, here, there}];
}
