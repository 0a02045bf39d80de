import type {ExecutionContext} from 'ava';
import test from 'ava';
import {commandLine} from '../../../src/errors/command-line.ts';
import {RefusedError} from '../../../src/errors/errors.ts';
import {Secret} from '../../../src/errors/secret.ts';
import type {ProxyRefusal, SshJob, SshSession, SshWay} from '../../../src/ssh/ssh.ts';
import {sshArguments} from '../../../src/ssh/ssh-arguments.ts';
import {systemSsh} from '../../../src/ssh/system-ssh.ts';
import {growingLimits} from '../../support/growing-limits.ts';
import {stillClock} from '../install/still-clock.ts';
import {fakeSsh, goodProxy, job, realClock, until, way} from './fake-ssh.ts';

type Given = {over?: Partial<SshJob>; way?: Partial<SshWay>; interrupted?: AbortSignal; clock?: typeof realClock};

/** Opens a session with a program of ours in the place of ssh. */
async function session(t: ExecutionContext, script: string, given: Given = {}) {
	const ssh = await fakeSsh(t, `case " $* " in *' -G '*) exit 0 ;; esac\n${script}`);
	const {clock = stillClock(), interrupted = new AbortController().signal} = given;
	const around = {env: ssh.env, log: ssh.log, clock, interrupted, canShare: true};
	const opened = await systemSsh(around)({...way, ...given.way}, [job.address]);
	if (isSession(opened)) t.teardown(() => opened.close());
	return {...ssh, clock, opened};
}

const isSession = (opened: SshSession | ProxyRefusal): opened is SshSession => 'run' in opened;

async function withSsh(t: ExecutionContext, script: string, given: Given = {}) {
	const {opened, ...rest} = await session(t, script, given);
	if (!isSession(opened)) throw new Error(opened.outcome.stderr);
	return {outcome: await opened.run({...job, ...given.over}), ...rest};
}

const agentCalls = (calls: readonly string[]) => calls.filter(call => call.includes(' 10.0.0.1 exec '));

test('the script goes in, and what comes out is kept apart, with the exit code', async t => {
	const {outcome} = await withSsh(t, 'cat; echo words >&2; exit 7');
	t.deepEqual(outcome, {
		exitCode: 7,
		stdout: 'script\n',
		stderr: 'words\n',
		timedOut: false,
		flooded: false,
		unstarted: null,
		hostKey: null,
	});
});

test('the token is not in the environment of ssh, and everything else is', async t => {
	const {outcome} = await withSsh(t, 'env');
	t.regex(outcome.stdout, /^KEPT=kept$/m);
	t.notRegex(outcome.stdout, /canary|DCOS_ACS_TOKEN/);
});

test('the arguments arrive word for word, and the log has them without the script', async t => {
	const {outcome, logged} = await withSsh(t, `printf '%s\\n' "$@"`);
	t.deepEqual(outcome.stdout.trimEnd().split('\n'), sshArguments(way, job));
	t.is(logged.at(-1), commandLine(['ssh', ...sshArguments(way, job)]));
});

test('an ssh that reads nothing and says nothing is ended at its deadline', async t => {
	const {outcome} = await withSsh(t, 'exec sleep 600', {over: {deadline: 300}, clock: realClock});
	t.like(outcome, {exitCode: null, stdout: '', timedOut: true});
});

test('what was said before the deadline is kept', async t => {
	for (const deadline of growingLimits) {
		const {outcome} = await withSsh(t, 'echo begin; exec sleep 600', {over: {deadline}});
		t.true(outcome.timedOut);
		if (outcome.stdout === 'begin\n') return;
	}
	t.fail('it never began');
});

test('a machine that floods us is cut off', async t => {
	const {outcome} = await withSsh(t, 'exec yes');
	t.true(outcome.flooded);
	t.false(outcome.timedOut);
	t.true(outcome.stdout.length <= 1_000_000);
});

test('an ssh that ends before it has read the script is no failure of ours', async t => {
	const {outcome} = await withSsh(t, 'exec 0<&-; exit 255', {over: {input: 'x'.repeat(1_000_000)}});
	t.is(outcome.exitCode, 255);
});

test('ssh is in a process group of its own, so that Ctrl-C in the terminal is ours', async t => {
	const {outcome} = await withSsh(t, 'kill -s 0 -- -$$ && echo leader');
	t.is(outcome.stdout, 'leader\n');
});

test('a machine without ssh is refused with what to install', async t => {
	const around = {env: {PATH: '/nonexistent'}, log: () => {}, clock: stillClock(), canShare: true};
	const run = systemSsh({...around, interrupted: new AbortController().signal})(way, ['10.0.0.1']);
	await t.throwsAsync(run, {instanceOf: RefusedError, message: 'there is no ssh on this machine'});
});

test('an ssh that is none of OpenSSH is refused before any machine is tried', async t => {
	const ssh = await fakeSsh(t, '', 'Dropbear v2022.83');
	const around = {env: ssh.env, log: ssh.log, clock: stillClock(), canShare: true};
	const run = systemSsh({...around, interrupted: new AbortController().signal})({...way, proxy: '1.2.3.4'}, [
		'10.0.0.1',
	]);
	await t.throwsAsync(run, {instanceOf: RefusedError, message: /is no OpenSSH: Dropbear/});
	t.deepEqual(await ssh.calls(), []);
});

