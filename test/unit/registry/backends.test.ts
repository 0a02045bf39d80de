import test from 'ava';
import {backendIn, sameStorage, storageInWords} from '../../../src/registry/backends.ts';

const s3 = {registry: {s3: {bucket: 'b', path: 'p', endpoint: 'https://e', 'credential-secret-path': 'x'}}};
const volume = {registry: {'mount-volume': {'container-path': 'c', 'pinned-hostname': '10.0.0.1'}}};
const filledIn = {registry: {s3: {bucket: '', path: '', endpoint: ''}, 'mount-volume': {'pinned-hostname': ''}}};

for (const [what, options, backend, words] of [
	['s3', s3, 's3', 's3 (bucket b, path p, endpoint https://e)'],
	['a volume', volume, 'volume', 'volume (container-path c, pinned-hostname 10.0.0.1)'],
	['an empty document', {}, 'local', 'local'],
	['the empty defaults of a package', filledIn, 'local', 'local'],
	['a volume beside the empty defaults of s3', {registry: {...filledIn.registry, ...volume.registry}}, 'volume', null],
	['s3 without a path', {registry: {s3: {bucket: 'b'}}}, 's3', 's3 (bucket b, path unset, endpoint unset)'],
] as const) {
	test(`${what} means storage ${backend}`, t => {
		t.is(backendIn(options), backend);
		if (words !== null) t.is(storageInWords(options), words);
	});
}

test('the same bucket, path and endpoint are the same storage, whatever else differs', t => {
	const rotated = {registry: {s3: {...s3.registry.s3, 'credential-secret-path': 'y'}}, service: {instances: 3}};
	t.true(sameStorage(s3, rotated));
	t.true(sameStorage({}, filledIn));
});

for (const [what, other] of [
	['another bucket', {registry: {s3: {...s3.registry.s3, bucket: 'c'}}}],
	['another path', {registry: {s3: {...s3.registry.s3, path: 'q'}}}],
	['another endpoint', {registry: {s3: {...s3.registry.s3, endpoint: 'https://f'}}}],
	['a volume', volume],
	['local storage', {}],
] as const) {
	test(`${what} is another storage`, t => {
		t.false(sameStorage(s3, other));
		t.false(sameStorage(other, s3));
	});
}
