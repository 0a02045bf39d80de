import test from 'ava';
import type {HttpRequest} from '../../../src/dcos/http.ts';
import {ApiError} from '../../../src/errors/api-error.ts';
import {FailedError} from '../../../src/errors/errors.ts';
import {growingLimits} from '../../support/growing-limits.ts';
import {httpsCluster, say} from './https-cluster.ts';

const read: HttpRequest = {method: 'GET', path: '/a', expect: [200]};
const write: HttpRequest = {method: 'PUT', path: '/a', body: '{"value":"v"}', expect: [201]};
/** Lets the client try again at once: it waits a second or two otherwise. */
const soon = {'retry-after': '0'};

for (const status of [429, 502, 503, 504]) {
	test(`a read that was answered ${status} is tried again`, async t => {
		const {open, requests} = await httpsCluster(t, (_, response, count) =>
			count === 0 ? say(response, status, '', soon) : say(response, 200),
		);
		t.is((await (await open())(read)).status, 200);
		t.is(requests.length, 2);
	});
}

test('a read is tried three times at most, then the status is told', async t => {
	const {open, requests} = await httpsCluster(t, (_, response) => say(response, 503, '{"message":"down"}', soon));
	await t.throwsAsync((await open())(read), {instanceOf: ApiError, message: /answered 503 .*: down$/});
	t.is(requests.length, 3);
});

for (const method of ['PUT', 'POST', 'PATCH', 'DELETE'] as const) {
	test(`a ${method} that was answered 503 is not sent again`, async t => {
		const {open, requests} = await httpsCluster(t, (_, response) => say(response, 503, '', soon));
		await t.throwsAsync((await open())({...write, method}), {instanceOf: ApiError});
		t.is(requests.length, 1);
	});
}

test('a write that the caller calls repeatable is sent again, with its body', async t => {
	const {open, requests} = await httpsCluster(t, (_, response, count) =>
		count === 0 ? say(response, 503, '', soon) : say(response, 201),
	);
	await (await open())({...write, method: 'POST', repeatable: true});
	t.deepEqual(
		requests.map(request => request.body),
		[write.body, write.body],
	);
});

test('a write whose connection was cut is not sent again', async t => {
	const {open, requests} = await httpsCluster(t, (_, response) => response.socket?.destroy());
	await t.throwsAsync((await open())(write), {instanceOf: FailedError});
	t.is(requests.length, 1);
});

test('a write that was not answered in time is not sent again', async t => {
	const {open, requests} = await httpsCluster(t, (request, response) => {
		if (request.method === 'GET') say(response, 200);
	});
	const client = await open();
	// the connection is there then: on a slow machine the time would be over before the request is sent
	await client(read);
	for (const timeout of growingLimits) {
		await t.throwsAsync(client({...write, timeout}), {instanceOf: FailedError});
		if (requests.length > 1) break;
	}
	t.deepEqual(
		requests.map(({method}) => method),
		['GET', 'PUT'],
	);
});

test('a read waits as long as the server says with a date', async t => {
	const past = new Date(Date.now() - 60_000).toUTCString();
	const {open, requests} = await httpsCluster(t, (_, response, count) =>
		count === 0 ? say(response, 503, '', {'retry-after': past}) : say(response, 200),
	);
	t.is((await (await open())(read)).status, 200);
	t.is(requests.length, 2);
});

for (const long of ['3600', new Date(Date.now() + 3_600_000).toUTCString()]) {
	test(`a read does not wait for an hour because the server says so: ${/^\d+$/.test(long) ? 'in seconds' : 'as a date'}`, async t => {
		const {open, requests} = await httpsCluster(t, (_, response) => say(response, 503, '', {'retry-after': long}));
		await t.throwsAsync((await open())(read), {instanceOf: ApiError});
		t.is(requests.length, 1);
	});
}
