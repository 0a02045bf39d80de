import {Ajv, type ErrorObject, type ValidateFunction} from 'ajv';

/** A validation error as the JSON schema library of Cosmos reports it. */
export type SchemaError = {
	level: 'error';
	schema: {loadingURI: string; pointer: string};
	instance: {pointer: string};
	domain: 'validation';
	keyword: string;
	message: string;
	[detail: string]: unknown;
};

type Detail = {message: string; [name: string]: unknown};

/** By the text of the schema: to compile one takes longer than everything else that is done with a package. */
const compiled = new Map<string, ValidateFunction>();

/** Every way in which the options break the schema; empty when they are valid. */
export function validateOptions(options: object, schema: object): SchemaError[] {
	const text = JSON.stringify(schema);
	const validate = compiled.get(text) ?? compile(schema);
	compiled.set(text, validate);
	return validate(options) ? [] : (validate.errors ?? []).map(describe);
}

function compile(schema: object): ValidateFunction {
	return new Ajv({strict: false, allErrors: true, verbose: true, validateFormats: false}).compile(schema);
}

function describe(error: ErrorObject): SchemaError {
	const detail = details[error.keyword] ?? (({message = ''}) => ({message: `instance ${message}`}));
	return {
		level: 'error',
		schema: {loadingURI: '#', pointer: error.schemaPath.replace(/^#/, '').replace(/\/[^/]*$/, '')},
		instance: {pointer: error.instancePath},
		domain: 'validation',
		keyword: error.keyword,
		...detail(error),
	};
}

const details: Record<string, (error: ErrorObject) => Detail> = {
	type: ({schema, data}) => {
		const expected = [schema].flat();
		const found = typeOf(data);
		const allowed = `(allowed: ${JSON.stringify(expected)})`;
		return {message: `instance type (${found}) does not match any allowed primitive type ${allowed}`, found, expected};
	},
	required: ({schema, params}) => {
		const missing = [String(params.missingProperty)];
		return {message: `object has missing required properties (${JSON.stringify(missing)})`, required: schema, missing};
	},
	additionalProperties: ({params}) => {
		const unwanted = [String(params.additionalProperty)];
		const list = JSON.stringify(unwanted);
		return {message: `object instance has properties which are not allowed by the schema: ${list}`, unwanted};
	},
	enum: ({schema, data: value}) => {
		const list = `(possible values: ${JSON.stringify(schema)})`;
		return {message: `instance value (${JSON.stringify(value)}) not found in enum ${list}`, enum: schema, value};
	},
	pattern: ({schema: regex, data: string}) => {
		const message = `ECMA 262 regex "${String(regex)}" does not match input string "${String(string)}"`;
		return {message, regex, string};
	},
	minimum: ({schema: minimum, data: found}) => {
		const values = `(minimum: ${String(minimum)}, found: ${String(found)})`;
		return {message: `numeric instance is lower than the required minimum ${values}`, minimum, found};
	},
	minLength: ({schema: minLength, data: value}) => {
		const found = String(value).length;
		const lengths = `(length: ${found}, required minimum: ${String(minLength)})`;
		return {message: `string "${String(value)}" is too short ${lengths}`, value, found, minLength};
	},
};

function typeOf(value: unknown): string {
	if (value === null) return 'null';
	if (Array.isArray(value)) return 'array';
	if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
	return typeof value;
}
