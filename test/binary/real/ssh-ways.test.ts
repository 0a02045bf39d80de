import {mkdir, readFile, writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import test from 'ava';
import {whyNoRealAgents} from '../../real-agents/why-no-real-agents.ts';
import {eventually} from '../../sandbox/eventually.ts';
import {testWhere} from '../../support/test-where.ts';
import {statesOf} from '../trust/report.ts';
import {mostAtOnce} from './at-once.ts';
import {giveQuickDocker} from './quick-docker.ts';
import {type RealOperator, withRealOperator} from './real-operator.ts';

const onRealAgents = testWhere(test.serial, whyNoRealAgents());

const kinds = (count: number) => Array.from({length: count}, () => ({docker: 'none'}) as const);
const all = ['--yes', '--quiet'];

function dropped({proxy}: RealOperator): boolean {
	return proxy.machine.read('/var/log/sshd.log').includes('past MaxStartups');
}

/** Writes an ssh_config that goes before what it replaces. */
async function configuration({directory, sshConfig}: RealOperator, name: string, text: string): Promise<string> {
	const file = join(directory, name);
	await writeFile(file, `${text}\n${await readFile(sshConfig, 'utf8')}`);
	return file;
}

onRealAgents('forty agents behind a proxy share one connection to it, and none is lost', async t => {
	const operator = await withRealOperator(t, kinds(40), {proxyDelay: 25});
	const {agents, proxy, report, sandbox, directory} = operator;
	await giveQuickDocker(agents, 0.2);
	const events = join(directory, 'shared.ndjson');
	const shared = await report([...all, '--proxy-ip', proxy.address, '--events', events]);
	t.deepEqual(new Set(Object.values(statesOf(shared))), new Set(['changed']), shared.stderr);
	t.is(await mostAtOnce(events), 32);
	t.is(proxy.connections(), 1);
	t.deepEqual(
		agents.map(agent => agent.connections()),
		agents.map(() => 1),
	);
	t.false(dropped(operator));

	const before = agents.map(agent => agent.sessions());
	const begun = () => agents.filter((agent, index) => agent.sessions() > (before[index] ?? 0)).length;
	const killed = eventually('half of them are being worked on', async () => begun() >= 20).then(() =>
		proxy.machine.run('for p in $(pgrep -x sshd); do [ "$p" = "$(cat /run/sshd.pid)" ] || kill -9 "$p"; done'),
	);
	const cut = await report([...all, '--proxy-ip', proxy.address]);
	await killed;
	const states = Object.values(statesOf(cut));
	const whys = cut.results.map(({why}) => why).join('\n');
	t.deepEqual([...new Set(states)].sort(), ['failed', 'unchanged'], whys);
	t.true(states.filter(state => state === 'unchanged').length >= 8);
	for (const {state, why} of cut.results)
		if (state === 'failed') t.regex(why ?? '', /^the connection ended before the work did/);
	t.is(cut.exitCode, 5);
	t.is(proxy.connections(), 3);
	t.regex(cut.resume ?? '', /--agent 192\.0\.2\.\d+/);

	const config = await configuration(
		operator,
		'jump_config',
		`Match originalhost 192.0.2.?? host 192.0.2.??\n\tProxyJump ${proxy.address}\n`,
	);
	const ownEvents = join(directory, 'own.ndjson');
	const own = await report([...all, '--events', ownEvents], {sshConfig: config});
	t.deepEqual(new Set(Object.values(statesOf(own))), new Set(['unchanged']), own.stderr);
	t.is(await mostAtOnce(ownEvents), 8);
	t.is(proxy.connections(), 43);
	t.false(dropped(operator));
	sandbox.metadata.publicAddress = proxy.address;
	const byMaster = await report([...all, '--master-proxy', ...agents.slice(0, 3).flatMap(({ip}) => ['--agent', ip])]);
	t.is(byMaster.exitCode, 0);
	t.is(proxy.connections(), 44);
});

onRealAgents('IPv6 addresses of agents, and the proxy and the user that the CLI is configured with', async t => {
	const operator = await withRealOperator(t, [{docker: 'none', ipv6: true}, {docker: 'none'}]);
	const {agents, agent, proxy, report, sandbox, directory, env, trust} = operator;
	await giveQuickDocker(agents);
	const ipv6 = agent(1).ipv6 ?? '';
	Object.assign(sandbox.mesosAgents[0] ?? {}, {ip: `[${ipv6}]`});
	const direct = await report(all);
	t.deepEqual(statesOf(direct), {[ipv6]: 'changed', [agent(2).ip]: 'changed'}, direct.stderr);
	t.is(proxy.connections(), 0);
	const logs = join(directory, 'logs');
	const through = await report([...all, '--proxy-ip', proxy.address, '--log-dir', logs]);
	t.deepEqual(statesOf(through), {[ipv6]: 'unchanged', [agent(2).ip]: 'unchanged'}, through.stderr);
	t.is(proxy.connections(), 1);
	t.regex(await readFile(join(logs, '2001_db8__a.log'), 'utf8'), /trust, exit code 0/);

	const cluster = join(directory, '.dcos', 'clusters', 'one');
	await mkdir(cluster, {recursive: true});
	const core = `dcos_url = "${sandbox.url}"\nssh_proxy_ip = "${proxy.address}"\nssh_user = "centos"`;
	await writeFile(join(cluster, 'dcos.toml'), `[core]\n${core}\n`);
	await writeFile(join(cluster, 'attached'), '');
	const configured = await trust(['--check', '--quiet'], {env: {DCOS_DIR: join(directory, '.dcos')}});
	t.is(configured.exitCode, 0, configured.stdout + configured.stderr);
	t.is(proxy.connections(), 2);
	t.is(env.HOME, directory);
	t.notRegex(proxy.machine.read('/var/log/sshd.log'), /Accepted publickey for centos/);
	const named = await report([...all, '--user', 'centos'], {env: {DCOS_DIR: join(directory, '.dcos')}});
	t.is(named.exitCode, 0, named.stderr);
	t.regex(proxy.machine.read('/var/log/sshd.log'), /Accepted publickey for centos/);
	t.regex(agent(1).read('/var/log/sshd.log'), /Accepted publickey for centos/);
});
