import {ListObjectsCommand, ListObjectsV2Command, paginateListObjectsV2, type S3Client} from '@aws-sdk/client-s3';
import test, {type ExecutionContext} from 'ava';
import fc from 'fast-check';
import {sortNames} from './buckets.ts';
import {type Page, pageKeys} from './page-keys.ts';
import {bucket as Bucket, connectSdk, readElement, sendRaw, signRaw, startTestS3} from './s3-clients.ts';

const keys = ['a/1', 'a/2', 'b', 'c/x/1', 'c/x/2', 'c/y', 'd&<>'];

async function connectToKeys(t: ExecutionContext): Promise<S3Client> {
	const service = await startTestS3(t);
	for (const key of keys) {
		await sendRaw(service, signRaw(service, {path: `/${Bucket}/${encodeURIComponent(key)}`, method: 'PUT', body: key}));
	}
	return connectSdk(t, service);
}

test('lists all keys, page by page', async t => {
	const client = await connectToKeys(t);
	const listed: unknown[] = [];
	for await (const page of paginateListObjectsV2({client, pageSize: 3}, {Bucket})) {
		t.is(page.KeyCount, page.Contents?.length);
		listed.push(...(page.Contents?.map(content => content.Key) ?? []));
	}
	t.deepEqual(listed, keys);
});

test('groups keys at the delimiter, under a prefix', async t => {
	const client = await connectToKeys(t);
	const root = await client.send(new ListObjectsV2Command({Bucket, Delimiter: '/'}));
	t.deepEqual(root.CommonPrefixes, [{Prefix: 'a/'}, {Prefix: 'c/'}]);
	t.deepEqual(
		root.Contents?.map(({Key, Size, StorageClass}) => [Key, Size, StorageClass]),
		[
			['b', 1, 'STANDARD'],
			['d&<>', 4, 'STANDARD'],
		],
	);
	const inside = await client.send(
		new ListObjectsV2Command({Bucket, Delimiter: '/', Prefix: 'c/', EncodingType: 'url'}),
	);
	t.deepEqual(inside.CommonPrefixes, [{Prefix: 'c/x/'}]);
});

test('goes on behind a marker in the first version of the list', async t => {
	const client = await connectToKeys(t);
	const first = await client.send(new ListObjectsCommand({Bucket, Delimiter: '/', MaxKeys: 1}));
	t.like(first, {IsTruncated: true, NextMarker: 'a/', CommonPrefixes: [{Prefix: 'a/'}]});
	const second = await client.send(new ListObjectsCommand({Bucket, Marker: 'a/', Delimiter: '/', MaxKeys: 1}));
	t.like(second, {IsTruncated: true, NextMarker: 'b'});
	t.like(second.Contents?.[0], {Key: 'b', Owner: {ID: 'sandbox', DisplayName: 'sandbox'}});
	const none = await client.send(new ListObjectsCommand({Bucket, MaxKeys: 0}));
	t.like(none, {IsTruncated: false, Contents: undefined});
});

test('refuses list parameters that mean nothing, naming them', async t => {
	const service = await startTestS3(t);
	const wrong = {
		'list-type=3': 'list-type',
		'max-keys=-1': 'max-keys',
		'list-type=2&continuation-token=x': 'continuation-token',
	};
	for (const [query, name] of Object.entries(wrong)) {
		const answer = await sendRaw(service, signRaw(service, {path: `/${Bucket}?${query}`, method: 'GET'}));
		t.is(answer.status, 400, query);
		t.is(readElement(answer, 'Code'), 'InvalidArgument');
		t.is(readElement(answer, 'ArgumentName'), name);
	}
});

test('sorts keys by their UTF-8 bytes', t => {
	t.deepEqual(sortNames(['😀', '\u{FB00}', 'z', 'Z']), ['Z', 'z', '\u{FB00}', '😀']);
});

test('pages of any size hold together what one page holds', t => {
	const name = fc.string({unit: fc.constantFrom('a', 'b', '/', 'é', '😀'), minLength: 1, maxLength: 6});
	const request = fc.record({prefix: fc.constantFrom('', 'a', 'a/'), delimiter: fc.constantFrom('', '/', 'b')});
	fc.assert(
		fc.property(fc.uniqueArray(name), request, fc.integer({min: 1, max: 5}), (names, {prefix, delimiter}, maxKeys) => {
			const sorted = sortNames(names);
			const whole = pageKeys(sorted, {prefix, delimiter, after: '', maxKeys: 1000});
			const pages: Page[] = [];
			let after: string | undefined = '';
			while (after !== undefined && pages.length <= names.length) {
				const page = pageKeys(sorted, {prefix, delimiter, after, maxKeys});
				pages.push(page);
				after = page.last;
			}
			t.is(after, undefined);
			t.deepEqual(
				pages.flatMap(page => page.keys),
				whole.keys,
			);
			t.deepEqual(
				pages.flatMap(page => page.commonPrefixes),
				whole.commonPrefixes,
			);
		}),
	);
});
