import test from 'ava';
import fc from 'fast-check';
import {noProof, type Proof, together} from '../../../src/trust/proof.ts';
import {host, proven} from './proven.ts';

const image = `${host}/dcos-registry-proof-ab12:ab12`;
const daemon = 'Error response from daemon: ';

/** What Docker 1.13 to 24 say, and what that proves. */
const messages: readonly (readonly [Proof['state'], string])[] = [
	['trusted', `${daemon}manifest for ${image} not found: manifest unknown: manifest unknown`],
	['trusted', `${daemon}manifest for ${image} not found`],
	['trusted', `${daemon}repository ${host}/x not found: does not exist or no pull access`],
	['trusted', `${daemon}repository ${host}/x not found: name unknown: repository name not known to registry`],
	['trusted', `${daemon}pull access denied for ${host}/x, repository does not exist or may require 'docker login'`],
	['trusted', `${daemon}pull access denied for x, repository does not exist: denied: requested access is denied`],
	['trusted', `${daemon}denied: requested access to the resource is denied`],
	['trusted', `${daemon}unauthorized: authentication required`],
	['trusted', `${daemon}Head "https://${host}/v2/x/manifests/y": no basic auth credentials`],
	['trusted', `${daemon}manifest unknown: manifest tagged by "ab12" is not found`],
	['trusted', `${daemon}manifest for certificates.marathon.l4lb.thisdcos.directory/x:y not found: manifest unknown`],
	['not trusted', `${daemon}Get https://${host}/v2/: x509: certificate signed by unknown authority`],
	['not trusted', `${daemon}Get "https://${host}/v2/": x509: certificate signed by unknown authority`],
	[
		'not trusted',
		`${daemon}Get "https://${host}/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority (possibly because of "x509: cannot validate")`,
	],
	['not trusted', `${daemon}Get https://${host}/v2/: x509: certificate is valid for a, not ${host}`],
	['not trusted', `${daemon}Get https://${host}/v2/: x509: certificate has expired or is not yet valid`],
	['not trusted', `${daemon}missing key client.key for client certificate client.cert. Note that CA certificates…`],
	['unknown', `${daemon}Get https://${host}/v2/: dial tcp: lookup ${host} on 198.51.100.1:53: no such host`],
	['unknown', `${daemon}Get https://${host}/v2/: dial tcp: lookup ${host}: server misbehaving`],
	['unknown', `${daemon}Get https://${host}/v2/: dial tcp 11.0.0.1:443: connect: connection refused`],
	['unknown', `${daemon}Get https://${host}/v2/: dial tcp 11.0.0.1:443: connect: no route to host`],
	['unknown', `${daemon}Get https://${host}/v2/: dial tcp 11.0.0.1:443: i/o timeout`],
	['unknown', `${daemon}Get https://${host}/v2/: net/http: TLS handshake timeout`],
	['unknown', `${daemon}Get https://${host}/v2/: net/http: request canceled (Client.Timeout exceeded)`],
	['unknown', `${daemon}Get https://${host}/v2/: http: server gave HTTP response to HTTPS client`],
	['unknown', `${daemon}Get https://${host}/v2/: EOF`],
	['unknown', 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?'],
	[
		'unknown',
		'Got permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock',
	],
	['unknown', 'sh: 1: docker: Permission denied'],
	['unknown', 'sh: 1: docker: not found'],
	['unknown', `${daemon}Get https://${host}/v2/: Forbidden`],
	['unknown', 'invalid reference format: repository name must be lowercase'],
	['unknown', ''],
];

for (const [state, words] of messages) {
	test(`"${words.replaceAll(daemon, '').replaceAll(host, 'host')}" means: ${state}`, t => {
		t.is(proven(words).state, state);
	});
}

test('an image that is really there proves the trust', t => {
	t.is(proven('Status: Downloaded newer image', {exitCode: 0}).state, 'trusted');
});

test('no answer in time proves nothing, whatever was said before', t => {
	const words = 'Docker gave no answer in time';
	t.deepEqual(proven('x509: ', {exitCode: 124}), {
		state: 'unknown',
		cause: 'no answer',
		words,
	});
});

test('a Docker that said nothing is told by its exit code', t => {
	const words = 'Docker ended with exit code 1, without a word';
	t.deepEqual(proven(' \n'), {
		state: 'unknown',
		cause: 'other',
		words,
	});
});

test("Docker's own words are one line, the one with the error", t => {
	const words = `Using default tag\nab12: Pulling from x\n${daemon}manifest unknown\n\n`;
	t.is(proven(words).words, 'manifest unknown');
	t.is(proven('one\nlast\n').words, 'last');
	t.is(proven(`${daemon}first\n${daemon}denied\n`).words, 'denied');
});

test('one refusal disproves, one unknown leaves it open, and no proof at all is null', t => {
	const order: readonly Proof['state'][] = ['not trusted', 'unknown', 'trusted'];
	fc.assert(
		fc.property(fc.array(fc.constantFrom(...order)), list => {
			const found = together(list.map(state => ({state, cause: null, words: ''})))?.state ?? null;
			t.is(found, order.find(state => list.includes(state)) ?? null);
		}),
	);
});

test('a registry whose certificate is not checked proves nothing, and a refusal of it still does', t => {
	const found = (words: string, unchecked: readonly string[]) => proven(words, {}, {unchecked});
	const unknown = `${daemon}manifest unknown`;
	t.like(found(unknown, [host]), {state: 'unknown', cause: 'unchecked'});
	t.is(found(unknown, [`${host}:443`, 'other']).state, 'trusted');
	t.is(proven('', {exitCode: 0}, {unchecked: [host]}).state, 'unknown');
	t.is(found(`${daemon}Get https://${host}/v2/: x509: certificate has expired`, [host]).state, 'not trusted');
});

const plain = {words: '', kind: null};

test('a Docker that could not be asked proves nothing', t => {
	t.deepEqual(noProof('missing', plain), {state: 'unknown', cause: 'no docker', words: 'it has no docker command'});
	t.like(noProof('silent', plain), {state: 'unknown', cause: 'no answer', words: 'Docker gave no answer in time'});
	t.is(noProof('silent', {...plain, words: 'one\nCannot connect: error\n'}).words, 'Cannot connect: error');
});

test("an authority that is unknown to curl too, with the cluster's CA, is the registry's own trouble", t => {
	const words = `${daemon}Get "https://${host}/v2/": x509: certificate signed by unknown authority`;
	const found = (curl: number | null) => proven(words, {curl});
	t.like(found(60), {state: 'not trusted', cause: 'other authority'});
	t.like(found(35), {state: 'unknown', cause: 'other authority'});
	const sameName = `${words} (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "x")`;
	t.like(proven(sameName, {curl: 35}), {state: 'not trusted', cause: 'other authority'});
	t.like(proven(sameName, {curl: 0}), {state: 'not trusted', cause: 'unknown authority'});
	for (const curl of [null, 0, 6, 7, 28]) t.like(found(curl), {state: 'not trusted', cause: 'unknown authority'});
	t.is(proven(`${daemon}manifest unknown`, {curl: 60}).state, 'trusted');
});
