import {readdir} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import test from 'ava';
import {eventually} from '../../sandbox/eventually.ts';
import {told} from './moments.ts';
import {statesOf} from './report.ts';
import {registryHost as host, type Truster, withTruster} from './truster.ts';

const few = {agents: 4, publicAgents: 1} as const;
const yes = ['--yes', '--quiet'];
const right = [`${host}/.dcos-registry`, `${host}/ca.crt`, `${host}:443/.dcos-registry`, `${host}:443/ca.crt`];

const events = ({directory}: Truster) => path.join(directory, 'events.ndjson');
const restarts = ({agents}: Truster) => agents.map(agent => agent.restarts());

async function isWhole({agents}: Truster): Promise<boolean> {
	const files = await Promise.all(agents.map(async agent => Object.keys(await agent.certsD())));
	return files.every(paths => paths.join() === right.join());
}

test('kill -9 at any moment of the files leaves whole files or none, and the next run changes what is left', async t => {
	const truster = await withTruster(t, few);
	for (const moments of [0, 300, 900]) {
		const first = truster.agent(1);
		const known = first.commands().length;
		const killWhen = eventually('the first agent is spoken to', () => first.commands().length > known).then(
			() => new Promise(resolve => setTimeout(resolve, moments)),
		);
		const run = await truster.trust([...yes, '--parallel', '2'], {killWhen});
		t.true([-1, 0].includes(run.exitCode), String(run.exitCode));
		const paths = (await Promise.all(truster.agents.map(agent => agent.certsD()))).flatMap(files =>
			Object.entries(files),
		);
		for (const [name, text] of paths)
			if (name.endsWith('/ca.crt')) t.regex(text, /-----END CERTIFICATE-----\n*$/, name);
		const again = await truster.report(yes);
		t.is(again.exitCode, 0, JSON.stringify(again.results));
		t.true(await isWhole(truster));
		const nothing = await truster.report(yes);
		t.deepEqual(new Set(Object.values(statesOf(nothing))), new Set(['unchanged']));
		t.is((await truster.report([...yes, '--remove'])).exitCode, 0);
		t.deepEqual(await Promise.all(truster.agents.map(agent => agent.certsD())), [{}, {}, {}, {}]);
	}
});

test('kill -9 between restarts: the next run of auto restarts only who still refuses', async t => {
	const truster = await withTruster(t, few);
	for (const agent of truster.agents) {
		agent.cachesCerts = true;
		await agent.setFault(undefined);
	}
	const second = told(
		events(truster),
		({event, step}) => event === 'agent-ended' && step?.startsWith('Restarting Docker') === true,
	);
	const words = [...yes, '--pause', '20s', '--events', events(truster)];
	const run = await truster.trust(words, {killWhen: second});
	t.is(run.exitCode, -1);
	t.deepEqual(
		restarts(truster).filter(count => count > 0),
		[1],
	);
	const report = await truster.report(yes);
	t.is(report.exitCode, 0, JSON.stringify(report.results));
	t.deepEqual(restarts(truster), [1, 1, 1, 1]);
});

test('kill -9 with a proxy leaves neither its connection nor its socket behind', async t => {
	const truster = await withTruster(t, {agents: 2, publicAgents: 1});
	const {proxy} = truster.sandbox.agents;
	for (const agent of truster.agents) {
		agent.slowness = 60_000;
		await agent.setFault('slow');
	}
	const env = {TMPDIR: truster.directory};
	t.true(truster.directory.length < 50 || tmpdir() === '/tmp');
	const ours = async () => (await readdir('/tmp')).filter(name => name.startsWith('dcos-registry-'));
	const before = new Set(await ours());
	const killWhen = eventually('an agent is spoken to', () =>
		truster.agents.every(agent => agent.commands().length > 0),
	);
	const run = await truster.trust([...yes, '--proxy-ip', proxy.address], {killWhen, env});
	t.is(run.exitCode, -1);
	await eventually('its directory is gone', async () => (await ours()).every(name => before.has(name)));
	for (const agent of truster.agents) await agent.setFault(undefined);
	const again = await truster.report([...yes, '--proxy-ip', proxy.address]);
	t.is(again.exitCode, 0, JSON.stringify(again.results));
});
