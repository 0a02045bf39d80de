import {XMLParser} from 'fast-xml-parser';
import {type GenericSchema, type InferOutput, type ObjectEntries, pipe, transform, unknown} from 'valibot';
import {anObject, readAs} from '../errors/expected.ts';

const xml = new XMLParser({parseTagValue: false, isArray: name => name === 'Contents' || name === 'Bucket'});

/** null for a page of HTML, or whatever else is no such answer of S3. One that was cut off is read as far as it goes. */
export function documentIn<S extends GenericSchema>(body: Buffer, schema: S): InferOutput<S> | null {
	try {
		return readAs(schema, xml.parse(body.toString('utf8'))).read;
	} catch {
		return null;
	}
}

/** An element that may have nothing in it, which is then read as an empty text. */
export function anElement<const E extends ObjectEntries>(entries: E) {
	return pipe(
		unknown(),
		transform(value => (value === '' ? {} : value)),
		anObject(entries),
	);
}
