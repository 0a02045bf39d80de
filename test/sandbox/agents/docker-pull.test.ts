import {rootCertificates} from 'node:tls';
import test, {type ExecutionContext} from 'ava';
import {createAuthority} from '../certificates.ts';
import type {Agent} from './agent-spec.ts';
import {startSmallRegistry} from './small-registry.ts';
import {type SpecChanges, startTestAgents} from './test-agents.ts';

const host = 'dcos-registry.marathon.l4lb.thisdcos.directory';
const unknownAuthority = `Error response from daemon: Get "https://${host}/v2/": x509: certificate signed by unknown authority\n`;

type Circumstances = {agent?: SpecChanges; certificateOf?: string; issuedAt?: number};

/** An agent whose bundle is the CA that signed the registry's certificate, unless said otherwise. */
async function startAgentAndRegistry(
	t: ExecutionContext,
	{agent: changes, certificateOf = host, issuedAt = Date.now()}: Circumstances = {},
) {
	const authority = await createAuthority(issuedAt);
	const issued = await authority.issue([certificateOf]);
	const registry = await startSmallRegistry(issued);
	t.teardown(registry.stop);
	const {agent, resolve} = await startTestAgents(t, [{caBundle: authority.cert, ...changes}]);
	await resolve(host, registry.target);
	return {agent: agent(1), resolve, certificate: issued.cert};
}

const trust = (agent: Agent, directory: string, file = 'ca.crt') =>
	agent.run(
		`mkdir -p /etc/docker/certs.d/${directory} && cp /run/dcos/pki/CA/ca-bundle.crt /etc/docker/certs.d/${directory}/${file}`,
	);

test('without a CA in certs.d the registry is not trusted', async t => {
	const {agent} = await startAgentAndRegistry(t);
	t.deepEqual(await agent.run(`docker pull ${host}/none:1`), {code: 1, stdout: '', stderr: unknownAuthority});
});

test('the CA in certs.d counts at the next pull, for the literal name alone', async t => {
	const {agent} = await startAgentAndRegistry(t);
	const notFound = (name: string) =>
		`Error response from daemon: manifest for ${name}/none:1 not found: manifest unknown: manifest unknown\n`;
	await trust(agent, host);
	t.is((await agent.run(`docker pull ${host}/none:1`)).stderr, notFound(host));
	t.regex((await agent.run(`docker pull ${host}:443/none:1`)).stderr, /x509: certificate signed by unknown authority/);
	await trust(agent, `${host}:443`);
	t.is((await agent.run(`docker pull ${host}:443/none:1`)).stderr, notFound(`${host}:443`));
});

test('an image that exists is pulled, one that is denied is not', async t => {
	const {agent} = await startAgentAndRegistry(t);
	await trust(agent, host);
	const pulled = await agent.run(`docker pull ${host}/tiny:1`);
	t.regex(pulled.stdout, /^1: Pulling from tiny\nDigest: sha256:[0-9a-f]{64}\nStatus: Downloaded newer image for /);
	t.is(pulled.code, 0);
	t.is(
		(await agent.run(`docker pull ${host}/secret:1`)).stderr,
		`Error response from daemon: pull access denied for ${host}/secret, repository does not exist or may require 'docker login': denied: requested access to the resource is denied\n`,
	);
});

test('another CA of the same name, and a file that is no certificate, prove nothing', async t => {
	const other = await createAuthority(Date.now());
	const {agent} = await startAgentAndRegistry(t, {agent: {caBundle: other.cert}});
	await trust(agent, host);
	t.is((await agent.run(`docker pull ${host}/none:1`)).stderr, unknownAuthority);
	await agent.run(`echo rubbish >/etc/docker/certs.d/${host}/ca.crt`);
	t.is((await agent.run(`docker pull ${host}/none:1`)).stderr, unknownAuthority);
});

test('all authorities in one file count', async t => {
	const {agent} = await startAgentAndRegistry(t);
	await trust(agent, host);
	await agent.run(
		`cd /etc/docker/certs.d/${host}; { echo '${rootCertificates[0]}'; cat ca.crt; } >both.crt; rm ca.crt`,
	);
	t.regex((await agent.run(`docker pull ${host}/none:1`)).stderr, /manifest unknown/);
});

test("the registry's own certificate counts like an authority, as it does for Go", async t => {
	const {agent, certificate} = await startAgentAndRegistry(t);
	await agent.run(`mkdir -p /etc/docker/certs.d/${host}; echo '${certificate}' >/etc/docker/certs.d/${host}/ca.crt`);
	t.regex((await agent.run(`docker pull ${host}/none:1`)).stderr, /manifest unknown/);
});

test('a client certificate without its key makes Docker refuse before it connects', async t => {
	const {agent} = await startAgentAndRegistry(t);
	await trust(agent, host);
	await trust(agent, host, 'client.cert');
	t.is(
		(await agent.run(`docker pull ${host}/none:1`)).stderr,
		'Error response from daemon: missing key client.key for client certificate client.cert. Note that CA certificates should use the extension .crt\n',
	);
});

test('a certificate for another name, or an expired one, is told apart', async t => {
	const other = await startAgentAndRegistry(t, {certificateOf: 'registry.example'});
	await trust(other.agent, host);
	t.regex(
		(await other.agent.run(`docker pull ${host}/none:1`)).stderr,
		new RegExp(`x509: certificate is valid for registry.example, not ${host}`),
	);
	const expired = await startAgentAndRegistry(t, {issuedAt: Date.parse('2021-01-01')});
	await trust(expired.agent, host);
	t.regex(
		(await expired.agent.run(`docker pull ${host}/none:1`)).stderr,
		/x509: certificate has expired or is not yet valid/,
	);
});

test('a name resolves only once it is known, and then has to answer on port 443', async t => {
	const {agent, resolve} = await startAgentAndRegistry(t);
	const elsewhere = `Error response from daemon: Get "https://${host}:5000/v2/": dial tcp 127.0.0.1:5000: connect: connection refused\n`;
	t.is((await agent.run(`docker pull ${host}:5000/none:1`)).stderr, elsewhere);
	// Port 1 of this machine: nobody listens there.
	await resolve(host, {address: '127.0.0.1', port: 1});
	t.regex(
		(await agent.run(`docker pull ${host}/none:1`)).stderr,
		/dial tcp 127.0.0.1:443: connect: connection refused/,
	);
	await resolve(host, undefined);
	t.is(
		(await agent.run(`docker pull ${host}/none:1`)).stderr,
		`Error response from daemon: Get "https://${host}/v2/": dial tcp: lookup ${host} on 198.51.100.1:53: no such host\n`,
	);
});

test('a Docker that read certs.d at its start trusts the registry after a restart', async t => {
	const {agent} = await startAgentAndRegistry(t, {agent: {cachesCerts: true}});
	await trust(agent, host);
	t.is((await agent.run(`docker pull ${host}/none:1`)).stderr, unknownAuthority);
	await agent.run('sudo -n systemctl restart docker');
	t.regex((await agent.run(`docker pull ${host}/none:1`)).stderr, /manifest unknown/);
});
