import {X509Certificate} from 'node:crypto';
import test from 'ava';
import {createSigningRequest} from './certificates.ts';
import {withCluster} from './with-cluster.ts';

test('anyone may ask for the CA certificate, signing takes the permission', async t => {
	const {authority, client, clientWith, cluster} = await withCluster(t);
	const info = await clientWith('')('POST', '/ca/api/v2/info', {});
	const ca = new X509Certificate(authority.cert);
	t.is(new X509Certificate(info.json.result.certificate).fingerprint256, ca.fingerprint256);

	const {request} = await createSigningRequest('service.sandbox');
	const asked = {certificate_request: request, hosts: ['service.sandbox']};
	await client('PUT', '/acs/api/v1/users/operator', {password: 'p'});
	const operator = clientWith(await cluster.tokens.issue('operator', 60));
	t.is((await operator('POST', '/ca/api/v2/sign', asked)).status, 403);
	const signed = await client('POST', '/ca/api/v2/sign', asked);
	t.true(new X509Certificate(signed.json.result.certificate).checkIssued(ca));
});

test('a faulty signing request is a 400 with a message', async t => {
	const {client} = await withCluster(t);
	for (const asked of [{}, {certificate_request: 'x', hosts: []}, {certificate_request: 'x', hosts: ['a']}]) {
		const reply = await client('POST', '/ca/api/v2/sign', asked);
		t.is(reply.status, 400);
		t.false(reply.json.success);
		t.is(typeof reply.json.errors[0].message, 'string');
	}
});
