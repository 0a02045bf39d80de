import test from 'ava';
import {serviceIn, shapeIn, shapeOf} from '../../../src/options/shape.ts';

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

test('what is said of the service where the package looks for it stays there', t => {
	t.deepEqual(serviceIn({service: {instances: 2}}, topLevel), {service: {instances: 2}, moved: []});
});

test('a document without a service has nothing to move', t => {
	t.deepEqual(serviceIn({registry: {}}, nested), {service: {}, moved: []});
});

for (const [what, options, from, to] of [
	['1.12', {registry: {service: {name: 'r', instances: 2}}}, nested, topLevel],
	['1.13', {service: {name: 'r', instances: 2}}, topLevel, nested],
] as const) {
	test(`what a copied example of ${what} says of the service moves to where the package looks for it`, t => {
		t.deepEqual(serviceIn(options, to), {
			service: {name: 'r', instances: 2},
			moved: [
				{path: from.service, value: undefined},
				{path: [...to.service, 'name'], value: 'r'},
				{path: [...to.service, 'instances'], value: 2},
			],
		});
	});
}
