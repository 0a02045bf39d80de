import test from 'ava';
import {explainSsh} from '../../../src/trust/explain-ssh.ts';

const outcome = {
	exitCode: 255,
	stdout: '',
	stderr: '',
	timedOut: false,
	flooded: false,
	unstarted: null,
	hostKey: null,
};
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
		'its SSH host key is not known, and nothing was sent',
	],
	[
		'@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\r\n…\r\nHost key verification failed.',
		'its SSH host key has changed, and nothing was sent',
	],
	[
		'Unable to negotiate with 10.0.0.1 port 22: no matching host key type found. Their offer: ssh-rsa',
		'Unable to negotiate with 10.0.0.1 port 22: no matching host key type found. Their offer: ssh-rsa',
	],
	[
		'channel 0: open failed: administratively prohibited: open failed\r\nstdio forwarding failed',
		'the proxy does not forward to it',
	],
	[
		'channel 0: open failed: connect failed: Connection refused\r\nstdio forwarding failed',
		'it refused the SSH connection',
	],
	['stdio forwarding failed\r\nConnection closed by UNKNOWN port 65535', 'the proxy does not get to it, or may not'],
	[
		'Permissions 0644 for \'k\' are too open.\nLoad key "k": bad permissions\nme@a: Permission denied (publickey).',
		'it did not accept the SSH login',
	],
	[
		'command-line: line 0: Bad configuration option: nonsense',
		'ssh does not accept its configuration here: command-line: line 0: Bad configuration option: nonsense',
	],
	[
		"Can't open user config file /nonesuch: No such file or directory",
		"ssh does not accept its configuration here: Can't open user config file /nonesuch: No such file or directory",
	],
	[
		'Bad owner or permissions on /root/.ssh/config',
		'ssh does not accept its configuration here: Bad owner or permissions on /root/.ssh/config',
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
	['sudo: sorry, you must have a tty to run sudo', 'sudo wants a terminal there (requiretty)'],
	['sh: 1: exec: sudo: not found', 'it has no sudo, and the user is not root'],
	['sh: line 1: exec: sudo: not found', 'it has no sudo, and the user is not root'],
	['bash: sudo: command not found', 'it has no sudo, and the user is not root'],
	['sudo: no password was provided\nsudo: a password is required', 'sudo asks for a password there'],
	[
		'Sorry, try again.\nsudo: no password was provided\nsudo: 1 incorrect password attempt',
		'sudo did not accept the password there',
	],
	['sudo: 3 incorrect password attempts', 'sudo did not accept the password there'],
	['env: sudo: No such file or directory', 'it has no sudo, and the user is not root'],
	['Sorry, user me may not run sudo on agent-1.', 'the user may not use sudo there'],
	['su: shell /bin/nonesuch does not exist', 'the user has no login shell there'],
	['sh: cannot create temp file for here-document: No space left on device', 'its disk is full'],
	[
		'WARNING: Your password has expired.\nPassword change required but no TTY available.',
		'the login there did not run the script, and said: Password change required but no TTY available.',
	],
	['', 'the login there did not run the script: exit code 1'],
	['me is not in the sudoers file.  This incident will be reported.', 'the user may not use sudo there'],
	["Sorry, user me is not allowed to execute '/bin/sh -s' as root on agent-1.", 'the user may not use sudo there'],
	['This account is currently not available.', 'the user has no login shell there'],
];

for (const [stderr, why] of reached) {
	test(`"${stderr.slice(0, 90).replaceAll(/\s+/g, ' ')}" on the agent means: ${why}`, t => {
		const failure = explainSsh({...outcome, exitCode: 1, stderr}, before);
		t.is(failure.why, why);
		t.true(failure.reached);
	});
}

test('what a login shell says on stdout counts, what a script prints there does not', t => {
	const stdout = 'This account is currently not available.\n';
	t.is(explainSsh({...outcome, exitCode: 1, stdout}, before).why, 'the user has no login shell there');
	const banner = explainSsh(
		{...outcome, exitCode: 1, stdout: 'Connection refused\nPermission denied (publickey)\n'},
		before,
	);
	t.is(banner.why, 'the login there did not run the script, and said: Permission denied (publickey)');
});

for (const [arrived, stdout, stderr, why] of [
	[0, 'dcos-registry-00ff cut 0\n', '', 'something read the script before the shell could, so nothing of it ran'],
	[
		20,
		'Which environment? dcos-registry-00ff cut 20\n',
		'bash: dev: no such place\n',
		'something read a part of the script before the shell could, so nothing of it ran; the login there said: bash: dev: no such place / Which environment?',
	],
] as const) {
	test(`of a script of which ${arrived} signs arrived is told that nothing ran, and what was said`, t => {
		const failure = explainSsh({...outcome, exitCode: 1, stdout, stderr}, {...before, arrived});
		t.like(failure, {reached: true, why});
		t.regex(failure.hint, /~\/\.bashrc.*LocalCommand/);
	});
}

test('a host key that was shown is told, for whoever has to compare it', t => {
	const stderr = 'Host key verification failed.';
	const {why, hint} = explainSsh({...outcome, stderr, hostKey: 'SHA256:abc'}, before);
	t.is(why, 'its SSH host key is not known, and nothing was sent; it shows SHA256:abc');
	t.regex(hint, /ssh-keygen -lf/);
});

test('a machine that floods us was reached', t => {
	t.like(explainSsh({...outcome, exitCode: null, flooded: true}, before), {
		reached: true,
		why: 'it printed more than 1 MB and was cut off',
	});
});

test('words of a lost connection after the script began do not make it unreached', t => {
	t.true(explainSsh({...outcome, stderr: 'Connection closed by 10.0.0.1 port 22'}, after).reached);
});

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

test('of a line that is kept as much is told as anybody reads', t => {
	const stderr = `Bad configuration option: ${'x'.repeat(8000)}`;
	t.true(explainSsh({...outcome, stderr}, {began: false, seconds: 1}).why.length < 700);
});
