import type {ExecutionContext} from 'ava';
import test from 'ava';
import {Secret} from '../../../src/errors/secret.ts';
import {answerSudo} from '../../../src/ssh/answer-sudo.ts';
import {fakeSsh} from './fake-ssh.ts';

const sudo = {password: new Secret('hunter2'), prompt: 'asks:', ready: 'has-a-shell'};
const args = ['-T', '--', '10.0.0.1', 'command'];

/** Has an ssh behave so, with a sudo on the other side. */
async function answered(t: ExecutionContext, script: string, {input = 'script\n', timeout = 100_000} = {}) {
	const ssh = await fakeSsh(t, script);
	return {run: await answerSudo(ssh.client, args, {input, sudo, timeout}), ...ssh};
}

/** Asks for the password, once more where it is another one. */
const asks = `ask() { printf asks: >&2; read -r given || exit 9; }
ask; [ "$given" = hunter2 ] || { echo 'Sorry, try again.' >&2; ask; }
echo has-a-shell`;

test('the password goes to sudo, and the script to the shell behind it', async t => {
	const {run} = await answered(t, `${asks}; cat; exit 7`);
	t.deepEqual(run, {
		exitCode: 7,
		stdout: 'has-a-shell\nscript\n',
		stderr: '',
		timedOut: false,
		flooded: false,
		unstarted: null,
	});
});

test('a sudo that does not ask gets no password', async t => {
	const {run} = await answered(t, 'echo has-a-shell; cat');
	t.is(run.stdout, 'has-a-shell\nscript\n');
});

test('a password that sudo does not accept is not tried again, and the script does not go in', async t => {
	const {run} = await answered(t, `${asks.replace('hunter2', 'another')}; cat`);
	t.is(run.exitCode, 9);
	t.is(run.stdout, '');
	t.is(run.stderr, 'Sorry, try again.\n');
});

test('the password is in no argument, no environment and no log', async t => {
	const {run, logged, calls} = await answered(t, `env >"$here/env"; ${asks}; cat`);
	t.is(run.exitCode, 0);
	t.deepEqual(logged, [`ssh ${args.join(' ')}`]);
	t.deepEqual(await calls(), [args.join(' ')]);
	t.notRegex(JSON.stringify([run, logged]), /hunter2/);
});

test('the environment has everything but the token', async t => {
	const {read} = await answered(t, `env >"$here/env"; ${asks}`);
	t.regex(await read('env'), /^KEPT=kept$/m);
	t.notRegex(await read('env'), /canary|hunter2/);
});

test('an ssh that asks and ends is no failure of ours', async t => {
	const {run} = await answered(t, 'printf asks: >&2; exec 0<&-; exit 255', {input: 'x'.repeat(1_000_000)});
	t.like(run, {exitCode: 255, stderr: ''});
});

test('a large script goes in as a whole', async t => {
	const {run} = await answered(t, `${asks}; wc -c`, {input: 'x'.repeat(500_000)});
	t.regex(run.stdout, /has-a-shell\n\s*500000\n/);
});

test('a sudo that waits for ever is ended at the time limit', async t => {
	const {run} = await answered(t, 'printf asks: >&2; exec sleep 600', {timeout: 300});
	t.like(run, {exitCode: null, timedOut: true});
});
