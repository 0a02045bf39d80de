import type {ServerResponse} from 'node:http';
import {inspect} from 'node:util';
import test from 'ava';
import type {HttpRequest} from '../../../src/dcos/http.ts';
import {answerAs} from '../../../src/dcos/json.ts';
import {ApiError, isUnclear, NoAnswerError} from '../../../src/errors/api-error.ts';
import {FailedError, LoginError, RefusedError, UsageError} from '../../../src/errors/errors.ts';
import {anObject} from '../../../src/errors/expected.ts';
import {httpsCluster, say, token} from './https-cluster.ts';

const read: HttpRequest = {method: 'GET', path: '/a/b?c=d', expect: [200]};
const write: HttpRequest = {method: 'PUT', path: '/a', body: '{"value":"body-canary"}', expect: [201]};

test('a request carries the token, our name, and the body as it is', async t => {
	const {open, requests} = await httpsCluster(t, (_, response) => say(response, 201, '{"done":true}'));
	const answer = await (await open())({...write, headers: {'content-type': 'application/json'}});
	t.deepEqual(answer, {request: 'PUT /a', status: 201, contentType: 'application/json', text: '{"done":true}'});
	const [request] = requests;
	t.like(request, {method: 'PUT', url: '/a', body: write.body});
	t.like(request?.headers, {
		authorization: `token=${token}`,
		'user-agent': 'dcos-registry/test',
		'content-type': 'application/json',
	});
});

test('path and query arrive as they were given', async t => {
	const {open, requests} = await httpsCluster(t, (_, response) => say(response, 200));
	const path = '/acs/api/v1/acls/dcos:a%252Fb/users/u?embed=a&embed=b';
	await (await open())({...read, path});
	t.is(requests[0]?.url, path);
});

for (const path of ['/acs/api/v1/users/..', '/secrets/v1/secret/default/a/../../x', '/a/%2e%2e/b'])
	test(`${path} is not asked for, because it leads elsewhere`, async t => {
		const {open, requests} = await httpsCluster(t, (_, response) => say(response, 200));
		await t.throwsAsync((await open())({...read, path}), {instanceOf: RefusedError, message: /leads elsewhere/});
		t.deepEqual(requests, []);
	});

test('every request is logged with its status, and never with token or body', async t => {
	const {open, logged} = await httpsCluster(t, (_, response) => say(response, 201));
	await (await open())(write);
	t.is(logged.length, 1);
	t.regex(logged[0] ?? '', /^PUT \/a 201 \d+ ms$/);
});

test('a status that the caller understands is an answer', async t => {
	const {open} = await httpsCluster(t, (_, response) => say(response, 404));
	t.is((await (await open())({...read, expect: [200, 404]})).status, 404);
});

test('any other is an error in words that holds neither token nor body', async t => {
	const {open} = await httpsCluster(t, (_, response) => say(response, 409, '{"message":"exists"}'));
	const error = await t.throwsAsync((await open())(write), {instanceOf: ApiError});
	t.is(error.message, 'the cluster answered 409 to PUT /a: exists');
	t.false(/canary/.test(inspect(error, {depth: 20, showHidden: true}) + JSON.stringify(error)));
});

test("Admin Router's page of HTML for an expired login says to log in again", async t => {
	const page = '<html><body>401</body></html>';
	const {open} = await httpsCluster(t, (_, response) => say(response, 401, page, {'content-type': 'text/html'}));
	await t.throwsAsync((await open())(read), {instanceOf: LoginError});
});

test('a page of HTML where JSON was expected is told as one', async t => {
	const headers = {'content-type': 'text/html; charset=UTF-8'};
	const {open} = await httpsCluster(t, (_, response) => say(response, 200, '<html></html>', headers));
	const answer = await (await open())(read);
	t.throws(() => answerAs(answer, anObject({})), {
		instanceOf: FailedError,
		message: 'the cluster answered 200 to GET /a/b with text/html that is not JSON',
	});
});

test('a redirect is not followed: the token stays with the cluster', async t => {
	const {open, requests} = await httpsCluster(t, (_, response) => say(response, 302, '', {location: '/elsewhere'}));
	await t.throwsAsync((await open())(read), {instanceOf: ApiError, message: /^the cluster answered 302/});
	t.is(requests.length, 1);
});

test('a connection that was cut is told in words that hold neither token nor body', async t => {
	const {open} = await httpsCluster(t, (_, response) => response.socket?.destroy());
	const error = await t.throwsAsync((await open())(write), {instanceOf: NoAnswerError});
	t.true(isUnclear(error));
	t.regex(
		error.message,
		/^no answer from https:\/\/127\.0\.0\.1:\d+ to PUT \/a: the connection was cut \(ECONNRESET\)$/,
	);
	t.false(/canary/.test(inspect(error, {depth: 20, showHidden: true})));
});

test('an answer that does not come in time is given up', async t => {
	const {open} = await httpsCluster(t, () => {});
	const error = await t.throwsAsync((await open())({...write, timeout: 50}), {instanceOf: NoAnswerError});
	t.regex(error.message, /to PUT \/a: it took too long \(ETIMEDOUT\)$/);
});

test('an answer that begins in time and does not end in time is given up too', async t => {
	const {open} = await httpsCluster(t, (_, response) => response.writeHead(201).write('{'));
	await t.throwsAsync((await open())({...write, timeout: 50}), {instanceOf: NoAnswerError, message: /took too long/});
});

