import test from 'ava';
import fc from 'fast-check';
import {isJsonObject, type JsonObject} from '../../../src/errors/json.ts';
import {withEdits} from '../../../src/options/edits.ts';
import {dotted, valueAt, withValueAt} from '../../../src/options/json-path.ts';
import {differences} from '../../../src/options/merge.ts';
import {edited} from '../../../src/options/options-file.ts';
import {type OptionsShape, otherShape, serviceIn, shapeIn, shapeOf} from '../../../src/options/shape.ts';
import {runs} from '../../support/runs.ts';
import {jsonObjects} from './json-objects.ts';

const topLevel = {service: ['service']};
const nested = {service: ['registry', 'service']};

const topLevelSchema = {properties: {service: {properties: {}}, registry: {properties: {}}}};
const nestedSchema = {properties: {registry: {properties: {service: {properties: {}}}}}};

test('the package decides the shape', t => {
	t.deepEqual(shapeOf(topLevelSchema), topLevel);
	t.deepEqual(shapeOf(nestedSchema), nested);
});

test('without a package to ask, or one that has neither, the shape is that of 1.13 and later', t => {
	t.deepEqual(shapeOf(null), topLevel);
	t.deepEqual(shapeOf({}), topLevel);
});

test('a document has a shape of its own', t => {
	t.deepEqual(shapeIn({service: {instances: 2}}), topLevel);
	t.deepEqual(shapeIn({registry: {service: {instances: 2}}}), nested);
	t.is(shapeIn({registry: {s3: {}}}), null);
	t.is(shapeIn({service: 'text'}), null);
});

test('each shape has another one', t => {
	t.deepEqual(otherShape(topLevel), nested);
	t.deepEqual(otherShape(nested), topLevel);
});

test('what is said of the service where the package looks for it stays there', t => {
	t.deepEqual(serviceIn({service: {instances: 2}}, topLevel), {service: {instances: 2}, moved: [], conflicts: []});
});

test('a document without a service has nothing to move', t => {
	t.deepEqual(serviceIn({registry: {}}, nested), {service: {}, moved: [], conflicts: []});
	t.deepEqual(serviceIn({registry: {service: 'text'}}, topLevel), {service: {}, moved: [], conflicts: []});
});

for (const [what, options, from, to] of [
	['1.12', {registry: {service: {name: 'r', instances: 2}}}, nested, topLevel],
	['1.13', {service: {name: 'r', instances: 2}}, topLevel, nested],
	['1.12 with an empty part', {registry: {service: {}}}, nested, topLevel],
] as const) {
	test(`what a copied example of ${what} says of the service moves to where the package looks for it`, t => {
		const service = valueAt(options, from.service) as JsonObject;
		const moved = [
			{path: from.service, value: undefined},
			{path: to.service, value: service},
		];
		t.deepEqual(serviceIn(options, to), {service, moved, conflicts: []});
	});
}

const both = {
	registry: {service: {instances: 2, mem: 2048, labels: {b: 2}}},
	service: {name: 'r', instances: 2, labels: {a: 1}},
};
const together = {name: 'r', instances: 2, labels: {a: 1, b: 2}, mem: 2048};

for (const [shape, wanted] of [
	[topLevel, {registry: {}, service: together}],
	[nested, {registry: {service: together}}],
] as const) {
	test(`of a document with both shapes nothing gets lost when ${dotted(shape.service)} is what counts`, t => {
		const {service, moved, conflicts} = serviceIn(both, shape);
		t.deepEqual<unknown, unknown>([service, conflicts], [together, []]);
		t.deepEqual<unknown, unknown>(withEdits(both, moved), wanted);
	});
}

test('where both shapes differ, what the package reads counts, and nothing is moved before a person has decided', t => {
	const options = {registry: {service: {instances: 3, mem: 1, labels: {a: 1}}}, service: {instances: 2, labels: null}};
	t.deepEqual<unknown, unknown>(serviceIn(options, topLevel), {
		service: {instances: 2, mem: 1, labels: null},
		moved: [],
		conflicts: [
			{read: ['service', 'instances'], ignored: ['registry', 'service', 'instances']},
			{read: ['service', 'labels'], ignored: ['registry', 'service', 'labels']},
		],
	});
	t.deepEqual(serviceIn(options, nested).service, {instances: 3, mem: 1, labels: {a: 1}});
});

test('a place that holds no object contradicts one that does', t => {
	const {service, moved, conflicts} = serviceIn({service: 5, registry: {service: {instances: 2}}}, topLevel);
	t.deepEqual([service, moved], [{instances: 2}, []]);
	t.deepEqual(conflicts, [{read: ['service'], ignored: ['registry', 'service']}]);
});

const reshaped = (text: string, shape: OptionsShape) => edited(text, serviceIn(JSON.parse(text), shape).moved);

const documents = fc
	.record({
		service: fc.option(jsonObjects, {nil: undefined}),
		nested: fc.option(jsonObjects, {nil: undefined}),
		rest: jsonObjects,
		other: jsonObjects,
	})
	.map(({service, nested: within, rest, other}) => {
		const registry = withValueAt(rest, ['service'], within);
		return withValueAt(withValueAt(other, ['registry'], registry), ['service'], service);
	});

test('whatever a document says of the service: moved twice is moved once, and every value is there or named', t => {
	fc.assert(
		fc.property(documents, fc.constantFrom(topLevel, nested), (options, shape) => {
			const {service, moved, conflicts} = serviceIn(options, shape);
			const text = edited(JSON.stringify(options, null, 2), moved);
			const after = JSON.parse(text) as JsonObject;
			t.is(JSON.stringify(after), JSON.stringify(withEdits(options, moved)));
			t.is(reshaped(text, shape), text);
			const [here, there] = [topLevel, nested].map(each => valueAt(options, each.service));
			const lost = [here, there].flatMap(each => (isJsonObject(each) ? missingFrom(service, each) : []));
			t.true(conflicts.length > 0 ? moved.length === 0 : lost.length === 0);
			if (conflicts.length === 0) t.deepEqual(valueAt(after, shape.service) ?? {}, service);
		}),
		{numRuns: runs(1000)},
	);
});

/** What a document says that another one does not say in the same place. */
function missingFrom(whole: JsonObject, part: JsonObject): unknown[] {
	return differences(whole, part).filter(({there}) => there !== undefined);
}
