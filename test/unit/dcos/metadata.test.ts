import test from 'ava';
import {metadataOver} from '../../../src/dcos/metadata.ts';
import {recordedHttp} from './recorded-http.ts';

test('version and variant are read; older clusters do not say a variant', async t => {
	const {http} = recordedHttp({body: {version: '2.2.1', 'dcos-variant': 'enterprise'}}, {body: {version: '1.11'}});
	const metadata = metadataOver(http);
	t.deepEqual(await metadata.version(), {version: '2.2.1', variant: 'enterprise'});
	t.deepEqual(await metadata.version(), {version: '1.11', variant: null});
});

test('the security mode is read; open DC/OS has none', async t => {
	t.is(await metadataOver(recordedHttp({body: {security: 'strict'}}).http).securityMode(), 'strict');
	t.is(await metadataOver(recordedHttp({status: 404}).http).securityMode(), null);
	t.is(await metadataOver(recordedHttp({body: {}}).http).securityMode(), null);
});

for (const [what, body, address] of [
	['an address', {PUBLIC_IPV4: '203.0.113.7\n', CLUSTER_ID: 'x'}, '203.0.113.7'],
	['an empty address', {PUBLIC_IPV4: ' '}, null],
	['none', {}, null],
	['null', {PUBLIC_IPV4: null}, null],
] as const) {
	test(`a master that says ${what} has the public address ${address}`, async t => {
		const {http, requests} = recordedHttp({body});
		t.is(await metadataOver(http).publicAddress(), address);
		t.is(requests[0]?.path, '/metadata');
	});
}

test("the cluster's CA is read as it is", async t => {
	const {http, requests} = recordedHttp({type: 'application/x-x509-ca-cert', body: 'PEM\n'});
	t.is(await metadataOver(http).caBundle(), 'PEM\n');
	t.is(requests[0]?.path, '/ca/dcos-ca.crt');
});
