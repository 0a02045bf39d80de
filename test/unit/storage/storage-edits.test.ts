import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import type {JsonObject} from '../../../src/errors/json.ts';
import type {Choice} from '../../../src/storage/storage-edits.ts';
import {editsOf, local, nested, optionsFile, s3, topLevel, volume, withStorage} from './chosen-storage.ts';

const ofS3 = {
	'credential-secret-path': 'r/s3-credentials',
	'credential-profile-name': 'dev',
	bucket: 'b',
	path: 'p',
	endpoint: 'https://e',
};
const ofVolume = {'container-path': 'c', 'pinned-hostname': 'h'};

type Wish = Parameters<typeof withStorage>[1];

const after = (file: JsonObject, wish: Wish): JsonObject => optionsFile(withStorage(JSON.stringify(file), wish)).value;

const results: Readonly<Record<string, readonly [JsonObject, Wish, JsonObject]>> = {
	'an empty file gets s3 and two instances': [{}, {choice: s3}, {registry: {s3: ofS3}, service: {instances: 2}}],
	'a package of 1.12 gets the instances where it looks for them': [
		{},
		{choice: s3, shape: nested},
		{registry: {s3: ofS3, service: {instances: 2}}},
	],
	'an empty file gets a volume and no number of instances': [
		{},
		{choice: volume},
		{registry: {'mount-volume': ofVolume}},
	],
	'an empty file says local already': [{}, {choice: local}, {}],
	'the instances that are there stay with s3': [
		{service: {name: 'own', instances: 3}},
		{choice: s3},
		{service: {name: 'own', instances: 3}, registry: {s3: ofS3}},
	],
	'one instance stays one with s3': [
		{service: {instances: 1}},
		{choice: s3},
		{service: {instances: 1}, registry: {s3: ofS3}},
	],
	'the instances and the name that are asked for are taken': [
		{service: {name: 'own', instances: 3}},
		{choice: s3, serviceName: 'new', instances: 5},
		{service: {name: 'new', instances: 5}, registry: {s3: ofS3}},
	],
	'a volume gives way to s3, and nothing else does': [
		{registry: {'mount-volume': ofVolume, more: 1}, service: {mem: 2048}},
		{choice: s3},
		{registry: {more: 1, s3: ofS3}, service: {mem: 2048, instances: 2}},
	],
	's3 gives way to a volume, with the two instances that came with it': [
		{registry: {s3: ofS3}, service: {instances: 2}},
		{choice: volume},
		{registry: {'mount-volume': ofVolume}},
	],
	's3 gives way to the disk, and leaves nothing empty behind': [
		{more: 1, registry: {s3: ofS3}, service: {instances: 2}},
		{choice: local},
		{more: 1},
	],
	's3 gives way to the disk in the shape of 1.12': [
		{registry: {s3: ofS3, service: {instances: 2, mem: 1}}},
		{choice: local, shape: nested},
		{registry: {service: {mem: 1}}},
	],
	'one instance stays one on a disk': [{service: {instances: 1}}, {choice: local}, {service: {instances: 1}}],
	'one instance that s3 had stays one on a disk': [
		{registry: {s3: ofS3}, service: {instances: 1}},
		{choice: local},
		{service: {instances: 1}},
	],
	'a file with the shape of 1.12 takes on that of 1.13': [
		{registry: {service: {name: 'r', mem: 1}}},
		{choice: s3},
		{registry: {s3: ofS3}, service: {name: 'r', mem: 1, instances: 2}},
	],
	'a file with the shape of 1.13 takes on that of 1.12': [
		{service: {name: 'r', mem: 1}},
		{choice: s3, shape: nested},
		{registry: {s3: ofS3, service: {name: 'r', mem: 1, instances: 2}}},
	],
	'a file with the shape of 1.12 takes on that of 1.13 for the disk, too': [
		{registry: {service: {instances: 1}}},
		{choice: local},
		{service: {instances: 1}},
	],
};

for (const [title, [file, wish, wanted]] of Object.entries(results)) {
	test(title, t => {
		t.deepEqual(after(file, wish), wanted);
	});
}

for (const [choice, shape] of [
	[s3, topLevel],
	[s3, nested],
	[volume, topLevel],
	[volume, nested],
	[local, topLevel],
] as const) {
	test(`a file that says ${choice.backend} already needs no edit, with the service in ${shape.service.join('.')}`, t => {
		t.deepEqual(editsOf(withStorage('{}', {choice, shape}), {choice, shape}), []);
	});
}

/** Text, storage, and what is said of its instances. */
const several: readonly (readonly [string, Choice, string])[] = [
	[
		'{\n  "service": {\n    "instances": 3\n  }\n}',
		local,
		'3 instances are asked for (service.instances in o.json, line 3)',
	],
	['{"service": {"instances": 2}}', volume, '2 instances are asked for (service.instances in o.json, line 1)'],
	[
		'{\n  "registry": {\n    "service": {\n      "instances": 2\n    }\n  }\n}',
		local,
		'2 instances are asked for (registry.service.instances in o.json, line 4)',
	],
	[
		'{\n  "registry": {"s3": {"bucket": "b"}},\n  "service": {"instances": 3}\n}',
		local,
		'3 instances are asked for (service.instances in o.json, line 3)',
	],
];

for (const [text, choice, words] of several) {
	test(`several instances are refused on a disk with the line that asks for them: ${words}, in ${JSON.stringify(JSON.parse(text))}`, t => {
		const error = t.throws(() => withStorage(text, {choice}), {instanceOf: RefusedError});
		t.is(error.message, `${words}, but storage ${choice.backend} is on one agent's disk`);
		t.regex(error.hint ?? '', /^set (registry\.)?service\.instances in o\.json to 1, or .*dcos registry storage s3$/);
	});
}
