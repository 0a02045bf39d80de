import test from 'ava';
import {causeIn, type ProofCause, remedies} from '../../../src/trust/proof-causes.ts';
import {host, proven} from './proven.ts';

const ip = '11.100.0.7';
const old = (words: string) => `Error response from daemon: Get https://${host}/v2/: ${words}`;
const since20 = (words: string) => `Error response from daemon: Get "https://${host}/v2/": ${words}`;
const containerd = (words: string) =>
	`Error response from daemon: failed to resolve reference "${host}/x:y": failed to do request: Head "https://${host}/v2/x/manifests/y": ${words}`;

/** What Docker says, by the version that says it. */
const said: readonly (readonly [ProofCause, string, string])[] = [
	['unknown authority', '1.13', old('x509: certificate signed by unknown authority')],
	['unknown authority', '19.03', old('x509: certificate signed by unknown authority')],
	['unknown authority', '20.10', since20('x509: certificate signed by unknown authority')],
	[
		'unknown authority',
		'24',
		since20('tls: failed to verify certificate: x509: certificate signed by unknown authority'),
	],
	[
		'unknown authority',
		'28 with containerd',
		containerd('tls: failed to verify certificate: x509: certificate signed by unknown authority'),
	],
	[
		'unknown authority',
		'17.06',
		old(
			'x509: certificate signed by unknown authority (possibly because of "crypto/rsa: verification error" while trying to verify candidate authority certificate "x")',
		),
	],
	['certificate', '1.13', old('x509: certificate has expired or is not yet valid')],
	['certificate', '19.03', old(`x509: certificate is valid for a.example.com, not ${host}`)],
	[
		'certificate',
		'20.10',
		since20(
			'x509: certificate relies on legacy Common Name field, use SANs or temporarily enable Common Name matching',
		),
	],
	[
		'certificate',
		'24',
		since20(
			'tls: failed to verify certificate: x509: certificate has expired or is not yet valid: current time 2031-01-01T00:00:00Z is after 2030-01-01T00:00:00Z',
		),
	],
	['certificate', '17.05', old('remote error: tls: handshake failure')],
	['certificate', '24', since20('remote error: tls: bad certificate')],
	[
		'other files',
		'1.10',
		'Error response from daemon: Missing key ca.key for client certificate ca.cert. Note that CA certificates should use the extension .crt.',
	],
	['other files', '19.03', 'Error response from daemon: missing client certificate client.cert for key client.key'],
	[
		'other files',
		'24',
		'Error response from daemon: missing key client.key for client certificate client.cert. CA certificates must use the extension .crt',
	],
	['no TLS', '1.13', old('http: server gave HTTP response to HTTPS client')],
	['no TLS', '17.06', old('tls: oversized record received with length 20527')],
	['no TLS', '20.10', since20('tls: first record does not look like a TLS handshake')],
	['no name', '1.13', old(`dial tcp: lookup ${host} on 198.51.100.1:53: no such host`)],
	['no name', '17.06', old(`dial tcp: lookup ${host} on 198.51.100.1:53: server misbehaving`)],
	[
		'no name',
		'18.09',
		old(`dial tcp: lookup ${host} on 10.0.2.3:53: read udp 10.0.2.15:54567->10.0.2.3:53: i/o timeout`),
	],
	[
		'no name',
		'19.03',
		old(`dial tcp: lookup ${host} on [::1]:53: read udp [::1]:37112->[::1]:53: read: connection refused`),
	],
	['no name', '20.10', since20(`dial tcp: lookup ${host}: Temporary failure in name resolution`)],
	['no name', '28 with containerd', containerd(`dial tcp: lookup ${host} on 198.51.100.1:53: no such host`)],
	['no route', '1.13', old(`dial tcp ${ip}:443: getsockopt: no route to host`)],
	['no route', '20.10', since20(`dial tcp ${ip}:443: connect: network is unreachable`)],
	['registry down', '1.13', old(`dial tcp ${ip}:443: getsockopt: connection refused`)],
	['registry down', '20.10', since20(`dial tcp ${ip}:443: connect: connection refused`)],
	['registry down', '24', since20(`read tcp 10.0.0.1:55000->${ip}:443: read: connection reset by peer`)],
	['registry down', '19.03', old('EOF')],
	['timeout', '1.13', old(`dial tcp ${ip}:443: i/o timeout`)],
	['timeout', '17.06', old('net/http: TLS handshake timeout')],
	[
		'timeout',
		'19.03',
		old('net/http: request canceled while waiting for connection (Client.Timeout exceeded while awaiting headers)'),
	],
	['timeout', '24', since20('context deadline exceeded (Client.Timeout exceeded while awaiting headers)')],
	['docker proxy', '17.06', old('proxyconnect tcp: dial tcp: lookup proxy on 10.0.0.2:53: no such host')],
	['docker proxy', '18.06', old('proxyconnect tcp: tls: oversized record received with length 20527')],
	['docker proxy', '20.10', since20('Proxy Authentication Required')],
	['docker proxy', '24', since20('socks connect tcp proxy:1080->host:443: unknown error')],
	[
		'in between',
		'20.10',
		'Error response from daemon: Get "https://mirror.example.com/v2/": x509: certificate signed by unknown authority',
	],
	[
		'in between',
		'19.03',
		'Error response from daemon: Get https://registry-1.docker.io/v2/: dial tcp: lookup registry-1.docker.io: no such host',
	],
	[
		'docker stopped',
		'1.13',
		'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?',
	],
	[
		'docker stopped',
		'24',
		'permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get "http://%2Fvar%2Frun%2Fdocker.sock/v1.24/info": dial unix /var/run/docker.sock: connect: permission denied',
	],
	[
		'docker stopped',
		'29',
		'failed to connect to the docker API at unix:///var/run/docker.sock; check if the path is correct and if the daemon is running: dial unix /var/run/docker.sock: connect: connection refused',
	],
];

