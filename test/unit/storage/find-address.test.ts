import test from 'ava';
import {InterruptedError} from '../../../src/errors/errors.ts';
import {Secret} from '../../../src/errors/secret.ts';
import {StoreError, type StoreFault} from '../../../src/errors/store-error.ts';
import type {Bucket} from '../../../src/s3/object-store.ts';
import {bucketAddresses} from '../../../src/storage/bucket-address.ts';
import {findAddress} from '../../../src/storage/find-address.ts';
import type {World} from '../../../src/world.ts';
import {memoryBucket} from './memory-bucket.ts';

const keys = {accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: new Secret('s')};
const wish = {bucket: 'b', region: null, pathStyle: 'auto', certificateAuthority: null} as const;
/** Where the path is tried first. */
const own = bucketAddresses({...wish, endpoint: new URL('https://store:9000')});
/** Where the host name is tried first. */
const amazon = bucketAddresses({...wish, endpoint: new URL('https://s3.eu-west-1.amazonaws.com')});

type Style = 'path' | 'host';
type Answers = Readonly<Record<Style, StoreError | null>>;

const styleOf = ({pathStyle}: Bucket): Style => (pathStyle ? 'path' : 'host');
const says = (code: string, more: Partial<StoreFault> = {}) => new StoreError('no', {code, status: 403, ...more});
const silent = (code: string) => says(code, {status: null});

/** Which way is taken, with which failure, and which ways were asked, when each is answered like this. */
async function found(addresses: typeof own, answers: Answers, interrupted = new AbortController()) {
	const asked: Style[] = [];
	const openObjectStore = async (bucket: Bucket) => {
		const error = answers[styleOf(bucket)];
		asked.push(styleOf(bucket));
		return memoryBucket(error === null ? {} : {over: {list: () => Promise.reject(error)}}).store;
	};
	const world = {openObjectStore, interrupted: interrupted.signal} as unknown as World;
	const {bucket, error} = await findAddress(addresses, {keys, path: 'p'}, world);
	return {taken: styleOf(bucket), code: error?.code ?? null, asked: asked.join(' ')};
}

test('the likelier way is taken when it is answered with a list, and no other is asked', async t => {
	t.deepEqual(await found(own, {path: null, host: null}), {taken: 'path', code: null, asked: 'path'});
	t.deepEqual(await found(amazon, {path: null, host: null}), {taken: 'host', code: null, asked: 'host'});
});

for (const [what, addresses, error] of [
	['forbids the first one', own, says('SecondLevelDomainForbidden')],
	['wants the other one', own, says('VirtualHostDomainRequired')],
	['answers the first one with a page', own, says('NotS3', {status: 200})],
	['takes the bucket for a key', own, says('NoSuchKey', {status: 404})],
	['sees no bucket', own, says('NoSuchBucket', {status: 404})],
	['signs another address', own, says('SignatureDoesNotMatch')],
	['denies the first one', amazon, says('AccessDenied')],
	['has no name for the bucket', amazon, silent('ENOTFOUND')],
	['has no name for the bucket just now', amazon, silent('EAI_AGAIN')],
	['has no certificate for the bucket', amazon, silent('ERR_TLS_CERT_ALTNAME_INVALID')],
] as const) {
	test(`the other way is found where the store ${what}: ${error.code}`, async t => {
		const [first] = addresses;
		const answers = {path: null, host: null, [styleOf(first)]: error};
		const taken = styleOf(first) === 'path' ? 'host' : 'path';
		t.deepEqual(await found(addresses, answers), {taken, code: null, asked: `${styleOf(first)} ${taken}`});
	});
}

for (const [addresses, error] of [
	[own, says('InvalidAccessKeyId')],
	[own, says('RequestTimeTooSkewed')],
	[own, says('AuthorizationHeaderMalformed')],
	[amazon, says('PermanentRedirect', {status: 301, expectedRegion: 'eu-west-2'})],
	[own, silent('ENOTFOUND')],
	[own, silent('ERR_TLS_CERT_ALTNAME_INVALID')],
	[amazon, silent('ECONNREFUSED')],
	[amazon, silent('ETIMEDOUT')],
	[amazon, silent('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
] as const) {
	const style = styleOf(addresses[0]);
	test(`no other way is asked after ${error.code} with the bucket in the ${style}`, async t => {
		const answers = {path: null, host: null, [style]: error};
		t.deepEqual(await found(addresses, answers), {taken: style, code: error.code, asked: style});
	});
}

/** What the path is answered, what the host name is answered, and which of them is told. */
const both: readonly (readonly [StoreError, StoreError, Style])[] = [
	[says('NoSuchBucket'), says('AccessDenied'), 'path'],
	[says('AccessDenied'), silent('ENOTFOUND'), 'path'],
	[says('SecondLevelDomainForbidden'), says('AccessDenied'), 'host'],
	[says('VirtualHostDomainRequired'), says('NoSuchBucket'), 'host'],
	[says('NotS3', {status: 200}), says('InvalidAccessKeyId'), 'host'],
	[says('SecondLevelDomainForbidden'), silent('ENOTFOUND'), 'path'],
	[says('NotS3', {status: 200}), silent('ERR_TLS_CERT_ALTNAME_INVALID'), 'path'],
];

for (const [inPath, inHost, told] of both) {
	test(`of ${inPath.code} in the path and ${inHost.code} in the host name, that of the ${told} is told`, async t => {
		const code = told === 'path' ? inPath.code : inHost.code;
		t.deepEqual(await found(own, {path: inPath, host: inHost}), {taken: told, code, asked: 'path host'});
	});
}

test('where the host name does not resolve and the path is answered, the answer is told', async t => {
	const answers = {host: silent('ENOTFOUND'), path: says('InvalidAccessKeyId')};
	t.like(await found(amazon, answers), {taken: 'path', code: 'InvalidAccessKeyId'});
});

test('a way that was asked for is the only one', async t => {
	const addresses = bucketAddresses({...wish, endpoint: new URL('https://store'), pathStyle: 'always'});
	const answers = {path: says('SecondLevelDomainForbidden'), host: null};
	t.deepEqual(await found(addresses, answers), {
		taken: 'path',
		code: 'SecondLevelDomainForbidden',
		asked: 'path',
	});
});

test('interrupted, no other way is asked', async t => {
	const interrupted = new AbortController();
	interrupted.abort();
	const answers = {path: says('NotS3', {status: 200}), host: null};
	await t.throwsAsync(found(own, answers, interrupted), {instanceOf: InterruptedError});
});

test('a defect of ours is not taken for an answer', async t => {
	const answers = {path: new TypeError('defect') as unknown as StoreError, host: null};
	await t.throwsAsync(found(own, answers), {instanceOf: TypeError});
});
