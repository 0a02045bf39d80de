import test from 'ava';
import {openCluster} from '../../../src/dcos/open-cluster.ts';
import {KnownSecrets} from '../../../src/errors/known-secrets.ts';
import type {Files} from '../../../src/world.ts';

const claims = Buffer.from('{"uid":"ada","exp":1700000000}').toString('base64url');

test('a cluster is opened with the login that its token names, and sends nothing yet', async t => {
	const env = {DCOS_URL: 'http://127.0.0.1:1/', DCOS_ACS_TOKEN: `e30.${claims}.s`};
	const log = () => t.fail('a request was sent');
	const cluster = await openCluster({env, files: {} as Files, log, userAgent: 'test', known: new KnownSecrets()});
	t.is(cluster.url, 'http://127.0.0.1:1');
	t.true(cluster.insecure);
	t.deepEqual(cluster.login, {uid: 'ada', ends: 1_700_000_000_000});
});
