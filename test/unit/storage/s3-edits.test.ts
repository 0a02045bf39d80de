import test from 'ava';
import fc from 'fast-check';
import type {JsonObject} from '../../../src/errors/json.ts';
import {withValueAt} from '../../../src/options/json-path.ts';
import {edited} from '../../../src/options/options-file.ts';
import type {OptionsShape} from '../../../src/options/shape.ts';
import {s3Edits} from '../../../src/storage/s3-edits.ts';

const request = {bucket: 'b', path: 'p', endpoint: 'https://e', serviceName: null, instances: null};
const topLevel: OptionsShape = {service: ['service']};
const nested: OptionsShape = {service: ['registry', 'service']};
const s3 = {
	'credential-secret-path': 'r/s3-credentials',
	'credential-profile-name': 'dev',
	bucket: 'b',
	path: 'p',
	endpoint: 'https://e',
};

function after(file: JsonObject, shape = topLevel, more: Partial<typeof request> | object = {}): JsonObject {
	const wanted = {request: {...request, ...more}, profile: 'dev', secretPath: 'r/s3-credentials', file, shape};
	return s3Edits(wanted).reduce((document, {path, value}) => withValueAt(document, path, value), file);
}

test('an empty file gets the storage and two instances', t => {
	t.deepEqual(after({}), {registry: {s3}, service: {instances: 2}});
});

test('a package of 1.12 gets the instances where it looks for them', t => {
	t.deepEqual(after({}, nested), {registry: {s3, service: {instances: 2}}});
});

test('instances and name that are there stay, unless others are asked for', t => {
	const file = {service: {name: 'own', instances: 3}};
	t.like(after(file), {service: {name: 'own', instances: 3}});
	t.like(after(file, topLevel, {instances: 5, serviceName: 'new'}), {service: {name: 'new', instances: 5}});
});

test('the keys of another storage go, and nobody else’s', t => {
	const file = {registry: {'mount-volume': {'pinned-hostname': 'h'}, more: 1}, service: {mem: 2048}};
	t.deepEqual(after(file), {registry: {more: 1, s3}, service: {mem: 2048, instances: 2}});
});

for (const [from, to, file, wanted] of [
	[
		'1.12',
		'1.13',
		{registry: {service: {name: 'r', mem: 1}}},
		{registry: {s3}, service: {name: 'r', mem: 1, instances: 2}},
	],
	['1.13', '1.12', {service: {name: 'r', mem: 1}}, {registry: {s3, service: {name: 'r', mem: 1, instances: 2}}}],
] as const) {
	test(`a file with the shape of ${from} takes on that of ${to}`, t => {
		t.deepEqual<unknown, unknown>(after(file, to === '1.13' ? topLevel : nested), wanted);
	});
}

test('a file that says it all already needs no edit', t => {
	for (const shape of [topLevel, nested]) {
		const file = after({}, shape);
		const wanted = {request, profile: 'dev', secretPath: 'r/s3-credentials', file, shape};
		t.deepEqual(s3Edits(wanted), []);
	}
});

const files = fc.record(
	{
		service: fc.oneof(
			fc.constant({}),
			fc.record({name: fc.string(), instances: fc.nat(), labels: fc.constant({a: 1})}),
		),
		registry: fc.record(
			{
				service: fc.record({instances: fc.nat(), mem: fc.nat()}),
				s3: fc.record({bucket: fc.constantFrom('', 'b', 'c'), more: fc.nat()}),
				'mount-volume': fc.record({'pinned-hostname': fc.string()}),
			},
			{requiredKeys: []},
		),
		more: fc.jsonValue().map(value => JSON.parse(JSON.stringify(value)) as null),
	},
	{requiredKeys: []},
);

test('whatever the file says before: it is written as reported, and the second run has nothing to edit', t => {
	fc.assert(
		fc.property(files, fc.constantFrom(topLevel, nested), (file, shape) => {
			const wanted = {request, profile: 'dev', secretPath: 'r/s3-credentials', shape};
			const text = edited(JSON.stringify(file, null, 2), s3Edits({...wanted, file}));
			const written = JSON.parse(text) as JsonObject;
			t.deepEqual(written, after(file, shape));
			t.deepEqual(s3Edits({...wanted, file: written}), []);
		}),
	);
});
