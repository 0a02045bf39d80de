import test from 'ava';
import {eventually} from '../eventually.ts';
import {createInsideClient} from '../inside-client.ts';
import {createNames} from '../names.ts';
import {installRegistry, prepareRegistry, registryOptions} from '../registry-setup.ts';
import type {Sandbox} from '../sandbox.ts';
import type {Client} from '../sandbox-client.ts';
import {withSandbox} from '../with-sandbox.ts';

const secret = (name: string) => `/secrets/v1/secret/default/dcos-registry/${name}`;
const app = '/service/marathon/v2/apps/dcos-registry?embed=app.lastTaskFailure&embed=app.tasks';
const few = {agents: 1, publicAgents: 0};

type Break = (client: Client, sandbox: Sandbox) => Promise<unknown>;

const useKeys = (client: Client, profile: string, key: string, secretKey: string) =>
	client('PATCH', secret('s3-credentials'), {
		value: `[${profile}]\naws_access_key_id = ${key}\naws_secret_access_key = ${secretKey}\n`,
	});

const failures: [string, Break, RegExp, object?][] = [
	['the service account secret is missing', client => client('DELETE', secret('service-account')), /does not exist/],
	[
		'the service account may not use the CA',
		client => client('DELETE', '/acs/api/v1/acls/dcos:adminrouter:ops:ca:rw/users/dcos-registry-account'),
		/CA refused to sign for service account 'dcos-registry-account': 403/,
	],
	[
		'the service account is gone',
		client => client('DELETE', '/acs/api/v1/users/dcos-registry-account'),
		/service account 'dcos-registry-account' can't log in .*: 401/,
	],
	[
		'the secret key is wrong',
		(client, {s3}) => useKeys(client, 'default', s3.accessKeyId, 'wrong'),
		/SignatureDoesNotMatch/,
	],
	['the key is unknown', client => useKeys(client, 'default', 'AKIAUNKNOWN', 'x'), /InvalidAccessKeyId/],
	[
		'the profile is another one',
		client => useKeys(client, 'team', 'AKIAUNKNOWN', 'x'),
		/no key pair in profile 'default'/,
	],
	['the bucket does not exist', async () => undefined, /NoSuchBucket/, {bucket: 'nothing'}],
];

for (const [what, destroy, message, s3] of failures) {
	test(`the registry's task fails when ${what}, and says so`, async t => {
		const {sandbox, client} = await withSandbox(t, few);
		await prepareRegistry(client, sandbox);
		await destroy(client, sandbox);
		const {registry, ...options} = registryOptions(sandbox);
		const changed = {...options, registry: {...registry, s3: {...registry.s3, ...s3}}};
		t.is((await installRegistry(client, changed)).status, 200);
		const failure = await eventually('failed', async () => (await client('GET', app)).json.app.lastTaskFailure);
		t.regex(failure.message, message);
		t.is(failure.state, 'TASK_FAILED');
		t.is((await client('GET', app)).json.app.tasksHealthy, 0);
	});
}

test('a healthy registry answers health, packages and Docker, with a certificate of the cluster for its name', async t => {
	const {sandbox, client} = await withSandbox(t, few);
	await prepareRegistry(client, sandbox);
	await installRegistry(client, {...registryOptions(sandbox), service: {name: 'dcos-registry'}});
	const port = await eventually('healthy', async () => {
		const {tasks, tasksHealthy} = (await client('GET', app)).json.app;
		return tasksHealthy === 1 && tasks[0].ports[0];
	});
	const host = 'dcos-registry.marathon.l4lb.thisdcos.directory';
	const names = createNames();
	await names.set(host, {address: '127.0.0.1', port});
	const ca = (await client('GET', '/ca/dcos-ca.crt')).text;
	const get = async (path: string) => {
		const {status, body} = await createInsideClient(names, ca)(`https://${host}${path}`);
		return {status, json: body.length > 0 ? JSON.parse(body.toString()) : undefined};
	};
	t.deepEqual((await get('/')).json, {checks: {'/repo': {Healthy: {message: 'Able to find 0 package(s).'}}}});
	t.deepEqual((await get('/repo')).json, {packages: []});
	t.deepEqual(await get('/v2/'), {status: 200, json: {}});
	const manifest = await get('/v2/some/image/manifests/latest');
	t.deepEqual([manifest.status, manifest.json.errors[0].code], [404, 'MANIFEST_UNKNOWN']);
	t.is((await get('/elsewhere')).status, 404);
});
