import {spawn} from 'node:child_process';
import {mkdir, rm, stat} from 'node:fs/promises';
import type {ExecutionContext} from 'ava';
import test from 'ava';
import type {ChildRun} from '../../../src/ssh/run-child.ts';
import {openSharedProxy, type SharedProxy} from '../../../src/ssh/shared-proxy.ts';
import {sshClient} from '../../../src/ssh/ssh-client.ts';
import type {Clock} from '../../../src/world.ts';
import {fakeSsh, goodProxy, isAlive, realClock, until, way} from './fake-ssh.ts';

const through = {...way, proxy: '1.2.3.4'};

/** The path of the socket, in the options that lead through it. */
const socketIn = (opened: SharedProxy) => / -S (\S+) /.exec(opened.through.join(' '))?.[1] ?? '';

const isThere = (path: string) =>
	stat(path).then(
		() => true,
		() => false,
	);

function isOpen(opened: SharedProxy | ChildRun): opened is SharedProxy {
	return 'through' in opened;
}

test('the connection is ready when its socket is there, in a directory that only we may enter, and its end takes it away', async t => {
	const ssh = await fakeSsh(t, goodProxy);
	const opened = await openSharedProxy(ssh.client, through, realClock);
	if (!isOpen(opened)) return t.fail(opened.stderr);
	const socket = socketIn(opened);
	const directory = socket.replace(/\/proxy$/, '');
	t.is((await stat(directory)).mode & 0o777, 0o700);
	t.false(opened.isGone());
	const pid = Number(await ssh.read('proxy'));
	t.true(isAlive(pid));
	await opened.close();
	t.true(opened.isGone());
	t.false(isAlive(pid));
	t.false(await isThere(directory));
	await opened.close();
	const [call = ''] = await ssh.calls();
	t.true(call.includes(`-M -S ${socket} `) && call.endsWith(' -- 1.2.3.4'));
	t.deepEqual(ssh.logged, [`ssh ${call}`]);
});

test('the environment of the proxy has everything but the token', async t => {
	const ssh = await fakeSsh(t, `env >"$here/env"; ${goodProxy}`);
	const opened = await openSharedProxy(ssh.client, through, realClock);
	if (isOpen(opened)) await opened.close();
	t.regex(await ssh.read('env'), /^KEPT=kept$/m);
	t.notRegex(await ssh.read('env'), /canary/);
});

test('a proxy that refuses is told with its words, and leaves nothing behind', async t => {
	const ssh = await fakeSsh(
		t,
		`proxy_socket "$@" >"$here/socket"; echo 'Permission denied (publickey).' >&2; exit 255`,
	);
	const opened = await openSharedProxy(ssh.client, through, realClock);
	t.deepEqual(opened, {
		exitCode: 255,
		stdout: '',
		stderr: 'Permission denied (publickey).\n',
		timedOut: false,
		flooded: false,
		unstarted: null,
	});
	const directory = (await ssh.read('socket')).trim().replace(/\/proxy$/, '');
	t.regex(directory, /dcos-registry-/);
	t.false(await isThere(directory));
});

test('a proxy that ends later is known as gone', async t => {
	const ssh = await fakeSsh(t, `${goodProxy.replace('exec sleep 600', 'until [ -e "$here/end" ]; do :; done')}`);
	const opened = await openSharedProxy(ssh.client, through, realClock);
	if (!isOpen(opened)) return t.fail(opened.stderr);
	t.false(opened.isGone());
	process.kill(Number(await ssh.read('proxy')));
	t.true(await until(() => opened.isGone()));
	t.false(await isThere(socketIn(opened).replace(/\/proxy$/, '')));
	await opened.close();
});

test('a proxy that says nothing for 20 s is ended, and told as too slow', async t => {
	const ssh = await fakeSsh(t, `echo $$ >"$here/proxy"; exec sleep 600`);
	let now = 0;
	const clock: Clock = {
		now: () => now,
		elapsed: () => now,
		async sleep(milliseconds) {
			// the process has to be there before the time is over
			if (now === 0) await until(async () => (await ssh.read('proxy')) !== '');
			now += milliseconds;
		},
	};
	const opened = await openSharedProxy(ssh.client, through, clock);
	if (isOpen(opened)) return t.fail('it is open');
	t.false(isAlive(Number(await ssh.read('proxy'))));
	t.true(now >= 20_000 && now < 21_000);
});

test('a connection to the proxy that could not be started is told as such', async t => {
	const client = sshClient({env: {PATH: '/nonexistent'}, log: () => {}});
	t.like(await openSharedProxy(client, through, realClock), {unstarted: 'ENOENT'});
});

test('when this process is killed, the proxy ends with it, and its directory goes', async t => {
	const {child, said, pid} = await inChild(t);
	const directory = / -S (\S+)\/proxy /.exec(said)?.[1] ?? '';
	t.true(isAlive(pid) && (await isThere(directory)));
	child.kill('SIGKILL');
	t.true(await until(() => !isAlive(pid)));
	t.true(await until(async () => !(await isThere(directory))));
});

/** Opens the connection in a process of its own, which says what leads through it. */
async function inChild(t: ExecutionContext, over: NodeJS.ProcessEnv = {}) {
	const ssh = await fakeSsh(t, goodProxy);
	const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);
	const program = `
		const [{openSharedProxy}, {sshClient}, {realClock}] = await Promise.all([
			import(${url('../../../src/ssh/shared-proxy.ts')}),
			import(${url('../../../src/ssh/ssh-client.ts')}),
			import(${url('./fake-ssh.ts')}),
		]);
		const client = sshClient({env: ${JSON.stringify(ssh.env)}, log: () => {}});
		const opened = await openSharedProxy(client, ${JSON.stringify(through)}, realClock);
		process.stdout.write(opened.through.join(' '));
		setInterval(() => {}, 1000);`;
	const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', program], {
		env: {...process.env, ...over},
	});
	const said = await new Promise<string>(resolve => child.stdout.once('data', chunk => resolve(String(chunk))));
	const pid = Number(await ssh.read('proxy'));
	t.teardown(() => {
		child.kill('SIGKILL');
		if (isAlive(pid)) process.kill(pid, 'SIGKILL');
	});
	return {child, said, pid};
}

for (const name of ['a b', '$(touch x)', 'a%h', 'x'.repeat(60)]) {
	test(`a directory for temporary files with ${name.slice(0, 10)} in its name is not put into a command`, async t => {
		const TMPDIR = `/tmp/${name}-${process.pid}`;
		await mkdir(TMPDIR);
		t.teardown(() => rm(TMPDIR, {recursive: true}));
		const {said} = await inChild(t, {TMPDIR});
		t.regex(said, / -S \/tmp\/dcos-registry-\w+\/proxy -o /);
	});
}
