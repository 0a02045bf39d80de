import fc from 'fast-check';
import type {Json, JsonObject} from '../../../src/errors/json.ts';
import {jsonObjects, jsonValues} from '../options/json-objects.ts';

/** Entries in any order, without those that are undefined. */
function shuffled(named: Readonly<Record<string, Json | undefined>>, others: JsonObject): fc.Arbitrary<JsonObject> {
	const own = Object.entries(named).filter((entry): entry is [string, Json] => entry[1] !== undefined);
	const entries = [...own, ...Object.entries(others).filter(([key]) => !Object.hasOwn(named, key))];
	return fc
		.shuffledSubarray(entries, {minLength: entries.length, maxLength: entries.length})
		.map(given => Object.fromEntries(given));
}

const perhaps = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, {nil: undefined});

const buckets = fc.record({bucket: fc.constantFrom('', 'b', 'c'), path: fc.constant('q')}, {requiredKeys: []});
const volumes = fc.record({'pinned-hostname': fc.constantFrom('', 'h'), more: fc.nat()}, {requiredKeys: []});

function services(instances: fc.Arbitrary<Json | undefined>): fc.Arbitrary<JsonObject> {
	const named = fc.record({name: perhaps(fc.string()), instances});
	return fc.tuple(named, jsonObjects).chain(([own, others]) => shuffled(own, others));
}

type Parts = {
	instances: fc.Arbitrary<Json | undefined>;
	/** What may stand where an object is expected, too. */
	odd: fc.Arbitrary<Json>;
};

function documents({instances, odd}: Parts): fc.Arbitrary<JsonObject> {
	const service = fc.oneof({weight: 5, arbitrary: services(instances)}, odd);
	const registry = fc
		.tuple(fc.record({s3: perhaps(buckets), 'mount-volume': perhaps(volumes), service: perhaps(service)}), jsonObjects)
		.chain(([named, others]) => shuffled(named as Readonly<Record<string, Json | undefined>>, others));
	return fc
		.tuple(
			fc.record({service: perhaps(service), registry: perhaps(fc.oneof({weight: 5, arbitrary: registry}, odd))}),
			jsonObjects,
		)
		.chain(([named, others]) => shuffled(named, others));
}

/** Printed with any indentation and line ends, as programs do. */
function printed(document: fc.Arbitrary<JsonObject>): fc.Arbitrary<string> {
	const indentation = fc.constantFrom('', ' ', '  ', '    ', '\t');
	return fc
		.tuple(document, indentation, fc.constantFrom('\n', '\r\n'), fc.boolean())
		.map(([value, blank, lineEnd, last]) =>
			`${JSON.stringify(value, null, blank)}${last ? '\n' : ''}`.replaceAll('\n', lineEnd),
		);
}

/** The text of any options file: both shapes of the service, each storage or several, and anything else. */
export const optionsTexts = printed(
	documents({instances: fc.constantFrom<Json | undefined>(undefined, 1, 2, 3, 0, 'many', null), odd: jsonValues}),
);

/** Without values that make no sense where the options of a package belong, and for one instance. */
export const oneInstanceTexts = printed(
	documents({instances: fc.constantFrom<Json | undefined>(undefined, 1), odd: services(fc.constant(1))}),
);
