import test from 'ava';
import type {JsonObject} from '../../../src/errors/json.ts';
import {valueAt} from '../../../src/options/json-path.ts';
import {edited} from '../../../src/options/options-file.ts';
import {type OptionsShape, serviceIn, shapeIn} from '../../../src/options/shape.ts';
import {published112, publishedSampleMended} from '../../support/published-options.ts';

const topLevel = {service: ['service']};
const nested = {service: ['registry', 'service']};

const reshaped = (text: string, shape: OptionsShape) => edited(text, serviceIn(JSON.parse(text), shape).moved);

for (const [what, text, own, other] of [
	['1.12', published112, nested, topLevel],
	['1.13', publishedSampleMended, topLevel, nested],
] as const) {
	test(`the published example of ${what} is read, and takes the other shape and its own again with nothing lost`, t => {
		const original = JSON.parse(text) as JsonObject;
		t.deepEqual(shapeIn(original), own);
		t.is(reshaped(text, own), text);
		const there = reshaped(text, other);
		t.deepEqual(valueAt(JSON.parse(there), other.service), valueAt(original, own.service));
		t.is(valueAt(JSON.parse(there), own.service), undefined);
		t.is(reshaped(there, other), there);
		t.deepEqual(JSON.parse(reshaped(there, own)), original);
		t.is(reshaped(reshaped(there, own), other), there);
	});
}

test('the example of 1.12 in the shape of 1.13 reads as if somebody had written it', t => {
	const [kept = ''] = published112.split(',\n    "service"');
	t.is(reshaped(published112, topLevel), `${kept}\n  },\n  "service": {\n    "instances": 2\n  }\n}\n`);
});
