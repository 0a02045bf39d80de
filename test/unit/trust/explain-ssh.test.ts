import test from 'ava';
import {explainSsh} from '../../../src/trust/explain-ssh.ts';

const outcome = {exitCode: 255, stdout: '', stderr: '', timedOut: false};
const before = {began: false, seconds: 120};
const after = {began: true, seconds: 120};

/** What ssh says when the agent was not reached, and what we say. */
const unreached: readonly (readonly [string, string])[] = [
	['ssh: connect to host 10.0.0.1 port 22: Connection refused', 'it refused the SSH connection'],
	['ssh: connect to host 10.0.0.1 port 22: Connection timed out', 'it did not answer in time'],
	['ssh: connect to host 10.0.0.1 port 22: Operation timed out', 'it did not answer in time'],
	['Connection timed out during banner exchange', 'it did not answer in time'],
	['ssh: connect to host 10.0.0.1 port 22: No route to host', 'there is no route to it'],
	['ssh: connect to host 10.0.0.1 port 22: Network is unreachable', 'there is no route to it'],
	['ssh: Could not resolve hostname a: Name or service not known', 'its name does not resolve'],
	['ssh: Could not resolve hostname a: nodename nor servname provided, or not known', 'its name does not resolve'],
	['me@10.0.0.1: Permission denied (publickey,gssapi-keyex,gssapi-with-mic).', 'it did not accept the SSH login'],
	['Received disconnect from 10.0.0.1 port 22:2: Too many authentication failures', 'it did not accept the SSH login'],
	['kex_exchange_identification: Connection closed by remote host', 'it closed the SSH connection'],
	['kex_exchange_identification: read: Connection reset by peer', 'it closed the SSH connection'],
	['ssh_exchange_identification: Connection closed by remote host', 'it closed the SSH connection'],
	['Connection reset by 10.0.0.1 port 22', 'it closed the SSH connection'],
	[
		'No ED25519 host key is known for 10.0.0.1 and you have requested strict checking.\r\nHost key verification failed.',
		'its SSH host key is not known',
	],
	[
		'@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\r\n…\r\nHost key verification failed.',
		'its SSH host key has changed',
	],
	[
		'Unable to negotiate with 10.0.0.1 port 22: no matching host key type found. Their offer: ssh-rsa',
		'Unable to negotiate with 10.0.0.1 port 22: no matching host key type found. Their offer: ssh-rsa',
	],
	['', 'the SSH connection failed without a word'],
];

for (const [stderr, why] of unreached) {
	test(`ssh's "${stderr.slice(0, 90).replaceAll(/\s+/g, ' ')}" means: ${why}`, t => {
		const failure = explainSsh({...outcome, stderr}, before);
		t.is(failure.why, why);
		t.false(failure.reached);
		t.not(failure.hint, '');
	});
}

/** What sudo and the shell say where the agent was reached, before the script began. */
const reached: readonly (readonly [string, string])[] = [
	['sudo: a password is required', 'sudo asks for a password there'],
	[
		'sudo: no tty present and no askpass program specified\nsudo: a password is required',
		'sudo asks for a password there',
	],
	[
		'sudo: a terminal is required to read the password; either use the -S option to read from standard input',
		'sudo asks for a password there',
	],
	['sudo: sorry, you must have a tty to run sudo', 'sudo asks for a password there'],
	['sh: 1: exec: sudo: not found', 'it has no sudo, and the user is not root'],
	['sh: line 1: exec: sudo: not found', 'it has no sudo, and the user is not root'],
	['bash: sudo: command not found', 'it has no sudo, and the user is not root'],
	['me is not in the sudoers file.  This incident will be reported.', 'the user may not use sudo there'],
	["Sorry, user me is not allowed to execute '/bin/sh -s' as root on agent-1.", 'the user may not use sudo there'],
	[
		'This account is currently not available.',
		'the connection ended before the work did: This account is currently not available.',
	],
];

for (const [stderr, why] of reached) {
	test(`"${stderr.slice(0, 90).replaceAll(/\s+/g, ' ')}" on the agent means: ${why}`, t => {
		const failure = explainSsh({...outcome, exitCode: 1, stderr}, before);
		t.is(failure.why, why);
		t.true(failure.reached);
	});
}

test('a connection lost after the script began is a failure there, and safe to run again', t => {
	for (const stderr of ['client_loop: send disconnect: Broken pipe', 'Connection reset by 10.0.0.1 port 22', '']) {
		t.true(explainSsh({...outcome, stderr}, after).reached);
	}
	const {why, hint} = explainSsh({...outcome, stderr: 'Timeout, server 10.0.0.1 not responding.'}, after);
	t.is(why, 'the connection ended before the work did: Timeout, server 10.0.0.1 not responding.');
	t.regex(hint, /^run the same command again/);
});

test('the time limit is told apart: nothing said, or not finished', t => {
	const timedOut = {...outcome, exitCode: null, timedOut: true, stderr: 'Connection refused'};
	t.like(explainSsh(timedOut, before), {reached: false, why: 'it said nothing within 120 s'});
	t.like(explainSsh(timedOut, after), {reached: true, why: 'it did not finish within 120 s'});
});

test('an ssh that was killed before the agent said anything has not reached it', t => {
	t.false(explainSsh({...outcome, exitCode: null}, before).reached);
});
