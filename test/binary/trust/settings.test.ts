import test from 'ava';
import {withTruster} from './truster.ts';

const few = {agents: 2, publicAgents: 1} as const;

test('what restarts, removes or answers is never taken from a setting', async t => {
	const truster = await withTruster(t, few);
	const answered = await truster.trust(['--quiet'], {env: {DCOS_REGISTRY_YES: 'true'}});
	t.is(answered.exitCode, 2, answered.stderr);
	t.is(
		answered.stderr,
		'Error: registry.yes (DCOS_REGISTRY_YES) cannot be set for good: it answers every question\nHint: dcos config unset registry.yes (or unset DCOS_REGISTRY_YES), and give --yes each time\n',
	);
	for (const [name, value] of [
		['RESTART', 'always'],
		['REMOVE', 'true'],
		['ASK-SUDO-PASSWORD', 'true'],
	]) {
		const {exitCode, stderr} = await truster.trust(['--yes', '--quiet'], {env: {[`DCOS_REGISTRY_${name}`]: value}});
		t.is(exitCode, 2);
		t.regex(stderr, new RegExp(`^Error: registry\\.\\S+ \\(DCOS_REGISTRY_${name}\\) cannot be set for good: `));
	}
	const report = await truster.report(['--yes', '--quiet'], {env: {DCOS_REGISTRY_ROTATE: 'true'}});
	t.deepEqual([report.exitCode, report.work], [0, 'trust'], 'a flag that it does not have is not its affair');
	t.deepEqual(
		truster.agents.map(agent => agent.restarts()),
		[0, 0],
	);
});

test('the way to the agents may come from settings, with either spelling, and a flag wins over it', async t => {
	const truster = await withTruster(t, few);
	const {proxy} = truster.sandbox.agents;
	const connections = async (env: Record<string, string>, words: readonly string[] = []) => {
		const before = proxy.connections();
		const {exitCode} = await truster.report(['--check', '--quiet', ...words], {env});
		t.is(exitCode, 3);
		return proxy.connections() - before;
	};
	t.is(await connections({'DCOS_REGISTRY_PROXY-IP': proxy.address}), 1);
	t.is(await connections({DCOS_REGISTRY_PROXY_IP: proxy.address, DCOS_REGISTRY_PARALLEL: '1'}), 1);
	t.is(await connections({DCOS_REGISTRY_PROXY_IP: '203.0.113.9'}, ['--proxy-ip', proxy.address]), 1);
	const {exitCode, results} = await truster.report(['--check', '--quiet'], {
		env: {DCOS_REGISTRY_AGENT: truster.agents.map(({ip}) => ip).join(','), DCOS_REGISTRY_TYPE: 'public'},
	});
	t.deepEqual([exitCode, results.map(({agent}) => agent.type)], [3, ['public']]);
});
