import {mkdir, readdir, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import test from 'ava';
import {openSharedProxy} from '../../../src/ssh/shared-proxy.ts';
import {fakeSsh, goodProxy, realClock, way} from './fake-ssh.ts';

// the directory for such files is that of the whole process
test.serial('where the directory for such files is not there, the socket of the proxy stands in /tmp', async t => {
	const ssh = await fakeSsh(t, `proxy_socket "$@" >>"$here/socket"\n${goodProxy}`);
	const before = process.env.TMPDIR;
	t.teardown(() => {
		if (before === undefined) delete process.env.TMPDIR;
		else process.env.TMPDIR = before;
	});
	const missing = `${tmpdir()}/${crypto.randomUUID().slice(0, 8)}`;
	process.env.TMPDIR = missing;
	const opened = await openSharedProxy(ssh.client, {...way, proxy: '10.0.0.9'}, realClock);
	if (!('through' in opened)) return t.fail(opened.stderr);
	t.regex(await ssh.read('socket'), /^\/tmp\/dcos-registry-/);
	await opened.close();
	await mkdir(missing);
	t.teardown(() => rm(missing, {recursive: true}));
	const again = await openSharedProxy(ssh.client, {...way, proxy: '10.0.0.9'}, realClock);
	if (!('through' in again)) return t.fail(again.stderr);
	t.is((await readdir(missing)).length, 1);
	await again.close();
	t.deepEqual(await readdir(missing), []);
});
