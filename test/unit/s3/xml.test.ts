import test from 'ava';
import {nullish} from 'valibot';
import {aList, anObject, aText} from '../../../src/errors/expected.ts';
import {anElement, documentIn} from '../../../src/s3/xml.ts';

const list = anObject({List: anElement({Contents: nullish(aList(anObject({Key: aText})))})});
const read = (text: string) => documentIn(Buffer.from(text), list);

test('an element is read, with one entry or with many', t => {
	t.deepEqual(read('<List><Contents><Key>a</Key></Contents></List>'), {List: {Contents: [{Key: 'a'}]}});
	t.is(
		read('<List><Contents><Key>a</Key></Contents><Contents><Key>1</Key></Contents></List>')?.List.Contents?.length,
		2,
	);
});

test('an element with nothing in it has no entries', t => {
	for (const text of ['<List/>', '<List></List>', '<List xmlns="x"/>']) t.deepEqual(read(text), {List: {}}, text);
});

for (const text of [
	'',
	'null',
	'<html/>',
	'<List>text</List>',
	'<List/><List/>',
	'<List><Contents/></List>',
	'<List><Contents><Key/><Key/></Contents></List>',
	'<List><__proto__/></List>',
	'<List>'.repeat(10_000),
]) {
	test(`this is no such answer: ${text.slice(0, 60)}`, t => {
		t.is(read(text), null);
	});
}
