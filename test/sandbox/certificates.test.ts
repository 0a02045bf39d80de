import {X509Certificate} from 'node:crypto';
import test from 'ava';
import {createAuthority, createSigningRequest} from './certificates.ts';

const now = Date.parse('2021-06-01T00:00:00Z');

test('a certificate that the authority issues names its hosts and is signed by the authority', async t => {
	const authority = await createAuthority(now);
	const ca = new X509Certificate(authority.cert);
	const issued = new X509Certificate((await authority.issue(['localhost', '127.0.0.1'])).cert);
	t.true(ca.ca);
	t.is(ca.publicKey.asymmetricKeyDetails?.modulusLength, 2048);
	t.true(issued.checkIssued(ca) && issued.verify(ca.publicKey));
	t.false(issued.ca);
	t.is(issued.checkHost('localhost'), 'localhost');
	t.is(issued.checkIP('127.0.0.1'), '127.0.0.1');
	t.true(issued.validFromDate.getTime() < now && issued.validToDate.getTime() > now);
});

test('a signing request gets the names that the caller asks for, for the key that it holds', async t => {
	const authority = await createAuthority(now);
	const {request, key} = await createSigningRequest('wrong.example');
	const signed = new X509Certificate(await authority.sign(request, ['right.example']));
	t.is(signed.checkHost('right.example'), 'right.example');
	t.is(signed.checkHost('wrong.example'), undefined);
	t.true(key.startsWith('-----BEGIN PRIVATE KEY-----'));
});

test('what is no signing request is refused', async t => {
	const authority = await createAuthority(now);
	await t.throwsAsync(
		authority.sign('-----BEGIN CERTIFICATE REQUEST-----\nAAAA\n-----END CERTIFICATE REQUEST-----', ['a']),
	);
});
