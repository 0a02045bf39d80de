import test from 'ava';
import {notS3, storeError, unreachable} from '../../../src/s3/store-answer.ts';

const refusal = (body: string, headers: Record<string, string> = {}, status = 403) =>
	storeError({status, headers, body: Buffer.from(body)});
const xml = (inner: string) => `<?xml version="1.0" encoding="UTF-8"?>\n<Error>${inner}</Error>`;

test('code and words are those of the store', t => {
	const error = refusal(xml('<Code>AccessDenied</Code><Message>Access &amp; more denied</Message>'));
	t.like(error, {code: 'AccessDenied', message: 'Access & more denied', status: 403, fromStore: true});
	t.like(error, {expectedRegion: null, serverTime: null});
});

test('the right region is read from the answer, else from its head', t => {
	t.is(refusal(xml('<Code>X</Code><Region>eu-west-1</Region>')).expectedRegion, 'eu-west-1');
	t.is(refusal(xml('<Code>X</Code>'), {'x-amz-bucket-region': 'eu-west-2'}).expectedRegion, 'eu-west-2');
});

test("the store's clock is read from the answer, else from its head", t => {
	const time = Date.UTC(2026, 10, 22, 9);
	t.is(refusal(xml('<ServerTime>2026-11-22T09:00:00Z</ServerTime>')).serverTime, time);
	t.is(refusal(xml('<Code>X</Code>'), {date: 'Sun, 22 Nov 2026 09:00:00 GMT'}).serverTime, time);
	t.is(refusal(xml('<Code>X</Code>'), {date: 'noon'}).serverTime, null);
});

test('numbers in the words stay text', t => {
	t.like(refusal(xml('<Code>0123</Code><Message>1.0</Message>')), {code: '0123', message: '1.0'});
});

for (const [what, body] of [
	['nothing', ''],
	["a proxy's page", '<html><body>Forbidden</body></html>'],
	['a text', 'Forbidden'],
	['half an answer', '<Error><Code>Acc'],
	['bytes', '\u0000\u0001<'],
	['an empty error', '<Error/>'],
	['an error that is a text', '<Error>AccessDenied</Error>'],
	['two errors', '<Error><Code>A</Code></Error><Error><Code>B</Code></Error>'],
	['an error with two codes', xml('<Code>A</Code><Code>B</Code>')],
	['an error whose code is no text', xml('<Code><A/></Code>')],
	['an error with a name of JavaScript', xml('<__proto__>A</__proto__><Code>B</Code>')],
] as const) {
	test(`an answer that is ${what} keeps its status as code`, t => {
		t.like(refusal(body, {}, 502), {code: 'HTTP 502', message: '', status: 502, fromStore: false});
	});
}

test('a connection that did not come about has the code of Node.js and its first line', t => {
	const error = unreachable(Object.assign(new Error('connect failed\nmore'), {code: 'ECONNREFUSED'}));
	t.like(error, {code: 'ECONNREFUSED', message: 'connect failed', status: null});
});

test('whatever else was thrown is told as far as it is known', t => {
	t.like(unreachable('odd'), {code: 'unknown', message: 'odd', status: null});
	t.like(unreachable(new Error('odd')), {code: 'unknown', message: 'odd'});
});

/** Node's own failures, and whom they were about. */
const failures: readonly (readonly [string, Error, {host: string; port: number | null} | null])[] = [
	[
		'an address that refused',
		Object.assign(new Error('no'), {code: 'ECONNREFUSED', address: '10.0.0.1', port: 3128}),
		{host: '10.0.0.1', port: 3128},
	],
	[
		'a name that did not resolve',
		Object.assign(new Error('no'), {code: 'ENOTFOUND', hostname: 'store'}),
		{host: 'store', port: null},
	],
	[
		'what got wraps',
		new Error('no', {cause: Object.assign(new Error('no'), {address: '::1', port: 443})}),
		{host: '::1', port: 443},
	],
	['nobody', new Error('no'), null],
];

for (const [who, error, peer] of failures) {
	test(`a connection that failed tells whom it was to: ${who}`, t => {
		t.deepEqual(unreachable(error).peer, peer);
	});
}

test('an answer that says yes and is none of S3 has a code of its own', t => {
	t.like(notS3(200), {code: 'NotS3', status: 200, expectedRegion: null, serverTime: null});
});

test('words that are no text take nothing from the code', t => {
	const inner = '<Code>AccessDenied</Code><Message><A/></Message><Region>a</Region><Region>b</Region>';
	t.like(refusal(xml(inner)), {code: 'AccessDenied', message: '', fromStore: true, expectedRegion: null});
});

test('as much of an error is told as anybody reads', t => {
	const long = 'x'.repeat(400_000);
	const body = Buffer.from(`<Error><Code>${long}</Code><Message>${long}</Message><Region>${long}</Region></Error>`);
	const {code, message, expectedRegion} = storeError({status: 403, headers: {}, body});
	t.deepEqual([code.length, message.length, expectedRegion?.length], [1001, 1001, 1001]);
});
