import {setTimeout as delay} from 'node:timers/promises';
import anyTest, {type TestFn} from 'ava';
import {sudoPassword} from '../sandbox/agents/agent-fault.ts';
import {eventually} from '../sandbox/eventually.ts';
import {testWhere} from '../support/test-where.ts';
import type {RealAgentFault} from './faults/fault.ts';
import type {RealAgentSpec} from './real-agents.ts';
import {whyNoRealAgents} from './why-no-real-agents.ts';
import {startTestBed, type TestBed} from './with-real-agents.ts';

/** A fault, what an operator asks of the agent, and what comes of it. */
type Case = {
	fault: RealAgentFault;
	docker?: 'real' | 'stub';
	user?: 'root' | 'centos';
	options?: readonly string[];
	command?: string;
	code: number;
	/** Of standard output and error together. */
	says: RegExp;
};

const soon = ['-o', 'ConnectTimeout=1'];
const aliveOnly = ['-o', 'ServerAliveInterval=1', '-o', 'ServerAliveCountMax=1'];
const centos = {user: 'centos', command: 'sudo -n id -un'} as const;
const write = 'mkdir -p /etc/docker/certs.d/a && cat /run/dcos/pki/CA/ca-bundle.crt >/etc/docker/certs.d/a/ca.crt';
const readCa = 'cat /run/dcos/pki/CA/ca-bundle.crt';
const lookAtCa = `openssl x509 -noout -subject -ext basicConstraints -checkend 0 -in /run/dcos/pki/CA/ca-bundle.crt`;
const pull = 'docker pull registry.marathon.l4lb.thisdcos.directory/tiny:1';
const restart = 'timeout 2 systemctl restart docker; echo $?; docker version';
const noDaemon = 'Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running\\?';
const real = {docker: 'real'} as const;
const stub = {docker: 'stub'} as const;

const cases: readonly Case[] = [
	{fault: 'refuses', code: 255, says: /port 22: Connection refused/},
	{fault: 'silent', options: soon, code: 255, says: /timed out during banner exchange/},
	{fault: 'stalls', options: aliveOnly, code: 255, says: /Connection to 192.0.2.\d+ port 22 timed out/},
	{fault: 'no-auth', code: 255, says: /Permission denied \(publickey\)/},
	{fault: 'unknown-host-key', code: 255, says: /No ED25519 host key is known for 192.0.2/},
	{fault: 'changed-host-key', code: 255, says: /REMOTE HOST IDENTIFICATION HAS CHANGED/},
	{fault: 'no-route', code: 255, says: /No route to host/},
	{fault: 'drops-packets', options: soon, code: 255, says: /Connection timed out/},
	{fault: 'nologin', code: 1, says: /^This account is currently not available.\n$/},
	{fault: 'csh', command: 'set a = 1; echo $a $shell', code: 0, says: /^1 \/bin\/tcsh\n$/},
	{fault: 'banner', command: 'echo done', code: 0, says: /^done\nAuthorised use only.\n$/},
	{
		fault: 'noisy',
		command: 'echo done',
		code: 0,
		says: /^Welcome to this agent.\nYou have maildone\nLast patched: never$/,
	},
	{fault: 'floods', command: 'echo done', code: 0, says: /\.done\n$/},
	{fault: 'slow', command: 'echo done', code: 0, says: /^done\n$/},
	{
		fault: 'dies',
		command: 'echo; echo begun; sleep 9',
		code: 255,
		says: /^\nbegun\nConnection to \S+ closed by remote host/,
	},
	{fault: 'dies', ...centos, command: 'echo begun; sleep 9', code: 255, says: /^begun\nConnection to \S+ closed by/},
	{fault: 'sudo-password', ...centos, code: 1, says: /sudo: a password is required/},
	{fault: 'sudo-requiretty', ...centos, code: 1, says: /sudo: sorry, you must have a tty to run sudo/},
	{fault: 'no-sudo', ...centos, code: 127, says: /sudo: command not found/},
	{
		fault: 'sudo-not-allowed',
		...centos,
		code: 1,
		says: /Sorry, user centos is not allowed to execute '\/usr\/bin\/id -un' as root/,
	},
	{fault: 'not-in-sudoers', ...centos, code: 1, says: /sudo: a password is required/},
	{fault: 'read-only-etc', command: write, code: 1, says: /Read-only file system/},
	{fault: 'full-disk', command: write, code: 1, says: /No space left on device/},
	{fault: 'no-ca', command: readCa, code: 1, says: /No such file or directory/},
	{fault: 'empty-ca', command: readCa, code: 0, says: /^$/},
	{fault: 'not-pem-ca', command: readCa, code: 0, says: /^This is not the certificate/},
	{fault: 'leaf-ca', command: lookAtCa, code: 0, says: /CN = agent.sandbox.*CA:FALSE/s},
	{fault: 'expired-ca', command: lookAtCa, code: 1, says: /Certificate will expire/},
	{fault: 'other-ca', command: lookAtCa, code: 0, says: /CA:TRUE/},
	...[real, stub].flatMap((kind): Case[] => [
		{fault: 'no-docker', ...kind, command: 'docker version', code: 127, says: /docker: command not found/},
		{fault: 'docker-stopped', ...kind, command: 'docker ps', code: 1, says: new RegExp(noDaemon)},
		{fault: 'docker-hangs', ...kind, command: `timeout 1 ${pull}`, code: 124, says: /^$/},
		{
			fault: 'docker-proxy',
			...kind,
			command: pull,
			code: 1,
			says: /proxyconnect tcp: dial tcp \S+:3128: connect: conn/,
		},
		{fault: 'docker-insecure', ...kind, command: pull, code: 0, says: /Downloaded newer image/},
		{
			fault: 'no-name',
			...kind,
			command: pull,
			code: 1,
			says: /dial tcp: lookup registry\S+ on 198.51.100.1:53: no such host/,
		},
		{
			fault: 'docker-does-not-come-back',
			...kind,
			command: restart,
			code: 1,
			says: new RegExp(`^0\n.*${noDaemon}`, 's'),
		},
		{fault: 'docker-restart-fails', ...kind, command: restart, code: 1, says: new RegExp(`^1\n.*${noDaemon}`, 's')},
		{fault: 'docker-restart-hangs', ...kind, command: restart, code: 1, says: new RegExp(`^124\n.*${noDaemon}`, 's')},
	]),
];

