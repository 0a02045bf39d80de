import {gzipSync} from 'node:zlib';
import test from 'ava';
import {openHttp} from '../../../src/dcos/http.ts';
import {NoAnswerError} from '../../../src/errors/api-error.ts';
import {UsageError} from '../../../src/errors/errors.ts';
import {KnownSecrets} from '../../../src/errors/known-secrets.ts';
import {Secret} from '../../../src/errors/secret.ts';
import type {Files} from '../../../src/world.ts';
import {httpsCluster, say, token} from './https-cluster.ts';

const read = {method: 'GET', path: '/a', expect: [200]} as const;

test('-v tells the number that the server gave the request', async t => {
	const {open, logged} = await httpsCluster(t, (_, response) => say(response, 200, '{}', {'x-request-id': 'r-7'}));
	await (await open())(read);
	t.regex(logged.join(), /^GET \/a 200 \d+ ms request id r-7$/);
});

test('-v tells a failure that is tried again', async t => {
	const {open, logged} = await httpsCluster(t, (_, response, count) =>
		count === 0 ? say(response, 503, '', {'retry-after': '0'}) : say(response, 200),
	);
	await (await open())(read);
	t.is(logged[0], 'GET /a 503, tried again');
	t.is(logged.length, 2);
});

test('-vv shows headers and bodies of both sides, and no secret of either', async t => {
	const echo = JSON.stringify({id: 'shown', said: `your ${token}`, value: 'other-canary'});
	const {open, details} = await httpsCluster(t, (_, response) => say(response, 201, echo, {'set-cookie': 'c=canary'}));
	const body = '{"id":"x","private_key":"key-canary"}';
	await (await open())({method: 'PUT', path: '/a', body, expect: [201]});
	const known = new KnownSecrets();
	known.keep(new Secret(token));
	const shown = details.map(line => known.redacted(line));
	t.true(shown.includes('> authorization: [redacted]'));
	t.true(shown.includes('> {"id":"x","private_key":"[redacted]"}'));
	t.true(shown.includes('< {"id":"shown","said":"your [redacted]","value":"[redacted]"}'));
	t.true(shown.includes('< content-type: application/json'));
	t.false(/canary/.test(shown.join('\n')));
});

test('a connection is used again: five requests need one', async t => {
	const {open, requests} = await httpsCluster(t, (_, response) => say(response, 200));
	const http = await open();
	for (let count = 0; count < 5; count += 1) await http(read);
	t.is(new Set(requests.map(({socket}) => socket.remotePort)).size, 1);
});

for (const [what, encode, headers] of [
	['of more bytes than any should have', (text: string) => text, {}],
	['that is small until it is unpacked', gzipSync, {'content-encoding': 'gzip'}],
] as const) {
	test(`an answer ${what} is given up`, async t => {
		const {url} = await httpsCluster(t, (_, response) => {
			response.writeHead(200, headers).end(encode('x'.repeat(500_000)));
		});
		const cluster = {url, token: new Secret(token), trust: {kind: 'insecure'}} as const;
		const around = {env: {}, files: {} as Files, log() {}, userAgent: 'test'};
		const http = await openHttp(cluster, {...around, longestAnswer: () => 100_000});
		await t.throwsAsync(http(read), {
			instanceOf: NoAnswerError,
			message: /: the answer is longer than any should be \(ERR_ANSWER_TOO_LONG\)$/,
		});
		t.is((await (await openHttp(cluster, around))(read)).text.length, 500_000);
	});
}

test('a refusal may be shorter than an answer', async t => {
	let status = 200;
	const {url} = await httpsCluster(t, (_, response) => response.writeHead(status).end(' '.repeat(2_000_000)));
	const cluster = {url, token: new Secret(token), trust: {kind: 'insecure'}} as const;
	const http = await openHttp(cluster, {env: {}, files: {} as Files, log() {}, userAgent: 'test'});
	t.is((await http(read)).text.length, 2_000_000);
	status = 404;
	await t.throwsAsync(http(read), {message: /ERR_ANSWER_TOO_LONG/});
});

test('a proxy that is not understood is refused before anything is sent, without its password', async t => {
	const cluster = {url: 'https://c.example', token: new Secret(token), trust: {kind: 'insecure'}} as const;
	const env = {HTTPS_PROXY: 'http://u:can/ary@h:1'};
	const opening = openHttp(cluster, {env, files: {} as Files, log() {}, userAgent: 'test'});
	await t.throwsAsync(opening, {instanceOf: UsageError, message: 'HTTPS_PROXY is not the address of a proxy'});
});
