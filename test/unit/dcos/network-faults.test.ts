import {once} from 'node:events';
import {type AddressInfo, createServer, type Socket} from 'node:net';
import test, {type ExecutionContext} from 'ava';
import {openHttp} from '../../../src/dcos/http.ts';
import {answerAs} from '../../../src/dcos/json.ts';
import {UserError} from '../../../src/errors/errors.ts';
import {anObject} from '../../../src/errors/expected.ts';
import {Secret} from '../../../src/errors/secret.ts';
import type {Files} from '../../../src/world.ts';
import {documented} from '../../support/golden.ts';
import {httpsCluster, say} from './https-cluster.ts';

type Fault = readonly [what: string, cause: (t: ExecutionContext) => Promise<Words>];
type Words = {error: string; hint: string};

const html = {'content-type': 'text/html'};
const page = '<html><body>canary</body></html>';

/** What the cluster, or a page in its place, answers. */
const answers: readonly (readonly [string, Parameters<typeof httpsCluster>[1]])[] = [
	['the login has ended (401, a page)', (_, response) => say(response, 401, page, html)],
	['the login is not allowed to (403, a page)', (_, response) => say(response, 403, page, html)],
	['a service is down (502, a page)', (_, response) => say(response, 502, page, {...html, 'retry-after': '0'})],
	['a redirect', (_, response) => say(response, 302, '', {location: 'https://elsewhere.example/'})],
	['a web page in place of JSON', (_, response) => say(response, 200, page, html)],
	['JSON that is cut short', (_, response) => say(response, 200, '{"a":')],
	['the connection is closed at once', (_, response) => response.socket?.destroy()],
	[
		'the body is shorter than it was said to be',
		(_, response) => response.writeHead(200, {'content-length': '9'}).write('{', () => response.socket?.end()),
	],
	['the body never ends', (_, response) => response.writeHead(200).write('{')],
	['the body is too long', (_, response) => say(response, 200, ' '.repeat(200_000))],
	[
		'it changes to another protocol (101)',
		(_, response) =>
			response.socket?.write('HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n'),
	],
	[
		'it says that it works on it, without end',
		(_, response) => response.socket?.write('HTTP/1.1 102 Processing\r\n\r\n'.repeat(1000)),
	],
	['there is no answer', () => {}],
	[
		'the headers never end',
		(_, response) => response.socket?.write(`HTTP/1.1 200 OK\r\n${`a: ${'b'.repeat(999)}\r\n`.repeat(99)}`),
	],
	['what answers speaks no HTTP', (_, response) => response.socket?.end('nonsense\r\n\r\n')],
];

/** What a proxy says to CONNECT; null for one that never says a word. */
const proxies: readonly (readonly [string, string | null])[] = [
	[
		'the proxy wants a password (407)',
		'HTTP/1.1 407 Proxy Authentication Required\r\nproxy-authenticate: Basic realm="p"\r\n\r\n',
	],
	['the proxy forbids it (403)', `HTTP/1.1 403 Forbidden\r\ncontent-type: text/html\r\n\r\n${page}`],
	['the proxy does not reach the cluster (502, HTTP/1.0)', 'HTTP/1.0 502 Bad Gateway\r\n\r\n'],
	['the proxy closes the connection', ''],
	['the headers of the proxy never end', `HTTP/1.1 200 OK\r\n${`a: ${'b'.repeat(999)}\r\n`.repeat(99)}`],
	['what is there is no proxy', 'SSH-2.0-OpenSSH_9.2\r\n'],
	['the proxy never answers', null],
];

/** Of these nothing ever comes: they end by the time limit of the request, the others long before theirs. */
const silent = ['the body never ends', 'there is no answer', 'the proxy never answers'];
/** Seconds. */
const limitOf = (what: string) => (silent.includes(what) ? 5 : 60);

const faults: readonly Fault[] = [
	...answers.map(
		([what, answer]): Fault => [
			what,
			async t => told(t, {url: (await httpsCluster(t, answer)).url, limit: limitOf(what)}),
		],
	),
	['nobody listens there', async t => told(t, {url: `https://127.0.0.1:${await closedPort()}`})],
	[
		'plain HTTP is spoken there',
		async t => told(t, {url: `https://127.0.0.1:${await says(t, 'HTTP/1.1 400 Bad\r\n\r\n')}`}),
	],
	[
		'the authority is unknown',
		async t => {
			const {url} = await httpsCluster(t, (_, response) => say(response, 200));
			return told(t, {url, secure: true});
		},
	],
	...proxies.map(([what, words]): Fault => [what, async t => throughProxy(t, await says(t, words), limitOf(what))]),
	['nobody listens at the proxy', async t => throughProxy(t, await closedPort())],
];

test('every fault of the network is told in words, without a secret', async t => {
	const rows = await Promise.all(
		faults.map(async ([what, cause]) => {
			const {error, hint} = await cause(t);
			t.false(/canary/.test(error + hint), what);
			return `## ${what}\n\n\`\`\`\nError: ${error}\nHint: ${hint}\n\`\`\`\n`;
		}),
	);
	const head =
		'# What is said when the network fails\n\nWritten by a test that makes each of these happen, for `GET /a`.\n\n';
	await documented(t, 'network-faults', head + rows.join('\n'));
});

type Way = {url: string; env?: Record<string, string>; secure?: boolean; limit?: number};

async function told(t: ExecutionContext, {url, env = {}, secure = false, limit = 60}: Way): Promise<Words> {
	const trust = {kind: secure ? 'system' : 'insecure'} as const;
	const around = {env, files: {} as Files, log() {}, userAgent: 'test', longestAnswer: () => 100_000};
	const http = await openHttp({url, token: new Secret('token-canary'), trust}, around);
	const asked = {method: 'GET', path: '/a', expect: [200], timeout: limit * 1000, repeatable: false} as const;
	const error = await t.throwsAsync(
		http(asked).then(answer => answerAs(answer, anObject({}))),
		{instanceOf: UserError},
	);
	const {message, hint = ''} = error as UserError;
	return {error: message.replaceAll(/127\.0\.0\.1:\d+/g, 'HOST:PORT'), hint};
}

function throughProxy(t: ExecutionContext, port: number, limit = 60): Promise<Words> {
	return told(t, {
		url: 'https://cluster.example',
		env: {DCOS_TIMEOUT: String(limit), HTTPS_PROXY: `http://user:proxy-canary@127.0.0.1:${port}`},
	});
}

/** The port of a server that says this to the first thing that it hears, and ends. */
async function says(t: ExecutionContext, words: string | null): Promise<number> {
	const sockets = new Set<Socket>();
	const server = createServer(socket => {
		sockets.add(socket);
		socket.on('error', () => {}).once('data', () => words !== null && socket.end(words));
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
		for (const socket of sockets) socket.destroy();
	});
	return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
