import type {ExecutionContext} from 'ava';
import test from 'ava';
import type {SshWay} from '../../../src/ssh/ssh.ts';
import {type WayThrough, wayThrough} from '../../../src/ssh/way-through.ts';
import {fakeSsh, goodProxy, realClock, until, way} from './fake-ssh.ts';

type Given = {over?: Partial<SshWay>; canShare?: boolean};

/** Opens the way with a program of ours in the place of ssh. */
async function opened(t: ExecutionContext, script: string, {over = {}, canShare = true}: Given = {}) {
	const ssh = await fakeSsh(t, script);
	const around = {client: ssh.client, clock: realClock, canShare, sample: '10.0.0.1'};
	const result = await wayThrough({...way, ...over}, around);
	if (!('refusedBy' in result)) t.teardown(() => result.close());
	return {...ssh, result};
}

const isWay = (result: object): result is WayThrough => 'through' in result;

test('straight to the machines there is no limit of the way', async t => {
	const {result} = await opened(t, 'echo hostname 10.0.0.1');
	if (!isWay(result)) return t.fail();
	t.like(result, {parallel: 256, narrow: null});
	t.deepEqual(result.through(), []);
});

test('where the user’s own configuration goes through a proxy, 8 at once', async t => {
	const {result, calls} = await opened(t, 'echo proxyjump bastion', {over: {user: 'core'}});
	if (!isWay(result)) return t.fail();
	t.is(result.parallel, 8);
	t.is(result.narrow, 'own proxy');
	t.deepEqual(result.through(), []);
	t.deepEqual(await calls(), ['-l core -G -- 10.0.0.1']);
});

test('through a proxy, one connection to it that all share', async t => {
	const {result, calls} = await opened(t, goodProxy, {over: {proxy: '1.2.3.4'}});
	if (!isWay(result)) return t.fail();
	t.is(result.parallel, 256);
	t.regex(result.through().join(' '), /^-o ProxyCommand=ssh -F \/dev\/null -S /);
	await result.mend();
	t.is((await calls()).length, 1);
});

test('a shared connection that is gone is opened anew once, for all who wait for it', async t => {
	const {result, read, calls} = await opened(t, goodProxy, {over: {proxy: '1.2.3.4'}});
	if (!isWay(result)) return t.fail();
	const before = result.through();
	const pid = await read('proxy');
	process.kill(Number(pid));
	await until(async () => {
		await Promise.all([result.mend(), result.mend(), result.mend()]);
		return (await calls()).length > 1;
	});
	t.is((await calls()).length, 2);
	t.not(await read('proxy'), pid);
	t.notDeepEqual(result.through(), before);
	await result.close();
	t.true(await until(async () => !isAliveIn(await read('proxy'))));
});

function isAliveIn(pid: string): boolean {
	try {
		process.kill(Number(pid), 0);
		return true;
	} catch {
		return false;
	}
}

test('a proxy that cannot be opened anew leaves the old way, and the next connection tells', async t => {
	const once = `[ -e "$here/gone" ] && { echo 'Connection refused' >&2; exit 255; }; ${goodProxy}`;
	const {result, read, calls} = await opened(t, `${once.replace('exec sleep', ': >"$here/gone"; exec sleep')}`, {
		over: {proxy: '1.2.3.4'},
	});
	if (!isWay(result)) return t.fail();
	const before = result.through();
	process.kill(Number(await read('proxy')));
	await until(async () => {
		await result.mend();
		return (await calls()).length > 1;
	});
	t.deepEqual(result.through(), before);
	await result.close();
});

test('a proxy that refuses is told, with what it said', async t => {
	const {result} = await opened(t, "echo 'Permission denied (publickey).' >&2; exit 255", {over: {proxy: '1.2.3.4'}});
	if (isWay(result)) return t.fail();
	t.like(result, {
		refusedBy: '1.2.3.4',
		outcome: {exitCode: 255, stderr: 'Permission denied (publickey).\n', hostKey: null},
	});
});

const cannot = [
	'getsockname failed: Not a socket',
	'unix_listener: cannot bind to path /tmp/x: Operation not supported',
	'muxserver_listen bind(): Operation not permitted',
	'mm_send_fd: UsePrivilegeSeparation=yes not supported',
	'mm_receive_fd: no message header',
	'command-line: line 0: Bad configuration option: controlpersist',
	'ControlPath too long: not supported',
	'unknown option -- M',
	'ssh: unknown option -- S',
];

for (const words of cannot) {
	test(`an ssh that says "${words}" gets a connection to the proxy for each machine, 8 at once`, async t => {
		const over = {proxy: '1.2.3.4', user: 'core'};
		const {result} = await opened(t, `echo '${words}' >&2; exit 255`, {over});
		if (!isWay(result)) return t.fail();
		t.is(result.parallel, 8);
		t.deepEqual(result.through(), ['-J', 'core@1.2.3.4']);
		await result.mend();
	});
}

test('where the platform’s ssh cannot share, it is not tried', async t => {
	const {result, calls} = await opened(t, goodProxy, {over: {proxy: '1.2.3.4'}, canShare: false});
	if (!isWay(result)) return t.fail();
	t.like(result, {parallel: 8, narrow: 'cannot share'});
	t.deepEqual(result.through(), ['-J', '1.2.3.4']);
	t.deepEqual(await calls(), []);
});
