import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readFile, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';
import test, {type ExecutionContext} from 'ava';
import {execa} from 'execa';
import type {RealAgent} from '../../real-agents/real-agent.ts';
import {whyNoRealAgents} from '../../real-agents/why-no-real-agents.ts';
import {testWhere} from '../../support/test-where.ts';
import {resultOf} from '../trust/report.ts';
import {surely} from './containers.ts';
import {giveQuickDocker} from './quick-docker.ts';
import {type RealOperator, registryHost, withRealOperator} from './real-operator.ts';

const onRealAgents = testWhere(test.serial, whyNoRealAgents());

const none = {docker: 'none'} as const;
const all = ['--yes', '--quiet'];

/** As its administrator sees it on the machine itself. */
async function fingerprintOn(agent: Pick<RealAgent, 'name' | 'run'>): Promise<string> {
	const printed = await surely(agent, 'ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key');
	return printed.split(' ')[1] ?? '';
}

/** Writes another ssh_config, made of the one that knows the agents. */
async function changedConfig({directory, sshConfig}: RealOperator, change: (text: string) => string): Promise<string> {
	const file = join(directory, 'changed_config');
	await writeFile(file, change(await readFile(sshConfig, 'utf8')));
	return file;
}

onRealAgents('a host key that is another or not known is told, and nothing of ours reaches the agent', async t => {
	const operator = await withRealOperator(t, [none, none, none]);
	const {agents, agent, proxy, report, trust, directory} = operator;
	await giveQuickDocker(agents);
	await agent(1).setFault('changed-host-key');
	await agent(2).setFault('unknown-host-key');
	const known = [agent(1), agent(2)].map(({ip, fault}) => ({
		ip,
		what: fault === 'changed-host-key' ? 'has changed' : 'is not known',
	}));
	const keys = await Promise.all([fingerprintOn(agent(1)), fingerprintOn(agent(2))]);
	t.not(keys[0], keys[1]);
	for (const way of [[], ['--proxy-ip', proxy.address]]) {
		const found = await report([...all, ...way]);
		t.is(found.exitCode, 5);
		known.forEach(({ip, what}, index) => {
			const {state, why, hint} = resultOf(found, ip);
			t.is(state, 'unreachable');
			t.is(why, `its SSH host key ${what}, and nothing was sent; it shows ${keys[index]}`);
			t.regex(hint ?? '', /^compare it on the machine itself: cat /);
		});
		t.regex(resultOf(found, agent(3).ip).state, /^(un)?changed$/);
	}
	t.deepEqual([agent(1).sessions(), agent(2).sessions()], [0, 0]);
	t.notRegex([1, 2].map(place => agent(place).read('/var/log/sshd.log')).join(''), /Accepted|Postponed|Failed/);
	t.deepEqual([await agent(1).certsD(), await agent(2).certsD()], [{}, {}]);

	const file = join(directory, 'accepted_hosts');
	const accept = ['StrictHostKeyChecking=accept-new', `UserKnownHostsFile=${file}`].flatMap(option => [
		'--option',
		option,
	]);
	const accepted = await trust([...all, '--agent', agent(2).ip, ...accept]);
	t.is(accepted.exitCode, 0, accepted.stdout);
	t.regex(await readFile(file, 'utf8'), new RegExp(`^${agent(2).ip} ssh-ed25519 `));
	const elsewhere = await report([
		...all,
		'--agent',
		agent(3).ip,
		'--option',
		'Port=2222',
		'--option',
		'ConnectTimeout 5',
	]);
	t.is(resultOf(elsewhere, agent(3).ip).why, 'it refused the SSH connection');
});

onRealAgents('a proxy whose host key is not known ends the run before anything is done', async t => {
	const operator = await withRealOperator(t, [none]);
	const {agent, proxy, trust, directory} = operator;
	const lines = await readFile(join(dirname(operator.sshConfig), 'known_hosts'), 'utf8');
	const file = join(directory, 'known_hosts');
	await writeFile(
		file,
		lines
			.split('\n')
			.filter(line => !line.startsWith(proxy.address))
			.join('\n'),
	);
	const sshConfig = await changedConfig(operator, text => text.replace(/(?<=UserKnownHostsFile ).*/, `"${file}"`));
	const {exitCode, stderr} = await trust([...all, '--proxy-ip', proxy.address], {sshConfig});
	t.is(exitCode, 6);
	const key = await fingerprintOn(proxy.machine);
	t.true(
		stderr.includes(
			`the proxy ${proxy.address} cannot be used: its SSH host key is not known, and nothing was sent; it shows ${key}\n`,
		),
		stderr,
	);
	t.notRegex(proxy.machine.read('/var/log/sshd.log'), /Accepted|Failed/);
	t.is(agent(1).connections(), 0);
});

/** An ssh-agent with the key that the agents let in. */
async function withKeyAgent(t: ExecutionContext, {directory, sshConfig}: RealOperator): Promise<string> {
	const socket = join(directory, 'keys.sock');
	const child: ChildProcess = spawn('ssh-agent', ['-D', '-a', socket], {stdio: ['ignore', 'pipe', 'ignore']});
	t.teardown(() => void child.kill());
	await once(child.stdout ?? t.fail(), 'data');
	await execa('ssh-add', ['-q', join(dirname(sshConfig), 'id_ed25519')], {env: {SSH_AUTH_SOCK: socket}});
	return socket;
}

onRealAgents("a key of the operator's ssh-agent is enough, and the ssh-agent is lent to no agent", async t => {
	const operator = await withRealOperator(t, [none]);
	const {agents, agent, trust, report} = operator;
	await giveQuickDocker(agents);
	const withoutKeys = (text: string) =>
		text.replace(/^\s*(?:Identit|PreferredAuth).*\n/gm, '').replace('Host *\n', 'Host *\n\tForwardAgent yes\n');
	const sshConfig = await changedConfig(operator, withoutKeys);
	await surely(agent(1), `echo 'env >>/tmp/environment' >/root/.bashrc`);
	const refused = await report(all, {sshConfig});
	t.is(resultOf(refused, agent(1).ip).why, 'it did not accept the SSH login');
	const SSH_AUTH_SOCK = await withKeyAgent(t, operator);
	const {exitCode, stdout} = await trust(all, {sshConfig, env: {SSH_AUTH_SOCK}});
	t.is(exitCode, 0, stdout);
	t.true(`${registryHost}/ca.crt` in (await agent(1).certsD()));
	t.regex(agent(1).read('/tmp/environment'), /^SSH_CONNECTION=/m);
	t.notRegex(agent(1).read('/tmp/environment'), /SSH_AUTH_SOCK|DCOS_ACS_TOKEN/);
});