const disproves: readonly ProofCause[] = ['unknown authority', 'certificate', 'other files'];

for (const [cause, version, words] of said) {
	const short = words.replaceAll(host, 'host').replace('Error response from daemon: ', '').slice(0, 130);
	test(`"${short}" (Docker ${version}) is of the cause ${cause}`, t => {
		t.is(causeIn(words, host), cause);
		t.is(causeIn(words, `${host}:443`), cause);
		const state = disproves.includes(cause) ? 'not trusted' : 'unknown';
		t.like(proven(words), {state, cause});
		t.not(remedies[cause], '');
	});
}

/** Docker was told about the image, which nobody is without trust. */
const proofs = [
	`Error response from daemon: manifest for ${host}/x:y not found: manifest unknown: manifest unknown`,
	`Error response from daemon: failed to resolve reference "${host}/x:y": ${host}/x:y: not found`,
	`Error response from daemon: failed to resolve reference "${host}/x:y": pull access denied, repository does not exist or may require authorization: server message: insufficient_scope: authorization failed`,
	`Error response from daemon: failed to resolve reference "${host}/x:y": unexpected status from HEAD request to https://${host}/v2/x/manifests/y: 403 Forbidden`,
	`Error response from daemon: pull access denied for ${host}/x, repository does not exist or may require 'docker login': denied: requested access to the resource is denied`,
	'toomanyrequests: too many requests to registry',
];

for (const words of proofs) {
	test(`"${words.replaceAll(host, 'host').slice(0, 150)}" stands in nobody's way`, t => {
		t.is(causeIn(words, host), null);
		t.is(proven(words).state, 'trusted');
	});
}

test('the names of the registry with and without its port are one', t => {
	const words = since20('x509: certificate signed by unknown authority').replace(`${host}/v2`, `${host}:443/v2`);
	t.is(causeIn(words, host), 'unknown authority');
	t.is(causeIn(words, `${host}:443`), 'unknown authority');
});

test('every cause has what to do about it', t => {
	for (const remedy of Object.values(remedies)) t.true(remedy.length > 10);
});
