import test, {type ExecutionContext} from 'ava';
import {RefusedError} from '../../../src/errors/errors.ts';
import {Secret} from '../../../src/errors/secret.ts';
import {openSignedStore} from '../../../src/s3/signed-store.ts';
import {serveOnLoopback} from '../../sandbox/loopback-server.ts';
import {serverCertificate} from '../../support/server-certificate.ts';
import {stillClock} from '../install/still-clock.ts';

/** Every request for a bucket of this name and a key of that name; `asked` is what reached the store. */
async function storeWith(t: ExecutionContext, name: string, pathStyle: boolean) {
	const {authority, certificate} = await serverCertificate();
	const asked: string[] = [];
	const {port, stop} = await serveOnLoopback(certificate, (request, response) => {
		asked.push(request.url ?? '');
		response.writeHead(200).end();
	});
	t.teardown(stop);
	const around = {env: {}, clock: stillClock(), log: () => {}, interrupted: new AbortController().signal};
	const endpoint = new URL(`https://localhost:${port}`);
	const bucket = {bucket: name, endpoint, region: 'r', pathStyle, certificateAuthority: authority.cert};
	const keys = {accessKeyId: 'AKIAEXAMPLE', secretAccessKey: new Secret('canary')};
	return {store: openSignedStore(around, bucket, keys), asked};
}

for (const name of [
	'',
	'..',
	'a/../b',
	'evil.example/',
	'b@evil.example',
	'b:80',
	'b?x',
	'b#x',
	'b\\c',
	'b c',
	'b\r\nX: y',
]) {
	test(`nothing is asked for a bucket ${JSON.stringify(name)}`, async t => {
		for (const pathStyle of [true, false]) {
			// two dots before the name of the host are no URL, and lead nowhere
			if (name === '..' && !pathStyle) continue;
			const {store, asked} = await storeWith(t, name, pathStyle);
			await t.throwsAsync(store.put('key', Buffer.from('x')), {instanceOf: RefusedError});
			t.deepEqual(asked, []);
		}
	});
}

for (const key of ['../other', 'a/../../other', 'a/./b', '..']) {
	test(`nothing is asked for a key ${key}`, async t => {
		const {store, asked} = await storeWith(t, 'bucket', true);
		await t.throwsAsync(store.delete(key), {instanceOf: RefusedError});
		t.deepEqual(asked, []);
	});
}

test('any other key arrives as it is', async t => {
	const {store, asked} = await storeWith(t, 'bucket', true);
	await store.delete('a/..b/%2e%2e/c d');
	t.deepEqual(asked, ['/bucket/a/..b/%252e%252e/c%20d']);
});
