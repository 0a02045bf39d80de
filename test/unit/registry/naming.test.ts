import test from 'ava';
import fc from 'fast-check';
import {
	accountName,
	appId,
	defaultSecret,
	defaultServiceName,
	mayRead,
	registryHost,
	repositoryUri,
	serviceName,
} from '../../../src/registry/naming.ts';

for (const [version, name] of [
	['1.12', 'registry'],
	['1.12.4', 'registry'],
	['1.12-dev', 'registry'],
	['1.13.8', 'dcos-registry'],
	['2.2.1', 'dcos-registry'],
	['1.120', 'dcos-registry'],
] as const) {
	test(`DC/OS ${version} calls the service ${name}`, t => {
		t.is(defaultServiceName(version), name);
	});
}

const names = {
	'dcos-registry': ['/dcos-registry', 'dcos-registry.marathon.l4lb.thisdcos.directory', 'dcos-registry-account'],
	'/registry': ['/registry', 'registry.marathon.l4lb.thisdcos.directory', 'registry-account'],
	'/my/custom/dcos-registry': [
		'/my/custom/dcos-registry',
		'mycustomdcos-registry.marathon.l4lb.thisdcos.directory',
		'my-custom-dcos-registry-account',
	],
	'mygroup/myapp/': ['/mygroup/myapp', 'mygroupmyapp.marathon.l4lb.thisdcos.directory', 'mygroup-myapp-account'],
} as const;

for (const [name, [id, host, account]] of Object.entries(names)) {
	test(`${name} is the app ${id}, reached at ${host}`, t => {
		t.is(appId(name), id);
		t.is(registryHost(name), host);
		t.is(repositoryUri(name), `https://${host}/repo`);
		t.is(accountName(name), account);
	});
}

const paths = fc.array(fc.stringMatching(/^[a-z0-9]([a-z0-9-]{0,8}[a-z0-9])?$/), {minLength: 1, maxLength: 4});

test('a service is the same with and without outer slashes', t => {
	fc.assert(
		fc.property(paths, parts => {
			const name = parts.join('/');
			for (const form of [`/${name}`, `${name}/`, `/${name}/`]) {
				t.is(serviceName(form), name);
				t.is(registryHost(form), registryHost(name));
			}
		}),
	);
});

test('a host has no slash and an account has none, however deep the service is', t => {
	fc.assert(fc.property(paths, parts => !/\//.test(registryHost(parts.join('/')) + accountName(parts.join('/')))));
	t.pass();
});

test('the secrets of a service are where only it may read them', t => {
	fc.assert(
		fc.property(paths, parts => {
			const name = parts.join('/');
			t.true(mayRead(name, defaultSecret.serviceAccount(name)));
			t.true(mayRead(`/${name}`, defaultSecret.s3Credentials(`/${name}`)));
			t.false(mayRead(`other-${name}`, defaultSecret.s3Credentials(name)));
		}),
	);
});

/** Service, secret, and whether DC/OS lets the one read the other: the examples of the documentation of spaces. */
const spaces: readonly (readonly [string, string, boolean])[] = [
	['/hdfs', 'hdfs/secret', true],
	['/group/hdfs/service', 'group/secret', true],
	['/group/spark/service', 'group/hdfs/secret', false],
	['/group/hdfs/service', 'group/hdfs/secret', true],
	['/my/custom/dcos-registry', 'secret', true],
	['/my/custom/dcos-registry', 'my/secret', true],
	['/my/custom/dcos-registry', 'my/custom/secret', true],
	['/my/custom/dcos-registry', 'my/custom/dcos-registry/secret', true],
	['/my/custom/dcos-registry', 'my/custom/dcos-registry/more/secret', false],
	['/my/custom/dcos-registry', 'my/cust/secret', false],
	['/dcos-registry', 'dcos-registry/secret', true],
	['/dcos-registry', 'secret', true],
	['/dcos-registry', 'dcos/secret', false],
	['/dcos', 'dcos-registry/secret', false],
];

for (const [service, secret, allowed] of spaces) {
	test(`${service} ${allowed ? 'may' : 'may not'} read the secret ${secret}`, t => {
		t.is(mayRead(service, secret), allowed);
	});

	test(`${service} ${allowed ? 'may' : 'may not'} read the same secret written as /${secret}`, t => {
		t.is(mayRead(service, `/${secret}`), allowed);
	});
}
