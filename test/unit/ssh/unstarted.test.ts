import {chmod} from 'node:fs/promises';
import test from 'ava';
import {whyUnstarted} from '../../../src/errors/unstarted.ts';
import {systemSsh} from '../../../src/ssh/system-ssh.ts';
import {stillClock} from '../install/still-clock.ts';
import {fakeSsh, job, way} from './fake-ssh.ts';

const around = (ssh: Awaited<ReturnType<typeof fakeSsh>>, interrupted = new AbortController().signal) => ({
	env: {...ssh.env, PATH: ssh.env.PATH.split(':')[0]},
	log: ssh.log,
	clock: stillClock(),
	interrupted,
	canShare: true,
});

test('an ssh that may no longer be run is the outcome of that machine', async t => {
	const ssh = await fakeSsh(t, 'exit 0');
	const opened = await systemSsh(around(ssh))(way, [job.address]);
	if ('refusedBy' in opened) return t.fail();
	await chmod(`${ssh.env.PATH.split(':')[0]}/ssh`, 0o644);
	t.like(await opened.run(job), {exitCode: null, unstarted: 'EACCES', stderr: '', timedOut: false});
	t.is(opened.lowered(), null);
	await opened.close();
});

test('arguments that the system does not take are the outcome of that machine', async t => {
	const ssh = await fakeSsh(t, 'exit 0');
	const opened = await systemSsh(around(ssh))(way, [job.address]);
	if ('refusedBy' in opened) return t.fail();
	t.like(await opened.run({...job, command: 'x'.repeat(3_000_000)}), {unstarted: 'E2BIG'});
	await opened.close();
});

test('an ssh that may not be run from the start is refused, with what to look at', async t => {
	const ssh = await fakeSsh(t, 'exit 0');
	await chmod(`${ssh.env.PATH.split(':')[0]}/ssh`, 0o644);
	await t.throwsAsync(systemSsh(around(ssh))(way, [job.address]), {
		name: 'RefusedError',
		message: 'this machine could not start ssh: permission denied',
	});
});

test('a code that nobody explains is told as it is', t => {
	t.is(whyUnstarted('EPERM').why, 'this machine could not start ssh: EPERM');
	t.regex(whyUnstarted('EMFILE').hint, /ulimit -n/);
});

test('whoever waits for a turn when the run is interrupted never gets one', async t => {
	const ssh = await fakeSsh(t, `case " $* " in *' -G '*) echo 'proxyjump x'; exit 0 ;; esac\nexec sleep 600`);
	const controller = new AbortController();
	const opened = await systemSsh({...around(ssh, controller.signal), env: ssh.env})(way, [job.address]);
	if ('refusedBy' in opened) return t.fail();
	const running = Array.from({length: opened.parallel}, () => opened.run({...job, deadline: 300}));
	const waiting = opened.run(job);
	controller.abort();
	t.is((await waiting).unstarted, 'interrupted');
	t.true((await Promise.all(running)).every(({unstarted}) => unstarted === null));
	await opened.close();
});
