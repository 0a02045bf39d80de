import type {ErrorObject, ValidateFunction} from 'ajv';
import ajvDraft04 from 'ajv-draft-04';
import type {Json, JsonObject} from '../errors/json.ts';
import {inTime} from './in-time.ts';
import {merge} from './merge.ts';
import {defaultsOf} from './schema.ts';

export type OptionFault = {
	/** RFC 6901, e.g. /registry/s3/bucket */
	pointer: string;
	path: readonly string[];
	expected: string;
	/** The key itself is the fault, whatever its value. */
	unwanted: boolean;
	/** What stands there, as JSON; null when nothing does. */
	found: string | null;
};

/**
 * Every fault of the options against the package's config schema, as Cosmos judges them: after its defaults are filled in.
 * null when the schema cannot be used here (another dialect, one that refers to itself without end, or that takes for ever): then Cosmos
 * alone can judge.
 */
export function validate(config: JsonObject | null, options: JsonObject): OptionFault[] | null {
	if (config === null) return [];
	return inTime(() => faultsIn(config, options))?.result ?? null;
}

function faultsIn(config: JsonObject, options: JsonObject): OptionFault[] | null {
	const check = compiled(config);
	if (check === null) return null;
	const document = merge(defaultsOf(config), options);
	try {
		return check(document) ? [] : (check.errors ?? []).map(error => faultOf(error, document));
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}

function compiled({$schema: _dialect, ...schema}: JsonObject): ValidateFunction | null {
	const lenient = {
		strict: false,
		validateFormats: false,
		validateSchema: false,
		unicodeRegExp: false,
		// what every object of JavaScript has is no option
		ownProperties: true,
		logger: false,
	} as const;
	try {
		return new ajvDraft04.default({...lenient, allErrors: true}).compile(schema);
	} catch {
		return null;
	}
}

function faultOf(error: ErrorObject, document: JsonObject): OptionFault {
	const key = error.params.missingProperty ?? error.params.additionalProperty;
	const path = [...keysOf(error.instancePath), ...(key === undefined ? [] : [String(key)])];
	const value = path.reduce<Json | undefined>(
		(at, key) => (Object.hasOwn(Object(at), key) ? (at as JsonObject)[key] : undefined),
		document,
	);
	return {
		pointer: path.map(key => `/${key.replaceAll('~', '~0').replaceAll('/', '~1')}`).join(''),
		path,
		expected: expectation(error),
		unwanted: error.keyword === 'additionalProperties',
		found: value === undefined ? null : JSON.stringify(value),
	};
}

function expectation(error: ErrorObject): string {
	if (error.keyword === 'required') return 'is required';
	if (error.keyword === 'enum')
		return `must be one of ${(error.params.allowedValues as unknown[]).map(each => JSON.stringify(each)).join(', ')}`;
	if (error.keyword === 'additionalProperties')
		return `must not have the key "${String(error.params.additionalProperty)}"`;
	return error.message ?? error.keyword;
}

function keysOf(pointer: string): string[] {
	return pointer
		.split('/')
		.slice(1)
		.map(key => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
