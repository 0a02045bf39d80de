import test, {type ExecutionContext} from 'ava';
import {bucket, type RawAnswer, readElement, sendRaw, signRaw, startTestS3} from './s3-clients.ts';
import type {S3Options, S3Service} from './s3-service.ts';

type Style = 'path' | 'host';

function ask(service: S3Service, style: Style, {method = 'GET', key = '', query = ''}): Promise<RawAnswer> {
	const path = style === 'path' ? `/${bucket}/${key}${query}` : `/${key}${query}`;
	const host = `${style === 'path' ? '' : `${bucket}.`}localhost:${service.port}`;
	const body = method === 'PUT' ? 'content' : '';
	return sendRaw(service, signRaw(service, {method, path, headers: {host}, body}));
}

const start = (t: ExecutionContext, addressing: S3Options['addressing']) => startTestS3(t, {addressing});

test('a store without path style says so, and takes the bucket from the host name', async t => {
	const service = await start(t, 'host');
	const refused = await ask(service, 'path', {method: 'PUT', key: 'key'});
	t.deepEqual([refused.status, readElement(refused, 'Code')], [403, 'SecondLevelDomainForbidden']);
	t.is(readElement(refused, 'Message'), 'Please use virtual hosted style to access.');
	t.is((await ask(service, 'host', {method: 'PUT', key: 'key'})).status, 200);
	t.deepEqual(service.objects(bucket), ['key']);
	const all = await sendRaw(service, signRaw(service, {method: 'GET', path: '/'}));
	t.is(readElement(all, 'Name'), bucket);
});

test('a store of path style alone takes the start of the key for the bucket', async t => {
	const service = await start(t, 'path');
	const refused = await ask(service, 'host', {method: 'PUT', key: 'other/key'});
	t.deepEqual([readElement(refused, 'Code'), readElement(refused, 'BucketName')], ['NoSuchBucket', 'other']);
	t.is((await ask(service, 'path', {method: 'PUT', key: 'key'})).status, 200);
	t.deepEqual(service.objects(bucket), ['key']);
});

test('a store of path style alone answers the list of a bucket in the host name with the names of all', async t => {
	const service = await start(t, 'path');
	const answer = await ask(service, 'host', {query: '?list-type=2&max-keys=1&prefix=packages%2F'});
	t.is(answer.status, 200);
	t.regex(answer.body, /<ListAllMyBucketsResult .*<Name>packages<\/Name>/);
});
