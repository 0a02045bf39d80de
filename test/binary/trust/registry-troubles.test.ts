import test, {type ExecutionContext} from 'ava';
import {golden} from '../../support/golden.ts';
import {normalised} from '../normalised.ts';
import {type RegistryTrouble, registryTroubles} from './registry-troubles.ts';
import {resultOf} from './report.ts';
import {registryHost, type Truster, withTruster} from './truster.ts';

const yes = ['--yes', '--quiet'];

/** What the agents find at the registry's address from now on. */
async function put(truster: Truster, port: number): Promise<void> {
	await truster.sandbox.names.set(registryHost, {address: '127.0.0.1', port});
}

type Meeting = {truster: Truster; trouble: RegistryTrouble; lines: string[]};

async function meet(t: ExecutionContext, {truster, trouble, lines}: Meeting): Promise<void> {
	const {cause, says, state} = trouble;
	const report = await truster.report([...yes, '--restart', 'never', '--require-proof']);
	const {why, hint, ...found} = resultOf(report, truster.agent(1).ip);
	t.deepEqual([report.exitCode, found.state], [state === 'unchanged' ? 0 : 5, state], `${cause}: ${why}`);
	t.regex(why ?? '', says, cause);
	lines.push(`${cause}: ${state}\n${why === null ? '' : `  ${why}\n  → ${hint}\n`}`);
}

test('whatever stands at the address of the registry, what agents find is told apart: not proved, or refused', async t => {
	const truster = await withTruster(t, {agents: 1, publicAgents: 0});
	const agent = truster.agent(1);
	const lines: string[] = [];
	for (const trouble of registryTroubles) {
		const {port, stop} = await trouble.start(truster);
		await put(truster, port);
		await meet(t, {truster, trouble, lines}).finally(() => void stop());
	}
	await golden(t, 'trust-registry-troubles', normalised(lines.join(''), truster));
	t.is(agent.restarts(), 0);
});

test('a registry that shows a certificate of another authority costs no agent a restart', async t => {
	const truster = await withTruster(t, {agents: 4, publicAgents: 1});
	const trouble = registryTroubles.find(({cause}) => cause.includes('another authority'));
	if (trouble === undefined) throw new Error('there is no such trouble');
	const {port, stop} = await trouble.start(truster);
	await put(truster, port);
	const {exitCode, stdout} = await truster.trust(yes);
	await stop();
	await golden(t, 'trust-registry-of-another-authority', normalised(`${stdout}exit code ${exitCode}\n`, truster));
	t.is(exitCode, 5);
	t.true(truster.agents.every(each => each.restarts() === 0));
});

test('what the cluster refuses is told before any agent is touched', async t => {
	const truster = await withTruster(t, {agents: 1, publicAgents: 0});
	const {faults} = truster.sandbox;
	const at = (path: string) => (_: string, asked: string) => asked.startsWith(path);
	const html = '<html>\n<head><title>502 Bad Gateway</title></head>\n</html>\n';
	const refusals = [
		{of: 'an expired token', env: {DCOS_ACS_TOKEN: await truster.sandbox.tokenFor('bootstrapuser', -10)}},
		{of: 'no token', env: {DCOS_ACS_TOKEN: ''}},
		{of: 'a 403 page for the agents', fault: {match: at('/mesos/'), kind: 'html-403'}},
		{of: 'a 403 page for the tasks', fault: {match: at('/mesos/master/state'), kind: 'html-403'}},
		{of: 'a 403 page for the installed packages', fault: {match: at('/package/list'), kind: 'html-403'}},
		{of: 'a 502 page for the agents', fault: {match: at('/mesos/'), kind: 'status', status: 502, body: html}},
		{of: 'no CA', fault: {match: at('/ca/'), kind: 'status', status: 404, body: 'Not Found'}},
		{of: 'a CA that is a page', fault: {match: at('/ca/'), kind: 'status', status: 200, body: html}},
	] as const;
	const told: string[] = [];
	for (const refusal of refusals) {
		if ('fault' in refusal) faults.add(refusal.fault);
		const env = 'env' in refusal ? refusal.env : {};
		const {exitCode, stderr, stdout} = await truster.trust([...yes, '--restart', 'always'], {env});
		faults.clear();
		told.push(`${refusal.of}\n${stderr}${stdout}exit code ${exitCode}\n`);
		t.true([1, 4, 6].includes(exitCode), `${refusal.of}: ${exitCode}`);
	}
	await golden(t, 'trust-refused-by-the-cluster', normalised(told.join('\n'), truster));
	t.deepEqual(
		[truster.agent(1).connections(), await truster.agent(1).certsD(), truster.agent(1).restarts()],
		[0, {}, 0],
	);
});