for (const [what, headers] of [
	['of a length that was said before', {'content-length': '100'}],
	['that comes in chunks', {'transfer-encoding': 'chunked'}],
] as const) {
	test(`a body ${what} and is cut off is a failure, not half an answer`, async t => {
		const {open} = await httpsCluster(t, (_, response) => {
			response.writeHead(201, headers).write('{', () => response.socket?.destroy());
		});
		const error = await t.throwsAsync((await open())(write), {instanceOf: NoAnswerError});
		t.regex(error.message, /^no answer from .* to PUT \/a: /);
		t.true(isUnclear(error));
	});
}

test('a server that speaks no HTTP has given no answer', async t => {
	const {open} = await httpsCluster(t, (_, response) => response.socket?.end('nonsense\r\n\r\n'));
	await t.throwsAsync((await open())(write), {instanceOf: NoAnswerError});
});

test('a cluster that nobody listens for has given no answer', async t => {
	const {open, stop} = await httpsCluster(t, () => {});
	const client = await open();
	await stop();
	const error = await t.throwsAsync(client(write), {instanceOf: NoAnswerError});
	t.regex(error.message, /the connection was refused \(ECONNREFUSED\)$/);
});

test('DCOS_TIMEOUT replaces a limit that is longer', async t => {
	const {open} = await httpsCluster(t, () => {});
	const client = await open({env: {DCOS_TIMEOUT: '1'}});
	const started = performance.now();
	await t.throwsAsync(client({...write, timeout: 300_000}), {instanceOf: NoAnswerError, message: /\(ETIMEDOUT\)$/});
	t.true(performance.now() - started > 900, 'the limit was not one second');
});

test('DCOS_TIMEOUT replaces a limit that is shorter', async t => {
	const first = Promise.withResolvers<ServerResponse>();
	const {open} = await httpsCluster(t, (_, response) => first.resolve(response));
	const asked = {...write, timeout: 50};
	const patient = (await open({env: {DCOS_TIMEOUT: '60'}}))(asked);
	const response = await first.promise;
	// it was sent later and has the same limit: once it is given up, the first one would have been too
	await t.throwsAsync((await open())(asked), {instanceOf: NoAnswerError, message: /\(ETIMEDOUT\)$/});
	say(response, 201);
	t.is((await patient).status, 201);
});

for (const none of ['', '0']) {
	test(`DCOS_TIMEOUT="${none}" leaves every limit as it is`, async t => {
		const {open} = await httpsCluster(t, () => {});
		const client = await open({env: {DCOS_TIMEOUT: none}});
		await t.throwsAsync(client({...write, timeout: 50}), {instanceOf: NoAnswerError, message: /\(ETIMEDOUT\)$/});
	});
}

for (const seconds of ['1', '180', '999999', '00180']) {
	test(`DCOS_TIMEOUT=${seconds} is a time that is understood`, async t => {
		const {open} = await httpsCluster(t, (_, response) => say(response, 200));
		const http = await open({env: {DCOS_TIMEOUT: seconds}});
		// within one second a busy machine may not answer
		if (seconds !== '1') t.is((await http(read)).status, 200);
		t.pass();
	});
}

for (const seconds of ['000', '-1', '1.5', '1e3', '3m', ' 5', '5\n', 'soon', '1000000', '٣']) {
	test(`DCOS_TIMEOUT=${JSON.stringify(seconds)} is refused before anything is sent`, async t => {
		const {open, requests} = await httpsCluster(t, (_, response) => say(response, 200));
		await t.throwsAsync(open({env: {DCOS_TIMEOUT: seconds}}), {
			instanceOf: UsageError,
			message: `DCOS_TIMEOUT is "${seconds}", and it takes the seconds that a request may take, such as 180`,
		});
		t.is(requests.length, 0);
	});
}

test('a certificate of an authority that nobody knows is refused, and what to do is said', async t => {
	const {open, requests} = await httpsCluster(t, (_, response) => say(response, 200));
	const client = await open({trust: {kind: 'system'}});
	const error = await t.throwsAsync(client({...read, repeatable: false}), {instanceOf: FailedError});
	t.regex(error.message, /its certificate is signed by an unknown authority/);
	t.regex(error.hint ?? '', /core\.ssl_verify/);
	t.is(requests.length, 0);
});

test('a certificate of another authority than that of the CA file is refused', async t => {
	const {open, requests} = await httpsCluster(t, (_, response) => say(response, 200));
	const client = await open({trust: {kind: 'file', path: 'other-ca'}});
	await t.throwsAsync(client({...read, repeatable: false}), {instanceOf: FailedError, message: /unknown authority/});
	t.is(requests.length, 0);
});

test('an insecure cluster is talked to without a check, because the CLI was told so', async t => {
	const {open} = await httpsCluster(t, (_, response) => say(response, 200));
	t.is((await (await open({trust: {kind: 'insecure'}}))(read)).status, 200);
});

for (const [path, reason] of [
	['/does/not/exist', 'does not exist'],
	[import.meta.filename, 'holds no PEM certificate'],
	['empty', 'holds no PEM certificate'],
	['torn', 'holds no PEM certificate'],
] as const) {
	test(`a CA file ${path.split('/').at(-1)} that ${reason} is refused: there is no silent fallback`, async t => {
		const {open} = await httpsCluster(t, (_, response) => say(response, 200));
		await t.throwsAsync(open({trust: {kind: 'file', path}}), {
			instanceOf: RefusedError,
			message: `the cluster's CA file ${path} ${reason}`,
		});
	});
}

test('a token that cannot be sent fails without being shown', async t => {
	const {open} = await httpsCluster(t, (_, response) => say(response, 200));
	const outcome = open({token: 'canary\nbroken'}).then(client => client(read));
	const error = await t.throwsAsync(outcome, {any: true});
	t.false(/canary/.test(inspect(error, {depth: 20, showHidden: true})));
});
