import {mkdtemp, readFile, rm} from 'node:fs/promises';
import {Agent} from 'node:https';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {ListObjectsV2Command, S3Client} from '@aws-sdk/client-s3';
import test, {type ExecutionContext} from 'ava';
import {parse} from 'ini';
import {type Store, type StoreOptions, withStore} from './store.ts';

async function start(t: ExecutionContext, options: StoreOptions = {}) {
	const directory = await mkdtemp(path.join(tmpdir(), 'store-test-'));
	t.teardown(() => rm(directory, {recursive: true, force: true}));
	return withStore(t, {sandbox: {caFile: path.join(directory, 'dcos-ca.crt')}}, options);
}

/** The words as the operator's command line would be read. */
function flagsOf(words: readonly string[]): Record<string, string> {
	const pairs = words.flatMap((word, index) =>
		word.startsWith('--') ? [[word.slice(2), words[index + 1] ?? '']] : [],
	);
	return Object.fromEntries(pairs);
}

/** Lists the bucket with the SDK, which is told nothing but the words and the files that they name. */
async function list(t: ExecutionContext, store: Store, overrides: Record<string, string | null> = {}): Promise<number> {
	const {bucket: Bucket, endpoint, region, profile = '', ...files} = flagsOf(store.words(overrides));
	const {[profile]: key = {}} = parse(await readFile(files.credentials ?? '', 'utf8'));
	const {'endpoint-ca': ca} = files;
	const httpsAgent = new Agent({ca: ca === undefined ? undefined : await readFile(ca)});
	const client = new S3Client({
		endpoint,
		region,
		credentials: {accessKeyId: key.aws_access_key_id, secretAccessKey: key.aws_secret_access_key},
		forcePathStyle: true,
		maxAttempts: 1,
		requestHandler: {httpsAgent},
	});
	t.teardown(() => client.destroy());
	return (await client.send(new ListObjectsV2Command({Bucket}))).KeyCount ?? 0;
}

test('the words of a store lead to its bucket', async t => {
	const store = await start(t);
	t.is(await list(t, store), 0);
	t.deepEqual(store.words().slice(0, 2), ['storage', 's3']);
	t.like(flagsOf(store.words()), {path: 'packages/dcos', profile: 'default', 'endpoint-ca': store.caFile});
});

test('a word can be replaced or left out', async t => {
	const store = await start(t);
	const flags = flagsOf(store.words({path: 'elsewhere', region: null, 'path-style': 'never'}));
	t.like(flags, {path: 'elsewhere', 'path-style': 'never'});
	t.false('region' in flags);
	await t.throwsAsync(list(t, store, {'endpoint-ca': null}), {message: /unable to verify the first certificate/});
});

test('a store has the keys, buckets and region of its options', async t => {
	const store = await start(t, {
		region: 'eu-west-1',
		buckets: {images: {owner: 'team'}},
		keys: {
			team: {accessKeyId: 'AKIATEAM', secretAccessKey: 'canary-team', account: 'team'},
			stranger: {accessKeyId: 'AKIASTRANGER', secretAccessKey: 'canary-stranger'},
		},
		profiles: {wrong: {accessKeyId: 'AKIATEAM', secretAccessKey: 'canary-wrong'}},
	});
	t.is(await list(t, store), 0);
	await t.throwsAsync(list(t, store, {profile: 'stranger'}), {name: 'AccessDenied'});
	await t.throwsAsync(list(t, store, {profile: 'wrong'}), {name: 'SignatureDoesNotMatch'});
	await t.throwsAsync(list(t, store, {region: 'us-east-1'}), {name: 'AuthorizationHeaderMalformed'});
});

test('a store speaks plain HTTP where it has no names', async t => {
	const store = await start(t, {names: null});
	t.is(await list(t, store), 0);
	const asTls = store.service.endpoint.replace('http:', 'https:');
	await t.throwsAsync(list(t, store, {endpoint: asTls}), {message: /wrong version number/});
});

test("a store's certificate can be expired, or another's", async t => {
	await t.throwsAsync(list(t, await start(t, {expired: true})), {code: 'CERT_HAS_EXPIRED'});
	const renamed = await start(t, {names: ['storage.example']});
	await t.throwsAsync(list(t, renamed), {code: 'ERR_TLS_CERT_ALTNAME_INVALID'});
});
