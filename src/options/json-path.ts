import {isJsonObject, type Json, type JsonObject} from '../errors/json.ts';

/** The keys that lead to a value of an options document, e.g. ['registry', 's3', 'bucket']. */
export type JsonPath = readonly string[];

/** undefined when a key on the way is missing. */
export function valueAt(document: Json | undefined, path: JsonPath): Json | undefined {
	return path.reduce<Json | undefined>(
		(value, key) => (isJsonObject(value) && Object.hasOwn(value, key) ? value[key] : undefined),
		document,
	);
}

/** null when there is no text at that place. */
export function textAt(document: Json | undefined, path: JsonPath): string | null {
	const value = valueAt(document, path);
	return typeof value === 'string' ? value : null;
}

/** The document with one value put in; undefined takes the key out. What is not an object on the way is replaced by one. */
export function withValueAt(document: JsonObject, path: JsonPath, value: Json | undefined): JsonObject {
	const [key, ...rest] = path;
	if (key === undefined || (value === undefined && valueAt(document, path) === undefined)) return document;
	const below = valueAt(document, [key]);
	const inner = rest.length === 0 ? value : withValueAt(isJsonObject(below) ? below : {}, rest, value);
	const others = Object.entries(document).filter(([name]) => name !== key);
	return inner === undefined ? Object.fromEntries(others) : {...document, [key]: inner};
}

/** As people read it in an error: registry.s3.bucket, with a key that would mislead them in quotes: labels."a.b" */
export function dotted(path: JsonPath): string {
	return path.map(key => (/^[^\s."\p{C}]+$/u.test(key) ? key : JSON.stringify(key))).join('.');
}
