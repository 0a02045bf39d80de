import test from 'ava';
import {bucketAt, explained, whyOf} from './store-failure.ts';

const inHost = bucketAt('https://store:9000', {pathStyle: false});
const withAuthority = bucketAt('https://store:9000', {certificateAuthority: 'PEM'});
const proxyHint = 'check HTTPS_PROXY and HTTP_PROXY, or name the store in NO_PROXY';
const tunnel = 'Failed to establish tunnel to store:9000 via http://proxy:3128/: ';
const there = {host: '10.0.0.1', port: 9000};
const proxy = {host: '10.0.0.2', port: 3128};

/** Failure, why it happened, and what to do. */
const table: readonly (readonly [Parameters<typeof explained>[0], string, string])[] = [
	[{code: 'ENOTFOUND'}, 'the name store:9000 does not resolve', 'check --endpoint'],
	[{code: 'ENOTFOUND', peer: {host: 'store', port: null}}, 'the name store does not resolve', 'check --endpoint'],
	[
		{code: 'ENOTFOUND', bucket: inHost, peer: {host: 'b.store', port: null}},
		'the name b.store does not resolve',
		'check --endpoint, or try --path-style always',
	],
	[{code: 'EAI_AGAIN', peer: {host: 'proxy', port: null}}, 'the name proxy does not resolve', proxyHint],
	[{code: 'ECONNREFUSED'}, 'store:9000 refused the connection', 'check the port of --endpoint'],
	[{code: 'ECONNREFUSED', peer: there}, 'store:9000 refused the connection', 'check the port of --endpoint'],
	[{code: 'ECONNREFUSED', peer: proxy}, 'the proxy at 10.0.0.2:3128 refused the connection', proxyHint],
	[
		{code: 'ECONNREFUSED', bucket: bucketAt('https://store'), peer: {host: '10.0.0.1', port: 443}},
		'store refused the connection',
		'check the port of --endpoint',
	],
	[
		{code: 'ECONNREFUSED', bucket: bucketAt('http://store'), peer: {host: '10.0.0.1', port: 80}},
		'store refused the connection',
		'check the port of --endpoint',
	],
	[
		{code: 'ECONNRESET', bucket: inHost},
		'the connection to b.store:9000 was cut',
		'run the same command again; if it stays so, look at what stands between here and the store',
	],
	[
		{code: 'ETIMEDOUT'},
		'store:9000 did not answer in time',
		'check --endpoint, the firewalls on the way to it, and HTTPS_PROXY',
	],
	[
		{code: 'EHOSTUNREACH', peer: there},
		'there is no route to store:9000',
		'check --endpoint and the network on the way to it',
	],
	[
		{code: 'ENETUNREACH', peer: proxy},
		'there is no route to the proxy at 10.0.0.2:3128',
		'check --endpoint and the network on the way to it',
	],
	...(['EPROTO', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_PACKET_LENGTH_TOO_LONG'] as const).map(
		code =>
			[
				{code},
				'store:9000 does not speak TLS on this port',
				'check the port of --endpoint, or write http:// if the store has no TLS',
			] as const,
	),
	[
		{code: 'HPE_INVALID_CONSTANT'},
		'what answers at store:9000 does not speak HTTP',
		'check --endpoint; a port that wants TLS needs https://',
	],
	[
		{code: 'ERR_HTTP_CONTENT_LENGTH_MISMATCH'},
		'the connection to store:9000 was cut',
		'run the same command again; if it stays so, look at what stands between here and the store',
	],
	[
		{code: 'ERR_PROXY_TUNNEL', message: `${tunnel}HTTP/1.1 407 No`},
		'the proxy of HTTPS_PROXY wants a user and a password, or does not take those that it got',
		'put them into it: HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT; or name the store in NO_PROXY',
	],
	[
		{code: 'ERR_PROXY_TUNNEL', message: `${tunnel}HTTP/1.1 403 Forbidden here`},
		'the proxy of HTTPS_PROXY does not let it through: 403 Forbidden here',
		proxyHint,
	],
	[
		{code: 'ERR_PROXY_TUNNEL', message: `${tunnel}HTTP/1.0 502`},
		'the proxy of HTTPS_PROXY does not let it through: 502',
		proxyHint,
	],
	[
		{code: 'ERR_PROXY_TUNNEL', message: 'Connection to establish proxy tunnel timed out after 30000ms'},
		'the proxy of HTTPS_PROXY did not answer in time',
		proxyHint,
	],
	[
		{code: 'ERR_PROXY_TUNNEL', message: `${tunnel}220 mail ready`},
		'what answers at HTTPS_PROXY is no proxy, or ended the connection',
		proxyHint,
	],
	[
		{code: 'ERR_TLS_CERT_ALTNAME_INVALID'},
		'the certificate is for another name than store:9000',
		'check the name in --endpoint',
	],
	[
		{code: 'ERR_TLS_CERT_ALTNAME_INVALID', bucket: inHost},
		'the certificate is for another name than b.store:9000',
		'try --path-style always',
	],
	[
		{code: 'CERT_HAS_EXPIRED'},
		'its certificate has expired',
		"ask who runs the store for a new certificate; if it is good, set this machine's clock",
	],
	[{code: 'CERT_NOT_YET_VALID'}, 'its certificate is not valid yet', "check this machine's clock"],
	[{code: 'EODD'}, 'the words', 'check --endpoint and the network on the way to it'],
];

for (const [failure, why, hint] of table) {
	test(`${[failure.code, failure.peer?.host, failure.bucket?.endpoint].filter(Boolean).join(' ')} means: ${why}`, t => {
		const told = explained({status: null, ...failure});
		t.is(whyOf(told), why);
		t.is(told.hint, hint);
	});
}

for (const code of [
	'CERT_SIGNATURE_FAILURE',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'UNABLE_TO_GET_ISSUER_CERT',
	'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]) {
	test(`a certificate of an unknown authority is told: ${code}`, t => {
		const told = explained({code, status: null});
		t.is(whyOf(told), 'its certificate is signed by an authority that this machine does not know');
		t.is(told.hint, 'give the authority with --endpoint-ca FILE');
		const given = explained({code, status: null, bucket: withAuthority});
		t.regex(whyOf(given), /^its certificate is signed neither by the authority that --endpoint-ca gives nor by/);
		t.is(given.hint, 'give the right authority with --endpoint-ca FILE');
	});
}

test('whoever has no flag for the endpoint is told where it is written', t => {
	const {hint} = explained({code: 'ECONNREFUSED', status: null, source: 'cluster'});
	t.is(hint, 'check the port of registry.s3.endpoint in the options');
});
