import test from 'ava';
import fc from 'fast-check';
import {RefusedError} from '../../../src/errors/errors.ts';
import {isJsonObject, type Json, type JsonObject} from '../../../src/errors/json.ts';
import {withEdits} from '../../../src/options/edits.ts';
import {valueAt, withValueAt} from '../../../src/options/json-path.ts';
import {type OptionsShape, serviceIn} from '../../../src/options/shape.ts';
import {backendIn} from '../../../src/registry/backends.ts';
import type {Choice} from '../../../src/storage/storage-edits.ts';
import {runs} from '../../support/runs.ts';
import {editsOf, local, nested, optionsFile, s3, topLevel, volume, withStorage} from './chosen-storage.ts';
import {oneInstanceTexts, optionsTexts} from './options-texts.ts';

const shapes = fc.constantFrom(topLevel, nested);
const choices = fc.constantFrom<Choice>(local, volume, s3);
const often = {numRuns: runs(1500)};

/** A file that says two different things is refused before; one with several instances is refused on a disk. */
function isTaken(text: string, shape: OptionsShape, choice: Choice): boolean {
	const {value} = optionsFile(text);
	const {service, conflicts} = serviceIn(value, shape);
	const {instances} = service;
	const several = typeof instances === 'number' && instances > 1 && !(instances === 2 && backendIn(value) === 's3');
	return conflicts.length === 0 && (choice.backend === 's3' || !several);
}

/** All that belongs neither to a storage nor to the service; what these leave empty counts as not there. */
function others(document: JsonObject): string {
	const paths = [['service'], ['registry', 'service'], ['registry', 's3'], ['registry', 'mount-volume']];
	const stripped = paths.reduce((left, path) => withValueAt(left, path, undefined), document);
	const {registry} = stripped;
	const empty = !isJsonObject(registry) || Object.keys(registry).length === 0;
	return JSON.stringify(empty ? withValueAt(stripped, ['registry'], undefined) : stripped);
}

/** What is said of the service beside its name and instances. */
function ofService(service: Json | undefined): Json {
	if (!isJsonObject(service)) return {};
	return Object.fromEntries(Object.entries(service).filter(([key]) => !['name', 'instances'].includes(key)));
}

test('whatever a file holds, every key that is not ours comes out as it was, in the same order', t => {
	fc.assert(
		fc.property(optionsTexts, shapes, choices, (text, shape, choice) => {
			fc.pre(isTaken(text, shape, choice));
			const [before, after] = [optionsFile(text).value, optionsFile(withStorage(text, {choice, shape})).value];
			t.is(others(after), others(before));
			const {service, moved} = serviceIn(before, shape);
			t.deepEqual(ofService(valueAt(after, shape.service)), ofService(service));
			if (moved.length > 0) return;
			const inOrder = (document: JsonObject) => JSON.stringify(ofService(valueAt(document, shape.service)));
			t.is(inOrder(after), inOrder(before));
		}),
		often,
	);
});

test('the file holds what the report says, and the chosen storage alone', t => {
	fc.assert(
		fc.property(optionsTexts, shapes, choices, (text, shape, choice) => {
			fc.pre(isTaken(text, shape, choice));
			const edits = editsOf(text, {choice, shape});
			const after = optionsFile(withStorage(text, {choice, shape})).value;
			t.is(JSON.stringify(after), JSON.stringify(withEdits(optionsFile(text).value, edits)));
			t.is(backendIn(after), choice.backend);
			const [bucket, disk] = [valueAt(after, ['registry', 's3']), valueAt(after, ['registry', 'mount-volume'])];
			t.deepEqual([bucket !== undefined, disk !== undefined], [choice.backend === 's3', choice.backend === 'volume']);
		}),
		often,
	);
});

test('the same choice twice leaves the same text', t => {
	const wishes = fc.record({
		choice: choices,
		shape: shapes,
		serviceName: fc.constantFrom(null, 'r'),
		instances: fc.constantFrom(null, 3),
	});
	fc.assert(
		fc.property(optionsTexts, wishes, (text, wish) => {
			fc.pre(isTaken(text, wish.shape, wish.choice));
			const once = withStorage(text, wish);
			t.is(withStorage(once, wish), once);
		}),
		often,
	);
});

test('local, s3, volume and local again ends byte for byte where it began', t => {
	fc.assert(
		fc.property(oneInstanceTexts, shapes, (text, shape) => {
			fc.pre(isTaken(text, shape, local) && !hasOddParts(withStorage(text, {choice: local, shape}), shape));
			const began = withStorage(text, {choice: local, shape});
			const ended = [s3, volume, local].reduce((current, choice) => withStorage(current, {choice, shape}), began);
			t.is(ended, began);
		}),
		often,
	);
});

/** An empty object that was filled for a while is gone in the end, and a value that is no object, too: options cannot be in it. */
function hasOddParts(text: string, shape: OptionsShape): boolean {
	const {value} = optionsFile(text);
	const parts = [['registry'], shape.service].map(path => valueAt(value, path)).filter(part => part !== undefined);
	return parts.some(part => !isJsonObject(part) || Object.keys(part).length === 0);
}

test('a file with several instances on a disk is refused, and no other', t => {
	fc.assert(
		fc.property(optionsTexts, shapes, choices, (text, shape, choice) => {
			fc.pre(serviceIn(optionsFile(text).value, shape).conflicts.length === 0);
			const choose = () => withStorage(text, {choice, shape});
			if (isTaken(text, shape, choice)) t.notThrows(choose);
			else t.throws(choose, {instanceOf: RefusedError});
		}),
		often,
	);
});
