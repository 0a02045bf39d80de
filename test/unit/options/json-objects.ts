import fc from 'fast-check';
import type {Json, JsonObject} from '../../../src/errors/json.ts';

/** Keys that programs stumble over, beside those that nobody would choose. */
const keys = fc.oneof(
	fc.constantFrom('service', 'registry', 's3', 'bucket', 'a/b', 'a~b', 'a.b', '', '0', 'constructor', '__proto__', 'ü'),
	fc.string({maxLength: 5}),
);

/** What a command writes into an options file. */
export const jsonScalars = fc.oneof(
	fc.constantFrom<Json>(null, true, false, '', 0, -1.5, 1e21),
	fc.string(),
	fc.integer(),
);

const values: fc.Arbitrary<Json> = fc.letrec<{value: Json}>(tie => ({
	value: fc.oneof({maxDepth: 3}, jsonScalars, fc.array(tie('value'), {maxLength: 3}), entries(tie('value'))),
})).value;

function entries(value: fc.Arbitrary<Json>): fc.Arbitrary<JsonObject> {
	return fc.uniqueArray(fc.tuple(keys, value), {maxLength: 4, selector: ([key]) => key}).map(Object.fromEntries);
}

/** Any document that an options file can hold. */
export const jsonObjects: fc.Arbitrary<JsonObject> = entries(values);

/** The keys that lead to some place of a document. */
export const jsonPaths = fc.array(keys, {minLength: 1, maxLength: 3});

/** Anything that can stand at some place. */
export const jsonValues = values;

/** How people indent their files. */
export const indentations = fc.constantFrom('\t', '  ', '    ', '');

const blanks = fc.array(fc.constantFrom('', ' ', '\t', '\n', '\r\n  '), {minLength: 1, maxLength: 8});

/** A document's text as programs print it: any indentation, any line ends, with or without one at the end. */
export const printedDocuments = fc
	.record({
		document: jsonObjects,
		indentation: fc.constantFrom('', ' ', '  ', '    ', '        ', '\t', '\t\t', ' \t'),
		lineEnd: fc.constantFrom('\n', '\r\n', '\r'),
		last: fc.boolean(),
	})
	.map(({document, indentation, lineEnd, last}) => {
		const text = JSON.stringify(document, null, indentation) + (last ? '\n' : '');
		return text.replaceAll('\n', lineEnd);
	});

/** A document's text with blanks wherever JSON allows them, as people leave it. */
export const scrawledDocuments = fc.tuple(jsonObjects, blanks).map(([document, between]) => {
	const tokens = JSON.stringify(document).match(/"(?:[^"\\]|\\.)*"|[{}[\],:]|[^"{}[\],:]+/g) ?? [];
	return tokens.map((token, index) => (between[index % between.length] ?? '') + token).join('');
});
