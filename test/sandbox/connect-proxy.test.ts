import {Agent as HttpAgent} from 'node:http';
import {Agent as HttpsAgent} from 'node:https';
import {GetObjectCommand, ListObjectsV2Command, PutObjectCommand, type S3ClientConfig} from '@aws-sdk/client-s3';
import test, {type ExecutionContext} from 'ava';
import {createAuthority} from './certificates.ts';
import {type ConnectProxyOptions, startConnectProxy} from './connect-proxy.ts';
import {startTextServer} from './raw-servers.ts';
import {bucket as Bucket, connectSdk, startTestS3} from './s3/s3-clients.ts';

const amazon = 's3.eu-central-1.amazonaws.com';

async function startProxy(t: ExecutionContext, options: ConnectProxyOptions) {
	const proxy = await startConnectProxy(options);
	t.teardown(() => proxy.stop());
	return proxy;
}

/** The SDK with Node's own support for proxies. */
function through(t: ExecutionContext, proxy: string, ca = ''): S3ClientConfig {
	const options = {keepAlive: false, ca, proxyEnv: {HTTPS_PROXY: proxy, HTTP_PROXY: proxy}};
	const [httpsAgent, httpAgent] = [new HttpsAgent(options), new HttpAgent(options)];
	t.teardown(() => {
		httpsAgent.destroy();
		httpAgent.destroy();
	});
	return {requestHandler: {httpsAgent, httpAgent}};
}

test('reaches a service on this machine under the name of Amazon, with TLS from end to end', async t => {
	const authority = await createAuthority(Date.now());
	const service = await startTestS3(t, {tls: await authority.issue([`*.${amazon}`]), ownNames: [amazon]});
	const proxy = await startProxy(t, {resolve: () => ({host: '127.0.0.1', port: service.port})});
	const config = {...through(t, proxy.url, authority.cert), endpoint: undefined, forcePathStyle: false};
	await connectSdk(t, service, config).send(new PutObjectCommand({Bucket, Key: 'key', Body: 'content'}));
	t.is(service.object(Bucket, 'key')?.toString(), 'content');
	t.deepEqual(proxy.targets(), [`${Bucket}.${amazon}:443`]);
});

test('the SDK follows the redirect to the region of the bucket, each endpoint a service of its own', async t => {
	const authority = await createAuthority(Date.now());
	const start = async (region: string) => {
		const ownNames = [`s3.${region}.amazonaws.com`];
		const tls = await authority.issue(ownNames.map(name => `*.${name}`));
		return startTestS3(t, {region, tls, ownNames, buckets: {[Bucket]: {region: 'us-west-2'}}});
	};
	const [wrong, right] = [await start('eu-central-1'), await start('us-west-2')];
	const resolve = (host: string) => ({host: '127.0.0.1', port: (host.includes('us-west-2') ? right : wrong).port});
	const proxy = await startProxy(t, {resolve});
	const config = {...through(t, proxy.url, authority.cert), endpoint: undefined, forcePathStyle: false};
	const client = connectSdk(t, wrong, {...config, followRegionRedirects: true});
	await client.send(new PutObjectCommand({Bucket, Key: 'key', Body: 'content'}));
	t.deepEqual([wrong.objects(Bucket), right.objects(Bucket)], [[], ['key']]);
	t.is(wrong.requests()[0]?.code, 'PermanentRedirect');
});

test('passes on plain HTTP, headers and body as they were signed', async t => {
	const service = await startTestS3(t, {ownNames: ['storage.example']});
	const proxy = await startProxy(t, {resolve: () => ({host: '127.0.0.1', port: service.port})});
	const client = connectSdk(t, service, {...through(t, proxy.url), endpoint: 'http://storage.example:9000'});
	const object = {Bucket, Key: "a b+c'(ü)"};
	await client.send(new PutObjectCommand({...object, Body: Buffer.alloc(100_000, 'x')}));
	const got = await client.send(new GetObjectCommand(object));
	t.is((await got.Body?.transformToString())?.length, 100_000);
	t.deepEqual(proxy.targets(), ['storage.example:9000', 'storage.example:9000']);
});

type Obstacle = {title: string; options: Partial<ConnectProxyOptions>; message: RegExp; user?: string};

const obstacles: Obstacle[] = [
	{title: 'asks for a password', options: {credentials: {user: 'me', password: 'p w'}}, message: /407/},
	{
		title: 'does not accept the password',
		options: {credentials: {user: 'me', password: 'p w'}},
		message: /407/,
		user: 'me:wrong@',
	},
	{title: 'is out of order', options: {refuse: 503}, message: /503/},
	{title: 'does not know the name', options: {resolve: () => null}, message: /502/},
	{title: 'cannot reach the address', options: {resolve: () => ({host: '127.0.0.1', port: 1})}, message: /502/},
];

for (const {title, options, message, user = ''} of obstacles) {
	test(`a proxy that ${title} lets nothing through, with TLS or without`, async t => {
		const service = await startTestS3(t);
		const resolve = () => ({host: '127.0.0.1', port: service.port});
		const {url} = await startProxy(t, {resolve, ...options});
		const list = (endpoint: string) =>
			connectSdk(t, service, {...through(t, url.replace('//', `//${user}`)), endpoint}).send(
				new ListObjectsV2Command({Bucket}),
			);
		await t.throwsAsync(list('https://storage.example'), {message});
		const error = await t.throwsAsync(list('http://storage.example'), {any: true});
		t.regex(String((error as {$metadata?: {httpStatusCode?: number}}).$metadata?.httpStatusCode), message);
		t.deepEqual(service.requests(), []);
	});
}

test('a proxy lets in who knows the password', async t => {
	const service = await startTestS3(t, {ownNames: ['storage.example']});
	const resolve = () => ({host: '127.0.0.1', port: service.port});
	const {url} = await startProxy(t, {resolve, credentials: {user: 'me', password: 'p w'}});
	const config = {...through(t, url.replace('//', '//me:p%20w@')), endpoint: 'http://storage.example'};
	await t.notThrowsAsync(connectSdk(t, service, config).send(new ListObjectsV2Command({Bucket})));
});

test('what speaks no HTTP is no proxy', async t => {
	const service = await startTestS3(t);
	const server = await startTextServer('SSH-2.0-OpenSSH_9.2p1 Debian-2\r\n');
	t.teardown(() => server.stop());
	const config = {...through(t, `http://127.0.0.1:${server.port}`), endpoint: 'https://storage.example'};
	await t.throwsAsync(connectSdk(t, service, config).send(new ListObjectsV2Command({Bucket})), {any: true});
});

test('stopping ends the tunnels that are open', async t => {
	const authority = await createAuthority(Date.now());
	const service = await startTestS3(t, {tls: await authority.issue(['storage.example'])});
	const proxy = await startProxy(t, {resolve: () => ({host: '127.0.0.1', port: service.port})});
	service.faults.fail('*', {kind: 'hang'});
	const config = {...through(t, proxy.url, authority.cert), endpoint: 'https://storage.example'};
	const begun = service.untilRequest('ListObjectsV2');
	const hanging = t.throwsAsync(connectSdk(t, service, config).send(new ListObjectsV2Command({Bucket})), {any: true});
	await begun;
	await proxy.stop();
	await hanging;
});
