import test from 'ava';
import {Secret} from '../../../src/errors/secret.ts';
import type {ObjectStore} from '../../../src/s3/object-store.ts';
import {bucketAddresses} from '../../../src/storage/bucket-address.ts';
import {checkBucket} from '../../../src/storage/check-bucket.ts';
import {memoryBucket, refusing} from './memory-bucket.ts';
import {storageWorld} from './storage-world.ts';

const endpoint = new URL('https://store');
const addresses = bucketAddresses({
	bucket: 'b',
	endpoint,
	region: null,
	pathStyle: 'auto',
	certificateAuthority: null,
});
const keys = {accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: new Secret('canary')};
const title = 'Trying the bucket with real requests';

/** What is found of a bucket with these methods, what was said, and what was asked of it. */
async function checked(over: Partial<ObjectStore>) {
	const bucket = memoryBucket({over});
	const {world, lines} = storageWorld({openObjectStore: () => bucket.store});
	const place = {addresses, path: 'p', source: 'command line'} as const;
	const found = await checkBucket(place, {keys, profile: 'dev'}, world);
	const told = 'failure' in found ? found.failure : null;
	return {found, told, lines, requests: bucket.requests};
}

test('a bucket that takes everything is found, with the way to address it', async t => {
	const {found, lines} = await checked({});
	t.deepEqual(found, {bucket: addresses[0]});
	t.deepEqual(lines, [`${title}: list, put, get, delete and an upload in parts all work`]);
});

test('a bucket that is not there fails at "list", and nothing else is tried', async t => {
	const {told, lines, requests} = await checked({list: refusing('NoSuchBucket', 404)});
	t.is(told?.message, 'could not list bucket "b" at https://store: there is no such bucket');
	t.deepEqual(lines, [`${title}: failed, NoSuchBucket`]);
	t.deepEqual([...new Set(requests)], ['list']);
});

test('a failure after that is told with what was tried, and by the profile and key', async t => {
	const {told} = await checked({put: refusing('InvalidAccessKeyId')});
	t.is(
		told?.message,
		'could not put an object into bucket "b" at https://store: the store does not know the access key AKIA… of profile "dev"',
	);
});

for (const [own, why] of [
	[async () => ['a', 'b'], /may not do that$/],
	[async () => ['a'], /the bucket belongs to another account/],
	[refusing('AccessDenied'), /may not do that, or the bucket belongs to another account$/],
] as const) {
	test(`whoever may not list is told whose the bucket is, as far as it is known: ${why.source}`, async t => {
		const {told, requests} = await checked({list: refusing('AccessDenied'), ownBuckets: own});
		t.regex(told?.message ?? '', why);
		t.is(requests.at(-1), 'ownBuckets');
	});
}

for (const [method, code] of [
	['list', 'NoSuchBucket'],
	['put', 'AccessDenied'],
] as const) {
	test(`whose the bucket is makes no difference when ${method} fails with ${code}`, async t => {
		const {requests} = await checked({[method]: refusing(code)});
		t.false(requests.includes('ownBuckets'));
	});
}

test('a probe that stays in the bucket is warned of', async t => {
	const {lines, told} = await checked({delete: refusing('AccessDenied')});
	t.regex(told?.hint ?? '', /s3:DeleteObject/);
	t.is(lines[0], 'Warning: p/.dcos-registry-probe-n could not be taken out of the bucket again; remove it by hand');
});

test('a defect of ours is none of the store', async t => {
	await t.throwsAsync(checked({list: () => Promise.reject(new TypeError('defect'))}), {instanceOf: TypeError});
	const ownBuckets = () => Promise.reject(new TypeError('defect'));
	await t.throwsAsync(checked({list: refusing('AccessDenied'), ownBuckets}), {instanceOf: TypeError});
});
