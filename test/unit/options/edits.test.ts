import test from 'ava';
import fc from 'fast-check';
import {isJsonObject, type JsonObject} from '../../../src/errors/json.ts';
import {pruning, withEdits} from '../../../src/options/edits.ts';
import {type JsonPath, valueAt} from '../../../src/options/json-path.ts';
import {edited, type OptionsEdit} from '../../../src/options/options-file.ts';
import {runs} from '../../support/runs.ts';
import {jsonPaths, jsonScalars, printedDocuments, scrawledDocuments} from './json-objects.ts';

const bucket = ['registry', 's3', 'bucket'];
const instances = ['service', 'instances'];
const without = (...paths: JsonPath[]): OptionsEdit[] => paths.map(path => ({path, value: undefined}));
const pruned = (options: JsonObject, edits: readonly OptionsEdit[]) => withEdits(options, pruning(options, edits));

test('the objects above a key that this leaves empty go with it', t => {
	t.deepEqual(pruned({registry: {s3: {bucket: 'b'}}, a: 1}, without(bucket)), {a: 1});
});

test('an object with other keys stays, and so do those above it', t => {
	t.deepEqual(pruned({registry: {s3: {bucket: 'b'}, a: 1}}, without(bucket)), {registry: {a: 1}});
});

test('two keys that together empty an object take it with them', t => {
	const options = {registry: {s3: {bucket: 'b', path: 'p'}}};
	t.deepEqual(pruned(options, without(bucket, ['registry', 's3', 'path'])), {});
});

test('an object that was empty before stays', t => {
	t.deepEqual(pruned({registry: {s3: {}}}, without(bucket)), {registry: {s3: {}}});
	t.deepEqual(pruned({registry: {s3: {bucket: 'b'}, more: {}}}, without(bucket)), {registry: {more: {}}});
});

test('an object that gets another key in the same edits stays in its place', t => {
	const options = {registry: {'mount-volume': {}}, service: {}};
	const edits = [...without(['registry', 'mount-volume']), {path: bucket, value: 'b'}];
	t.is(JSON.stringify(pruned(options, edits)), '{"registry":{"s3":{"bucket":"b"}},"service":{}}');
});

test('without a removal the edits are as they were', t => {
	const edits = [{path: bucket, value: 'b'}];
	t.is(pruning({}, edits), edits);
});

test('what was set in a file with nothing in it and taken out again leaves it as it was', t => {
	const set = edited('{}\n', [
		{path: bucket, value: 'b'},
		{path: instances, value: 2},
	]);
	t.is(edited(set, pruning(JSON.parse(set), without(bucket, instances))), '{}\n');
});

/** The edits that add something: not those that overwrite, nor those that fill an object that was empty. */
function additions(text: string, edits: readonly OptionsEdit[]): OptionsEdit[] {
	const added: OptionsEdit[] = [];
	for (const edit of edits) {
		const options = withEdits(JSON.parse(text), added);
		const above = edit.path.map((_, length) => valueAt(options, edit.path.slice(0, length))).slice(1);
		const full = above.every(each => each === undefined || (isJsonObject(each) && Object.keys(each).length > 0));
		if (full && valueAt(options, edit.path) === undefined) added.push(edit);
	}
	return added;
}

const wishes = fc.array(fc.record({path: jsonPaths, value: jsonScalars}), {minLength: 1, maxLength: 4});

function addedAndTakenOut(text: string, edits: readonly OptionsEdit[], backwards: boolean): string {
	const added = edited(text, edits);
	const removals = without(...edits.map(({path}) => path));
	return edited(added, pruning(JSON.parse(added), backwards ? removals.reverse() : removals));
}

test('keys added to a printed document and taken out again leave every byte as it was', t => {
	fc.assert(
		fc.property(printedDocuments, wishes, fc.boolean(), (text, edits, backwards) => {
			const added = additions(text, edits);
			fc.pre(added.length > 0);
			t.is(addedAndTakenOut(text, added, backwards), text);
		}),
		{numRuns: runs(2000)},
	);
});

test('in a document that is laid out in any other way too, unless there is nothing in it', t => {
	fc.assert(
		fc.property(scrawledDocuments, wishes, fc.boolean(), (text, edits, backwards) => {
			const added = additions(text, edits);
			fc.pre(added.length > 0);
			const after = addedAndTakenOut(text, added, backwards);
			t.is(after, Object.keys(JSON.parse(text)).length > 0 ? text : text.replace(/\{\s*\}/, '{}'));
		}),
		{numRuns: runs(2000)},
	);
});

test('a pruned document is in the file what it is in the report', t => {
	fc.assert(
		fc.property(printedDocuments, fc.array(jsonPaths, {maxLength: 4}), (text, paths) => {
			const edits = pruning(JSON.parse(text), without(...paths));
			t.is(JSON.stringify(JSON.parse(edited(text, edits))), JSON.stringify(withEdits(JSON.parse(text), edits)));
		}),
		{numRuns: runs(1000)},
	);
});
