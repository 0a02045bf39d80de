/** What JSON.parse can give. */
export type Json = null | boolean | number | string | readonly Json[] | JsonObject;

export type JsonObject = {readonly [key: string]: Json};

/** A value in a sentence: text as it is, anything else as JSON. */
export function inText(value: Json): string {
	return typeof value === 'string' ? value : JSON.stringify(value);
}

export function isJsonObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
