import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {rootCertificates} from 'node:tls';
import test, {type ExecutionContext} from 'ava';
import got from 'got';
import {connections, systemAuthorities} from '../../../src/network/connections.ts';
import {createAuthority} from '../../sandbox/certificates.ts';
import {startConnectProxy} from '../../sandbox/connect-proxy.ts';
import {serveOnLoopback} from '../../sandbox/loopback-server.ts';
import {startSilentServer} from '../../sandbox/raw-servers.ts';

/** How long a tunnel is waited for in these tests, milliseconds; on a busy machine too one is made in less. Half a minute otherwise. */
const patience = 2000;

/** The connections for this environment, with less patience, closed after the test. */
function impatient(t: ExecutionContext, url: string, env: Readonly<Record<string, string>>) {
	const agents = connections(env, {patience})(new URL(url));
	for (const agent of [agents.http, agents.https]) t.teardown(() => agent.destroy());
	return agents;
}

/** A server that answers this long after it was asked, and says how many connections it had. */
async function slowServer(t: ExecutionContext, milliseconds: number) {
	let connected = 0;
	const server = createServer((_, response) => {
		response.writeHead(200);
		setTimeout(() => response.end('done'), milliseconds);
	});
	server.on('connection', () => {
		connected += 1;
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	t.teardown(() => {
		server.close();
		server.closeAllConnections();
	});
	return {port: (server.address() as AddressInfo).port, connected: () => connected};
}

test('a proxy that never answers is given up', async t => {
	const proxy = await startSilentServer();
	t.teardown(() => proxy.stop());
	const agent = impatient(t, 'https://store.example', {HTTPS_PROXY: `http://127.0.0.1:${proxy.port}`});
	const error = await t.throwsAsync(got('https://store.example', {agent, retry: {limit: 0}}));
	t.like(error, {code: 'ERR_PROXY_TUNNEL'});
	t.regex(error.message, new RegExp(`timed out after ${patience}ms`));
});

test('an answer that takes longer than that is waited for, on a new connection and on one that was kept', async t => {
	const {port, connected} = await slowServer(t, 1.5 * patience);
	const agent = impatient(t, 'http://127.0.0.1', {});
	const ask = () => got(`http://127.0.0.1:${port}`, {agent, retry: {limit: 0}}).text();
	t.is(await ask(), 'done');
	t.is(await ask(), 'done');
	t.is(connected(), 1);
});

test('a slow answer through a proxy is waited for, too', async t => {
	const {port} = await slowServer(t, 1.5 * patience);
	const proxy = await startConnectProxy({resolve: () => ({host: '127.0.0.1', port})});
	t.teardown(() => proxy.stop());
	const agent = impatient(t, 'http://store.example', {HTTP_PROXY: proxy.url});
	t.is(await got('http://store.example', {agent, retry: {limit: 0}}).text(), 'done');
	t.deepEqual(proxy.targets(), ['store.example:80']);
});

test('a slow answer through a tunnel is waited for, too', async t => {
	const authority = await createAuthority(Date.now());
	const {port, stop} = await serveOnLoopback(await authority.issue(['store.example']), (_, response) => {
		setTimeout(() => response.end('done'), 1.5 * patience);
	});
	t.teardown(stop);
	const proxy = await startConnectProxy({resolve: () => ({host: '127.0.0.1', port})});
	t.teardown(() => proxy.stop());
	const agent = impatient(t, 'https://store.example', {HTTPS_PROXY: proxy.url});
	const https = {certificateAuthority: authority.cert};
	const ask = () => got('https://store.example', {agent, https, retry: {limit: 0}}).text();
	t.deepEqual([await ask(), await ask()], ['done', 'done']);
});

test("a server is checked by the machine's authorities and by the one that is given, through a tunnel too", async t => {
	// by its name: another test may have this process trust an authority with the usual one
	const authority = await createAuthority(Date.now(), undefined, 'CN=one that nothing else here has');
	const {port, stop} = await serveOnLoopback(await authority.issue(['store.example', '127.0.0.1']), (_, response) => {
		response.end('done');
	});
	t.teardown(stop);
	const proxy = await startConnectProxy({resolve: () => ({host: '127.0.0.1', port})});
	t.teardown(() => proxy.stop());
	for (const url of [`https://127.0.0.1:${port}/`, 'https://store.example/']) {
		const ask = (given: string | null) => {
			const agent = connections({HTTPS_PROXY: proxy.url}, {authority: given})(new URL(url));
			t.teardown(() => agent.https.destroy());
			return got(url, {agent, retry: {limit: 0}}).text();
		};
		t.deepEqual([await ask(authority.cert), await ask(authority.cert)], ['done', 'done']);
		await t.throwsAsync(ask(null), {code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'});
	}
	t.deepEqual(proxy.targets(), ['store.example:443', 'store.example:443', 'store.example:443']);
});

test('this machine is never reached through a proxy', async t => {
	const {port} = await slowServer(t, 0);
	const proxy = await startConnectProxy({resolve: () => null});
	t.teardown(() => proxy.stop());
	const agent = impatient(t, `http://127.0.0.1:${port}`, {HTTP_PROXY: proxy.url});
	t.is(await got(`http://127.0.0.1:${port}`, {agent, retry: {limit: 0}}).text(), 'done');
	t.deepEqual(proxy.targets(), []);
});

test('a proxy gets user and password as they were before they were escaped', async t => {
	const credentials = {user: 'us@er', password: 'p/w:%#? ü'};
	const {port} = await slowServer(t, 0);
	const proxy = await startConnectProxy({credentials, resolve: () => ({host: '127.0.0.1', port})});
	t.teardown(() => proxy.stop());
	const login = `${encodeURIComponent(credentials.user)}:${encodeURIComponent(credentials.password)}`;
	const agent = impatient(t, 'http://store.example', {HTTP_PROXY: proxy.url.replace('//', `//${login}@`)});
	t.is(await got('http://store.example', {agent, retry: {limit: 0}}).text(), 'done');
});

test('all URLs with one proxy share its connections, those without it have others', t => {
	const agentsFor = connections({HTTP_PROXY: 'http://proxy.example:3128', NO_PROXY: 'near.example'});
	t.is(agentsFor(new URL('https://a.example')), agentsFor(new URL('https://b.example')));
	t.not(agentsFor(new URL('https://a.example')), agentsFor(new URL('https://near.example')));
});

test("what is trusted holds Mozilla's authorities, in PEM, and the machine's beside them", t => {
	const authorities = systemAuthorities();
	t.true(rootCertificates.every(each => authorities.includes(each)));
	t.true(authorities.every(each => each.startsWith('-----BEGIN CERTIFICATE-----')));
});
