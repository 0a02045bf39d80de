import {
	array,
	boolean,
	custom,
	type GenericSchema,
	type InferInput,
	type InferOutput,
	number,
	type ObjectEntries,
	type ObjectSchema,
	object,
	pipe,
	safeParse,
	string,
} from 'valibot';
import {isJsonObject, type JsonObject} from './json.ts';

// What others may send, as schemas whose message says in words what was expected. Where nothing may stand, valibot's nullish.

export const aText = string('a text');
export const aNumber = number('a number');
export const yesOrNo = boolean('true or false');

/** An object of which these keys count. The others are left out of what is read. */
export function anObject<const E extends ObjectEntries>(entries: E) {
	// valibot itself takes a list for an object
	return pipe(custom<InferInput<ObjectSchema<E, string>>>(isJsonObject, 'an object'), object(entries, 'an object'));
}

export function aList<const I extends GenericSchema>(item: I) {
	return array(item, 'a list');
}

/** Objects in objects, or lists in lists: whatever goes through it calls itself as often, and the stack ends somewhere. */
export const deepest = 100;

/** An object that is kept as it is. */
export const aDocument = custom<JsonObject>(
	value => isJsonObject(value) && !isDeeper(value, deepest),
	`an object of at most ${deepest} levels`,
);

/** An object with nothing but texts in it, such as labels, kept as it is. */
export const textsByName = custom<Readonly<Record<string, string>>>(
	value => isJsonObject(value) && Object.values(value).every(each => typeof each === 'string'),
	'an object with nothing but texts in it',
);

/** What was expected of the value, or the first thing in it that is not so, in words: "packages.0.appId is missing". Tells no value. */
export function readAs<S extends GenericSchema>(
	schema: S,
	value: unknown,
): {read: InferOutput<S>; fault: null} | {read: null; fault: string} {
	const {success, output, issues} = safeParse(schema, value, {abortEarly: true});
	if (success) return {read: output, fault: null};
	const [{path = [], message, input}] = issues;
	const where = path.length === 0 ? 'it' : path.map(({key}) => String(key)).join('.');
	return {
		read: null,
		fault: input === undefined ? `${where} is missing` : `${where} is ${kindOf(input)} where ${message} belongs`,
	};
}

function isDeeper(value: unknown, levels: number): boolean {
	if (typeof value !== 'object' || value === null) return false;
	return levels === 0 || Object.values(value).some(each => isDeeper(each, levels - 1));
}

function kindOf(value: unknown): string {
	if (value === null) return 'null';
	return Array.isArray(value) ? 'a list' : (kinds.get(typeof value) ?? typeof value);
}

const kinds: ReadonlyMap<string, string> = new Map([
	['object', 'an object'],
	['string', 'a text'],
	['number', 'a number'],
	['boolean', 'true or false'],
]);
