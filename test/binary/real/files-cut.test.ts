import {setTimeout as delay} from 'node:timers/promises';
import test from 'ava';
import type {RealAgent} from '../../real-agents/real-agent.ts';
import {whyNoRealAgents} from '../../real-agents/why-no-real-agents.ts';
import {eventually} from '../../sandbox/eventually.ts';
import {testWhere} from '../../support/test-where.ts';
import {surely} from './containers.ts';
import {etcDocker} from './files-there.ts';
import {processesWith} from './own-processes.ts';
import {giveQuickDocker} from './quick-docker.ts';
import {type RealOperator, registryHost, registryNames, withRealOperator} from './real-operator.ts';

const onRealAgents = testWhere(test.serial, whyNoRealAgents());

const all = ['--yes', '--quiet'];
const own = `/etc/docker/certs.d/${registryHost}`;
const programs = ['mkdir', 'mv', 'chmod', 'chown', 'cat', 'rm', 'rmdir', 'ln'];

/** Between two steps of the script there is time to cut it off. */
const slowPrograms = `cd /usr/bin; for each in ${programs.join(' ')}; do
	cp $each $each.real
	printf '%s\\n' '#!/bin/sh' 'sleep 0.1' "exec /usr/bin/$each.real \\"\\$@\\"" >$each.new
	chmod.real 755 $each.new 2>/dev/null || chmod 755 $each.new
	mv.real $each.new $each 2>/dev/null || mv $each.new $each
done`;

/** Ends what sshd has started, and its connections; with "connections", only these. */
const cut = (what: 'all' | 'connections') => `for pid in $(ls /proc | grep '^[0-9]'); do
	[ "$pid" = 1 ] || [ "$pid" = $$ ] || [ "$pid" = "$(cat.real /run/sshd.pid)" ] && continue
	${what === 'all' ? '' : '[ "$(cat.real /proc/$pid/comm 2>/dev/null)" = sshd ] || continue'}
	kill -9 $pid 2>/dev/null
done`;

async function prepare(agents: readonly RealAgent[]): Promise<string[]> {
	await giveQuickDocker(agents);
	await Promise.all(
		agents.map(async (agent, index) => {
			if (index % 2 === 1) await surely(agent, `mkdir -p ${own}; echo theirs >${own}/note`);
			await surely(agent, slowPrograms);
		}),
	);
	return Promise.all(agents.map(etcDocker));
}

/** Throws where a ca.crt is neither as it was nor as it is to be. */
async function oldOrNew(agent: RealAgent): Promise<'old' | 'new' | 'between'> {
	const files = await agent.certsD();
	const right = agent.read('/run/dcos/pki/CA/ca-bundle.crt');
	const found = registryNames.map(name => {
		const content = files[`${name}/ca.crt`];
		if (content !== undefined && content !== right) throw new Error(`${agent.name} has ${content} for ${name}`);
		return content === right;
	});
	return found.every(Boolean) ? 'new' : found.some(Boolean) ? 'between' : 'old';
}

async function completes({agents, report}: RealOperator, words: readonly string[]): Promise<string[]> {
	const found = await report([...all, ...words]);
	if (found.exitCode !== 0)
		throw new Error(JSON.stringify(found.results.map(({agent, why}) => `${agent.address} ${why}`)));
	return Promise.all(agents.map(etcDocker));
}

const ten = Array.from({length: 10}, () => ({docker: 'none'}) as const);

onRealAgents('a connection or a machine that is cut off in the middle leaves the old file or the new one', async t => {
	const operator = await withRealOperator(t, ten);
	const {agents, report} = operator;
	const before = await prepare(agents);
	for (const words of [[], ['--remove']]) {
		const cuts = agents.map(async (agent, index) => {
			const sessions = agent.sessions();
			await eventually('its session begins', async () => agent.sessions() > sessions);
			await delay(300 + 300 * index);
			await agent.run(cut(index % 3 === 0 ? 'connections' : 'all'));
		});
		const found = await report([...all, ...words]);
		await Promise.all(cuts);
		t.is(found.exitCode, 5);
		t.true(new Set(await Promise.all(agents.map(oldOrNew))).size > 1);
		const complete = await completes(operator, []);
		t.deepEqual(
			await Promise.all(agents.map(oldOrNew)),
			agents.map(() => 'new'),
		);
		t.deepEqual(await completes(operator, []), complete);
	}
	t.deepEqual(await completes(operator, ['--remove']), before);
});

onRealAgents('kill -9 of the plugin leaves the old file or the new one, and the next run ends the work', async t => {
	const operator = await withRealOperator(t, ten.slice(0, 4));
	const {agents, trust, env} = operator;
	const before = await prepare(agents);
	for (const milliseconds of [300, 1200]) {
		const sessions = agents.map(agent => agent.sessions());
		const begun = eventually('they begin', async () =>
			agents.every((agent, index) => agent.sessions() > (sessions[index] ?? 0)),
		);
		await trust(all, {killWhen: begun.then(() => delay(milliseconds))});
		for (const agent of agents) await oldOrNew(agent);
		await completes(operator, []);
		t.deepEqual(
			await Promise.all(agents.map(oldOrNew)),
			agents.map(() => 'new'),
		);
		await eventually('nothing is left', async () => processesWith(`TMPDIR=${env.TMPDIR}`).length === 0);
		t.deepEqual(await completes(operator, ['--remove']), before);
	}
});
