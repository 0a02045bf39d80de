import test from 'ava';
import {backendIn, sameStorage, sharesStorage, storageInWords} from '../../../src/registry/backends.ts';

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

const at = (path: string, endpoint = 'https://store.example.com', bucket = 'b') => ({
	registry: {s3: {bucket, path, endpoint}},
});

for (const endpoint of [
	'https://store.example.com/',
	'https://store.example.com:443',
	'https://store.example.com:443//',
	'HTTPS://Store.Example.COM',
]) {
	test(`the endpoint ${endpoint} is the one without slash, port and capitals`, t => {
		t.true(sameStorage(at('p'), at('p', endpoint)));
		t.true(sharesStorage(at('p'), at('p', endpoint)));
	});
}

for (const endpoint of [
	'http://store.example.com',
	'https://store.example.com:9000',
	'https://store.example.com/base',
	'store.example.com',
	'',
]) {
	test(`the endpoint "${endpoint}" is another one`, t => {
		t.false(sameStorage(at('p'), at('p', endpoint)));
		t.false(sharesStorage(at('p'), at('p', endpoint)));
	});
}

/** Two paths, whether they are the same storage, and whether the registries would see each other's packages. */
const paths: readonly (readonly [string, string, boolean, boolean])[] = [
	['a/b', '/a/b/', true, true],
	['', '/', true, true],
	['a', 'a/b', false, true],
	['', 'a/b', false, true],
	['a', 'ab', false, false],
	['a/b', 'a/c', false, false],
	['a', 'A', false, false],
	['a//b', 'a/b', false, false],
];

for (const [one, other, same, shared] of paths) {
	test(`the paths "${one}" and "${other}" are ${same ? 'the same' : 'two'}, ${shared ? 'not ' : ''}apart`, t => {
		for (const [first, second] of [
			[at(one), at(other)],
			[at(other), at(one)],
		] as const) {
			t.is(sameStorage(first, second), same);
			t.is(sharesStorage(first, second), shared);
		}
	});
}

test('only S3 can be shared, and only one bucket of one endpoint', t => {
	t.false(sharesStorage(at('p'), at('p', undefined, 'c')));
	t.false(sharesStorage(volume, volume));
	t.false(sharesStorage({}, {}));
	t.false(sharesStorage(at('p'), {}));
});