/** Drops the connection so many times. */
const drops = (times: number, words = 'kex_exchange_identification: Connection closed by remote host') =>
	`echo x >>"$here/tries"; if [ "$(wc -l <"$here/tries")" -le ${times} ]; then echo '${words}' >&2; exit 255; fi`;

test('a connection that was lost before the first word is tried again, after a wait', async t => {
	const clock = stillClock();
	const {outcome, calls} = await withSsh(t, `${drops(2)}; cat`, {clock});
	t.like(outcome, {exitCode: 0, stdout: 'script\n'});
	t.is(agentCalls(await calls()).length, 3);
	t.is(clock.slept.length, 2);
});

test('four times at most', async t => {
	const {outcome, calls} = await withSsh(t, drops(99));
	t.is(outcome.exitCode, 255);
	t.is(agentCalls(await calls()).length, 4);
});

test('a connection that was lost after the first word is not tried again', async t => {
	const {outcome, calls} = await withSsh(t, `echo mark begin; ${drops(99)}`);
	t.is(outcome.exitCode, 255);
	t.is(agentCalls(await calls()).length, 1);
});

test('an ssh that fails without a word is tried once more, and told to say more', async t => {
	const said = `case $* in *LogLevel=INFO*) echo 'Unable to negotiate' >&2 ;; esac; exit 255`;
	const {outcome, calls} = await withSsh(t, said, {way: {options: ['Port=22']}});
	t.like(outcome, {exitCode: 255, stderr: 'Unable to negotiate\n'});
	const [one = '', other = ''] = agentCalls(await calls());
	t.is(agentCalls(await calls()).length, 2);
	t.false(one.includes('LogLevel=INFO'));
	t.true(other.startsWith('-o Port=22 -o LogLevel=INFO '));
});

test('one that says nothing then either is not asked for ever', async t => {
	const {calls} = await withSsh(t, 'exit 255');
	t.is(agentCalls(await calls()).length, 2);
});

test('a machine that was tried once more for its words may come through', async t => {
	const {outcome} = await withSsh(t, `case $* in *LogLevel=INFO*) exec cat ;; esac; exit 255`);
	t.like(outcome, {exitCode: 0, stdout: 'script\n'});
});

test('a refusal is not tried again', async t => {
	const {calls} = await withSsh(t, drops(99, 'Connection refused'));
	t.is(agentCalls(await calls()).length, 1);
});

test('after an interruption nothing is tried again', async t => {
	const {calls} = await withSsh(t, drops(99), {interrupted: AbortSignal.abort()});
	t.is(agentCalls(await calls()).length, 1);
});

test('all attempts together have the time of one', async t => {
	let now = 0;
	const clock = {
		now: () => now,
		elapsed: () => now,
		sleep: async () => {
			now += 6000;
		},
	};
	const {outcome, calls} = await withSsh(t, drops(99), {clock, over: {deadline: 10_000}});
	t.true(agentCalls(await calls()).length <= 3);
	t.true(outcome.timedOut);
});

test('a refused host key is told with the key that was shown', async t => {
	const script = `echo 'Host key verification failed.' >&2
case $* in *DEBUG1*) echo 'debug1: Server host key: ssh-ed25519 SHA256:abc' >&2 ;; esac; exit 255`;
	const {outcome, calls} = await withSsh(t, script);
	t.is(outcome.hostKey, 'SHA256:abc');
	t.is((await calls()).filter(call => call.includes('DEBUG1')).length, 1);
});

test('a proxy whose host key is refused is told with its key, and no machine is tried', async t => {
	const script = `echo 'Host key verification failed.' >&2
case $* in *DEBUG1*) echo 'debug1: Server host key: ssh-ed25519 SHA256:proxy' >&2 ;; esac; exit 255`;
	const {opened, calls} = await session(t, script, {way: {proxy: '1.2.3.4'}, clock: realClock});
	if (isSession(opened)) return t.fail();
	t.like(opened, {refusedBy: '1.2.3.4', outcome: {hostKey: 'SHA256:proxy'}});
	t.true((await calls()).every(call => call.includes(' 1.2.3.4')));
});

test('sudo gets its password where there is one', async t => {
	const sudo = {password: new Secret('hunter2'), prompt: 'asks:', ready: 'has-a-shell'};
	const {outcome} = await withSsh(t, 'printf asks: >&2; read -r given; echo has-a-shell; cat', {way: {sudo}});
	t.like(outcome, {stdout: 'has-a-shell\nscript\n', stderr: ''});
});

test('a shared proxy that went is opened anew before the next attempt', async t => {
	const script = `${goodProxy.replace('>"$here/proxy"', '>>"$here/proxy"')}
kill "$(tail -n 1 "$here/proxy")"
${drops(1, 'Connection closed by UNKNOWN port 65535')}; cat`;
	const {opened, read} = await session(t, script.replace('kill', '[ -e "$here/tries" ] || kill'), {
		way: {proxy: '1.2.3.4'},
		clock: realClock,
	});
	if (!isSession(opened)) return t.fail(opened.outcome.stderr);
	t.is((await opened.run(job)).stdout, 'script\n');
	t.true(await until(async () => (await read('proxy')).trim().split('\n').length === 2));
});
