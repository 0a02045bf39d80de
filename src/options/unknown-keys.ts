import {didYouMean} from '../errors/did-you-mean.ts';
import {isJsonObject, type JsonObject} from '../errors/json.ts';
import {firstOf} from './first-of.ts';
import {inTime} from './in-time.ts';
import {dotted, type JsonPath, valueAt} from './json-path.ts';
import {lineOf, type OptionsFile} from './options-file.ts';

/** A key that the package does not have. Cosmos accepts it without a word unless the package closes its schema, which few do. */
export type UnknownKey = {
	path: JsonPath;
	/** The option that was probably meant; null when none comes to mind. Looked for when it is asked for. */
	readonly meant: JsonPath | null;
};

/**
 * The topmost keys of the options that the package's config schema does not list. Where a schema leaves open which keys
 * it has, none is unknown, nor where one takes for ever to tell. null: the package has no config schema, so there is nothing to judge by.
 */
export function unknownKeys(config: JsonObject | null, options: JsonObject): UnknownKey[] {
	if (config === null) return [];
	return inTime(() => unknownBelow({schema: config, path: []}, options, config))?.result ?? [];
}

/** As many as anybody reads, then how many more there are. */
export function unknownKeysInWords(keys: readonly UnknownKey[], file: OptionsFile): string[] {
	const {first, more} = firstOf(keys);
	const rest = more === 0 ? [] : [`${more} more keys of ${file.path} are no options of the package and have no effect`];
	return [...first.map(key => unknownKeyInWords(key, file)), ...rest];
}

/** e.g. registry.s3.buckt (registry-options.json, line 4) is no option of the package and has no effect; did you mean registry.s3.bucket? */
function unknownKeyInWords({path, meant}: UnknownKey, file: OptionsFile): string {
	const line = lineOf(file, path);
	const place = line === null ? file.path : `${file.path}, line ${line}`;
	const question = meant === null ? '' : `; did you mean ${dotted(meant)}?`;
	return `${dotted(path)} (${place}) is no option of the package and has no effect${question}`;
}

type Level = {schema: JsonObject; path: JsonPath};

function unknownBelow({schema, path}: Level, options: JsonObject, config: JsonObject): UnknownKey[] {
	const properties = listedProperties(schema);
	if (properties === null) return [];
	const siblings = Object.keys(properties).filter(name => !Object.hasOwn(options, name));
	return Object.entries(options).flatMap(([key, value]) => {
		const property = valueAt(properties, [key]);
		if (isJsonObject(property) && isJsonObject(value)) {
			return unknownBelow({schema: property, path: [...path, key]}, value, config);
		}
		if (property !== undefined || allowsMore(schema, key)) return [];
		const unknown: UnknownKey = {
			path: [...path, key],
			get meant() {
				return meantBy(key, {siblings, path, config});
			},
		};
		return [unknown];
	});
}

/** null when the schema does not say by itself which keys it has: what stands in these words may add some. */
function listedProperties(schema: JsonObject): JsonObject | null {
	const elsewhere = ['$ref', 'allOf', 'anyOf', 'oneOf', 'extends'].some(word => Object.hasOwn(schema, word));
	const properties = valueAt(schema, ['properties']);
	return isJsonObject(properties) && !elsewhere ? properties : null;
}

function allowsMore(schema: JsonObject, key: string): boolean {
	const additional = valueAt(schema, ['additionalProperties']);
	const patterns = valueAt(schema, ['patternProperties']);
	const matched = isJsonObject(patterns) && Object.keys(patterns).some(pattern => mayMatch(pattern, key));
	return additional === true || isJsonObject(additional) || matched;
}

/** What only Cosmos' own expressions understand may match anything. */
function mayMatch(pattern: string, key: string): boolean {
	try {
		return new RegExp(pattern).test(key);
	} catch {
		return true;
	}
}

type Context = {siblings: readonly string[]; path: JsonPath; config: JsonObject};

function meantBy(key: string, {siblings, path, config}: Context): JsonPath | null {
	const sibling = didYouMean(key, siblings);
	if (sibling !== null) return [...path, sibling];
	const [place, ...others] = placesOf(key, {schema: config, path: []});
	return place !== undefined && others.length === 0 ? place : null;
}

/** Everywhere that a schema lists an option with this name. */
function placesOf(name: string, {schema, path}: Level): JsonPath[] {
	return Object.entries(listedProperties(schema) ?? {}).flatMap(([key, property]) => {
		const place = [...path, key];
		const below = isJsonObject(property) ? placesOf(name, {schema: property, path: place}) : [];
		return key === name ? [place, ...below] : below;
	});
}
