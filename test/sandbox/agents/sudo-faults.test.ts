import test from 'ava';
import {sudoPassword} from './agent-fault.ts';
import {startTestAgents} from './test-agents.ts';

const script =
	'id -u; mkdir /etc/docker/certs.d && systemctl restart docker && docker version --format {{.Server.Version}}';

test('sudo that asks takes the right password from standard input, and leaves the rest of it to the command', async t => {
	const {ssh, agent} = await startTestAgents(t, [{fault: 'sudo-asks'}]);
	t.is((await ssh(1, 'id -u')).stdout, '1000\n');
	t.is((await ssh(1, 'sudo -n sh -s', script)).stderr, 'sudo: a password is required\n');
	const answer = await ssh(1, "sudo -S -p 'Password: ' sh -s", `${sudoPassword}\n${script}\n`);
	t.deepEqual(answer, {code: 0, stdout: '0\n20.10.24\n', stderr: 'Password: '});
	t.is(agent(1).restarts(), 1);
});

test('sudo that asks refuses another password, three times at most', async t => {
	const {ssh} = await startTestAgents(t, [{fault: 'sudo-asks'}]);
	const refused = async (input: string) => {
		const {code, stdout, stderr} = await ssh(1, "sudo -kSp '' sh -s", input);
		t.deepEqual([code, stdout], [1, '']);
		return stderr;
	};
	t.is(
		await refused('wrong\n'),
		'Sorry, try again.\n\nsudo: no password was provided\nsudo: 1 incorrect password attempt\n',
	);
	t.is(await refused(''), '\nsudo: no password was provided\nsudo: a password is required\n');
	t.is(
		await refused('one\ntwo\nthree\necho never\n'),
		'Sorry, try again.\nSorry, try again.\nsudo: 3 incorrect password attempts\n',
	);
	t.regex(
		(await ssh(1, 'sudo sh -s')).stderr,
		/^sudo: a terminal is required to read the password; .*\nsudo: a password is required\n$/,
	);
	t.is((await ssh(1, "sudo -Sp '' sh -s", `wrong\n${sudoPassword}\nid -u\n`)).stdout, '0\n');
});

test('sudo that cannot be satisfied takes no password', async t => {
	const {ssh} = await startTestAgents(t, [{fault: 'sudo-password'}]);
	for (const password of [sudoPassword, '']) {
		const {code, stderr} = await ssh(1, 'sudo -S true', `${password}\n`);
		t.regex(stderr, /Sorry, try again/);
		t.is(code, 1);
	}
});

test('sudo that needs no password reads none: it is the first line of the command', async t => {
	const {ssh} = await startTestAgents(t, [{}]);
	t.deepEqual(await ssh(1, "sudo -S -p '' cat", 'first\nsecond\n'), {code: 0, stdout: 'first\nsecond\n', stderr: ''});
});

test('an agent without sudo has no such command, not even on a longer PATH', async t => {
	const {ssh} = await startTestAgents(t, [{fault: 'no-sudo'}]);
	t.is((await ssh(1, 'id -u')).stdout, '1000\n');
	const {code, stderr} = await ssh(1, 'PATH=$PATH:/usr/bin:/bin; sudo -n true');
	t.regex(stderr, /sudo: (not found|Permission denied)/);
	t.true(code >= 126);
	t.regex((await ssh(1, 'systemctl restart docker')).stderr, /Interactive authentication required/);
	t.regex((await ssh(1, 'docker pull a.example/b')).stderr, /permission denied .* Docker daemon socket/);
});

test('sudo that wants a terminal, or that the user may not use, says so', async t => {
	const {ssh} = await startTestAgents(t, [{fault: 'sudo-requiretty'}, {fault: 'sudo-not-allowed'}]);
	for (const place of [1, 2]) t.is((await ssh(place, 'id -un')).stdout, 'centos\n');
	t.deepEqual(await ssh(1, 'sudo -n sh -s'), {
		code: 1,
		stdout: '',
		stderr: 'sudo: sorry, you must have a tty to run sudo\n',
	});
	t.is(
		(await ssh(2, 'sudo -n sh -s')).stderr,
		"Sorry, user centos is not allowed to execute 'sh -s' as root on agent.\n",
	);
});