const test = anyTest as TestFn<TestBed>;
const lack = whyNoRealAgents();
const canStart = lack === null;
const onRealAgents = testWhere<TestBed>(test, lack);

test.before(async t => {
	if (canStart)
		t.context = await startTestBed([
			...cases.map(({docker}): RealAgentSpec => ({docker: docker ?? 'none'})),
			{docker: 'none'},
			{docker: 'none'},
		]);
});

test.after.always(async t => {
	if (canStart) await t.context.stop();
});

cases.forEach((each, index) => {
	const {fault, docker, user = 'root', options = [], command = 'true'} = each;
	onRealAgents(
		`${fault}${docker ? ` with a ${docker} Docker` : ''} for ${user} is what it says, and can be healed`,
		async t => {
			const {agent: at, ssh} = t.context;
			const agent = at(index + 1);
			const words = ['-l', user, ...options, agent.ip];
			await agent.setFault(fault);
			const {code, stdout, stderr} = await ssh([...words, command]);
			t.regex((stdout + stderr).slice(-1000), each.says);
			t.is(code, each.code);
			await agent.setFault(undefined);
			t.deepEqual(await ssh([...words, 'sudo -n id -un']), {code: 0, stdout: 'root\n', stderr: ''});
			if (docker) t.regex((await agent.run(`docker ps && ${pull}-none`)).stderr, /x509|manifest unknown/);
		},
	);
});

onRealAgents('a session that hangs has begun', async t => {
	const agent = t.context.agent(cases.length + 1);
	await agent.setFault('hangs');
	const session = t.context.ssh([agent.ip, 'echo never']);
	await eventually('the session begins', async () => agent.sessions() > 0);
	t.is(await Promise.race([session, delay(500, 'still there')]), 'still there');
	await agent.run('pkill --exact --full "sleep 600"');
	t.is((await session).stdout, '');
});

onRealAgents('sudo takes the password of the user', async t => {
	const agent = t.context.agent(cases.length + 2);
	await agent.setFault('sudo-asks');
	const asked = ['-l', 'centos', agent.ip, 'sudo -S -p "" id -un'];
	t.is((await t.context.ssh(asked, `${sudoPassword}\n`)).stdout, 'root\n');
	t.regex((await t.context.ssh(asked, 'wrong\n')).stderr, /incorrect password attempt/);
});
