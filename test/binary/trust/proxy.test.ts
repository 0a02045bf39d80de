import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import test from 'ava';
import type {ProxyFault} from '../../sandbox/agents/agents.ts';
import {eventually} from '../../sandbox/eventually.ts';
import {golden} from '../../support/golden.ts';
import {normalised} from '../normalised.ts';
import {type Truster, withTruster} from './truster.ts';

const yes = ['--yes', '--quiet'];
const few = {agents: 4, publicAgents: 1} as const;

/** How many connections this took from the proxy. */
async function connectionsFor(truster: Truster, work: () => Promise<unknown>): Promise<number> {
	const {proxy} = truster.sandbox.agents;
	const before = proxy.connections();
	await work();
	return proxy.connections() - before;
}

/** What the CLI keeps of the cluster to which it is attached. */
async function configure({directory, sandbox}: Truster, lines: readonly string[]): Promise<void> {
	const cluster = path.join(directory, '.dcos', 'clusters', 'a');
	await mkdir(cluster, {recursive: true});
	await writeFile(path.join(cluster, 'dcos.toml'), `[core]\ndcos_url = "${sandbox.url}"\n${lines.join('\n')}\n`);
	await writeFile(path.join(cluster, 'attached'), '');
}

test('one connection to the proxy carries all agents, whoever names it', async t => {
	const truster = await withTruster(t, few);
	const {proxy} = truster.sandbox.agents;
	const ways: Record<string, readonly string[]> = {flag: ['--proxy-ip', proxy.address], master: ['--master-proxy']};
	for (const [name, words] of Object.entries(ways)) {
		const told = proxy.forwarded().length;
		const run = () => truster.report([...yes, ...words]).then(report => t.is(report.exitCode, 0, name));
		t.is(await connectionsFor(truster, run), 1, name);
		t.deepEqual(proxy.forwarded().slice(told).toSorted(), truster.agents.map(({ip}) => ip).toSorted());
	}
	await configure(truster, [`ssh_proxy_ip = "${proxy.address}"`]);
	t.is(await connectionsFor(truster, () => truster.report(yes)), 1, 'core.ssh_proxy_ip');
	truster.sandbox.metadata.publicAddress = '';
	const run = await truster.trust([...yes, '--master-proxy']);
	await golden(t, 'trust-no-public-address', normalised(`${run.stderr}exit code ${run.exitCode}\n`, truster));
	t.is(run.exitCode, 6);
	t.is((await truster.trust([...yes, '--master-proxy', '--proxy-ip', proxy.address])).exitCode, 2);
});

test('a proxy that cannot be used is named with the reason, and no agent was touched', async t => {
	const truster = await withTruster(t, few);
	const {proxy} = truster.sandbox.agents;
	const faults: readonly ProxyFault[] = ['refuses', 'silent', 'stalls', 'no-auth', 'changed-host-key'];
	const told: string[] = [];
	for (const fault of faults) {
		await proxy.setFault(fault);
		const {exitCode, stderr, stdout} = await truster.trust([...yes, '--proxy-ip', proxy.address]);
		const [, error = ''] = /^(Error: .*)$/ms.exec(stderr) ?? [];
		told.push(`${fault}\n${error}${stdout}exit code ${exitCode}\n`);
		t.is(exitCode, 6, `${fault}: ${stderr}`);
	}
	await golden(t, 'trust-proxy-faults', normalised(told.join('\n'), truster));
	for (const agent of truster.agents) t.deepEqual([agent.connections(), await agent.certsD()], [0, {}]);
	await proxy.setFault('no-forwarding');
	const closed = await truster.trust([...yes, '--proxy-ip', proxy.address]);
	await golden(
		t,
		'trust-proxy-forwards-nothing',
		normalised(`${closed.stdout}exit code ${closed.exitCode}\n`, truster),
	);
	t.is(closed.exitCode, 5);
	await proxy.setFault(undefined);
	t.is((await truster.report([...yes, '--proxy-ip', proxy.address])).exitCode, 0);
});

test('a proxy that is restarted in the middle is connected to once more, and no agent is lost', async t => {
	const truster = await withTruster(t, few);
	const {proxy} = truster.sandbox.agents;
	for (const agent of truster.agents) {
		agent.slowness = 3000;
		await agent.setFault('slow');
	}
	const running = eventually('all agents are spoken to', () =>
		truster.agents.every(agent => agent.commands().length === 1),
	);
	const restart = running.then(async () => {
		await proxy.setFault('refuses');
		await proxy.setFault(undefined);
	});
	const connections = await connectionsFor(truster, async () => {
		const [report] = await Promise.all([truster.report([...yes, '--proxy-ip', proxy.address]), restart]);
		t.is(report.exitCode, 0, JSON.stringify(report.results));
	});
	t.is(connections, 2);
	t.deepEqual(
		truster.agents.map(agent => agent.commands().length),
		[2, 2, 2, 2],
	);
});
