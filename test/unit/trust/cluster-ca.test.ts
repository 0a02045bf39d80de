import {X509Certificate} from 'node:crypto';
import test from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {caCertificates, fingerprintOf} from '../../../src/trust/cluster-ca.ts';
import {authority, leaf, otherAuthority} from './certificates.ts';

const source = 'https://cluster/ca/dcos-ca.crt';
const read = (pem: string, {now = 0, wanted = null}: {now?: number; wanted?: string | null} = {}) =>
	caCertificates(pem, {source, now, wanted});

test('the certificates of a bundle are read without their line breaks, with the fingerprint of the first', t => {
	const {texts, fingerprint} = read(`comment\n${authority}\n${otherAuthority}\n`);
	t.is(texts.length, 2);
	for (const text of texts) t.regex(text, /^[A-Za-z0-9+/=]+$/);
	t.is(fingerprint, new X509Certificate(authority).fingerprint256);
});

test('line ends of Windows change nothing in a CA', t => {
	t.deepEqual(read(authority.replaceAll('\n', '\r\n')), read(authority));
});

for (const [what, pem, message] of [
	['nothing', '', 'https://cluster/ca/dcos-ca.crt holds no PEM certificate'],
	['a page of HTML', '<html></html>', 'https://cluster/ca/dcos-ca.crt holds no PEM certificate'],
	['a leaf certificate', leaf, 'the first certificate of https://cluster/ca/dcos-ca.crt is not one of an authority'],
	[
		'no certificate between its lines',
		'-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n',
		'the first certificate of https://cluster/ca/dcos-ca.crt is not one of an authority',
	],
] as const) {
	test(`${what} is refused as the CA of the cluster`, t => {
		t.throws(() => read(pem), {instanceOf: RefusedError, message});
	});
}

test('the fingerprint of what an agent has is told, null where it is no certificate', t => {
	const [text = ''] = read(authority).texts;
	t.is(fingerprintOf(text), new X509Certificate(authority).fingerprint256);
	t.is(fingerprintOf('AAAA'), null);
	t.is(fingerprintOf(''), null);
});
