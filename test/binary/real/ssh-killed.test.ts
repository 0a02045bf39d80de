import {readdir} from 'node:fs/promises';
import test from 'ava';
import {whyNoRealAgents} from '../../real-agents/why-no-real-agents.ts';
import {eventually} from '../../sandbox/eventually.ts';
import {testWhere} from '../../support/test-where.ts';
import {statesOf} from '../trust/report.ts';
import {processesWith} from './own-processes.ts';
import {giveQuickDocker} from './quick-docker.ts';
import {withRealOperator} from './real-operator.ts';

const onRealAgents = testWhere(test.serial, whyNoRealAgents());

const all = ['--yes', '--quiet'];
const eight = Array.from({length: 8}, () => ({docker: 'none'}) as const);

for (const way of ['straight', 'through a proxy'] as const) {
	onRealAgents(
		`kill -9 on the way ${way} leaves no ssh and no temporary directory behind, and the next run ends the work`,
		async t => {
			const {agents, proxy, env, trust, report} = await withRealOperator(t, eight);
			await giveQuickDocker(agents, 1);
			const words = [...all, ...(way === 'straight' ? [] : ['--proxy-ip', proxy.address])];
			const ours = () => processesWith(`TMPDIR=${env.TMPDIR}`);
			const begun = eventually('they are being worked on', async () => agents.every(agent => agent.sessions() > 0));
			const held = begun.then(() => t.true(ours().length > 8));
			const killed = await trust(words, {killWhen: held});
			t.is(killed.exitCode, -1);
			await eventually('no process is left', async () => ours().length === 0);
			t.deepEqual(await readdir(env.TMPDIR ?? ''), []);
			const again = await report(words);
			t.is(again.exitCode, 0, again.stderr);
			t.true(Object.values(statesOf(again)).every(state => ['changed', 'unchanged'].includes(state)));
			t.deepEqual(await readdir(env.TMPDIR ?? ''), []);
			t.deepEqual(ours(), []);
		},
	);
}
onRealAgents('kill -9 while an agent hangs leaves nothing behind either', async t => {
	const {agents, agent, env, trust} = await withRealOperator(t, eight.slice(0, 2));
	await agent(1).setFault('hangs');
	await giveQuickDocker(agents);
	const begun = eventually('they are being worked on', async () => agents.every(each => each.sessions() > 0));
	await trust(all, {killWhen: begun});
	await eventually('no process is left', async () => processesWith(`TMPDIR=${env.TMPDIR}`).length === 0);
	t.pass();
});
