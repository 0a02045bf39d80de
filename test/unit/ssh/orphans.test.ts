import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import type {ExecutionContext} from 'ava';
import test from 'ava';
import {orphanKeeper} from '../../../src/ssh/orphans.ts';
import {fakeSsh, isAlive, until} from './fake-ssh.ts';

const url = (path: string) => JSON.stringify(new URL(path, import.meta.url).href);

/** Runs a program in a process of its own, until it has said these many numbers. */
async function inChild(t: ExecutionContext, program: string): Promise<{child: ChildProcess; numbers: number[]}> {
	const child = spawn(process.execPath, ['--no-warnings', '--input-type=module', '-e', program]);
	t.teardown(() => child.kill('SIGKILL'));
	const said = await new Promise<string>(resolve => child.stdout.once('data', chunk => resolve(String(chunk))));
	const numbers = said.trim().split(' ').map(Number);
	t.teardown(() => {
		for (const pid of numbers) if (pid > 0 && isAlive(pid)) process.kill(pid, 'SIGKILL');
	});
	return {child, numbers};
}

test('when this process is killed, those that run are ended, and those that have ended are left', async t => {
	const {child, numbers} = await inChild(
		t,
		`import {spawn} from 'node:child_process';
		const {orphanKeeper} = await import(${url('../../../src/ssh/orphans.ts')});
		const keeper = orphanKeeper(process.env);
		const pids = [1, 2, 3].map(() => spawn('sleep', ['600'], {detached: true, stdio: 'ignore'}).pid);
		for (const pid of pids) keeper.began(pid);
		keeper.ended(pids[1]);
		process.stdout.write(pids.join(' '));
		setInterval(() => {}, 1000);`,
	);
	const [first = 0, second = 0, third = 0] = numbers;
	t.true([first, second, third].every(isAlive));
	child.kill('SIGKILL');
	t.true(await until(() => !isAlive(first) && !isAlive(third)));
	t.true(isAlive(second));
});

test('it keeps nobody running who has nothing else to do', async t => {
	const {child} = await inChild(
		t,
		`const {orphanKeeper} = await import(${url('../../../src/ssh/orphans.ts')});
		orphanKeeper(process.env).began(1000000000);
		process.stdout.write('0');`,
	);
	t.true(await until(() => child.exitCode === 0));
});

test('the ssh of an agent ends with this process', async t => {
	const ssh = await fakeSsh(t, `echo $$ >"$here/pid"; exec sleep 600`);
	const {child} = await inChild(
		t,
		`const {sshClient} = await import(${url('../../../src/ssh/ssh-client.ts')});
		void sshClient({env: ${JSON.stringify(ssh.env)}, log: () => {}}).run(['x'], '', 600_000);
		process.stdout.write('0');`,
	);
	t.true(await until(async () => (await ssh.read('pid')) !== ''));
	const pid = Number(await ssh.read('pid'));
	t.teardown(() => isAlive(pid) && process.kill(pid, 'SIGKILL'));
	child.kill('SIGKILL');
	t.true(await until(() => !isAlive(pid)));
});

test('when it is closed, those that still run are ended, and it is gone itself', async t => {
	const keeper = orphanKeeper({PATH: process.env.PATH});
	const child = spawn('sleep', ['600'], {detached: true, stdio: 'ignore'});
	const {pid = 0} = child;
	const ended = once(child, 'exit');
	keeper.began(pid);
	keeper.close();
	t.deepEqual(await ended, [null, 'SIGTERM']);
	t.notThrows(() => keeper.ended(pid));
});
