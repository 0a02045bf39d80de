import test from 'ava';
import type {Agent} from '../../sandbox/agents/agent-spec.ts';
import {golden} from '../../support/golden.ts';
import {normalised} from '../normalised.ts';
import {statesOf} from './report.ts';
import {registryHost as host, withTruster} from './truster.ts';

const quiet = ['--yes', '--quiet'];
const certsD = '/etc/docker/certs.d';

/** What an operator may have there before. */
const before: readonly string[] = [
	':',
	'rmdir /etc/docker',
	`mkdir ${certsD}`,
	`mkdir -p ${certsD}/other.example && echo other >${certsD}/other.example/ca.crt`,
	`mkdir -p ${certsD}/${host} && echo somebody >${certsD}/${host}/ca.crt && chmod 600 ${certsD}/${host}/ca.crt`,
	`mkdir -m 700 -p ${certsD}/${host}:443`,
	`mkdir -p ${certsD}/${host} && cp /run/dcos/pki/CA/ca-bundle.crt ${certsD}/${host}/ca.crt && chmod 644 ${certsD}/${host}/ca.crt`,
	`mkdir -p ${certsD}/${host} && for each in cert key; do echo $each >${certsD}/${host}/client.$each; done`,
];

/** Everything below /etc/docker: kinds, modes, owners, times of files, and contents. */
async function below({run}: Agent): Promise<string> {
	const list = `find /etc/docker ! -type f -printf '%p %y %m %U:%G\\n'; find /etc/docker -type f -printf '%p %m %U:%G %T@\\n'`;
	const {stdout} = await run(
		`if [ -d /etc/docker ]; then { ${list}; find /etc/docker -type f -exec cksum {} +; } | sort; fi`,
	);
	return stdout;
}

test('--remove leaves every agent byte for byte as it was, after two registries and in either order', async t => {
	const truster = await withTruster(t, {agents: before.length, publicAgents: 1});
	const {agents} = truster;
	for (const [index, command] of before.entries()) {
		const {code, stderr} = await truster.agent(index + 1).run(command);
		t.is(code, 0, `${command}: ${stderr}`);
	}
	const original = await Promise.all(agents.map(below));
	const both = ['--service-name', 'dcos-registry', '--service-name', 'team/second'];
	for (const order of [both, [both[2] ?? '', both[3] ?? '', both[0] ?? '', both[1] ?? '']]) {
		// one agent has a ca.crt of somebody else's for the first
		for (const [flag = '', name = ''] of [order.slice(0, 2), order.slice(2)])
			t.is(
				(await truster.report([...quiet, '--not-installed-yet', flag, name])).exitCode,
				name === 'dcos-registry' ? 5 : 0,
			);
		const trusting = await Promise.all(agents.map(below));
		const planned = await truster.report(['--remove', '--dry-run', '--quiet', ...both]);
		t.deepEqual([planned.exitCode, new Set(Object.values(statesOf(planned)))], [0, new Set(['to remove'])]);
		t.deepEqual(await Promise.all(agents.map(below)), trusting);
		for (const [flag = '', name = ''] of [both.slice(0, 2), both.slice(2)])
			t.is((await truster.report([...quiet, '--remove', flag, name])).exitCode, 0);
		for (const [index, agent] of agents.entries()) t.is(await below(agent), original[index] ?? '', before[index] ?? '');
	}
	const again = await truster.trust([...quiet, '--remove']);
	await golden(
		t,
		'trust-removed-twice',
		normalised(`${again.stderr}${again.stdout}exit code ${again.exitCode}\n`, truster),
	);
	t.is(again.exitCode, 0);
	t.deepEqual(await Promise.all(agents.map(below)), original);
	t.deepEqual(
		agents.map(agent => agent.restarts()),
		before.map(() => 0),
	);
});

test('--remove asks first, takes what is ours, and leaves what somebody has changed since', async t => {
	const truster = await withTruster(t, {agents: 3, publicAgents: 1});
	const [one, two] = truster.agents;
	await two?.run(
		`mkdir -p ${certsD}/${host} && cp /run/dcos/pki/CA/ca-bundle.crt ${certsD}/${host}/ca.crt && chmod 644 ${certsD}/${host}/ca.crt`,
	);
	t.is((await truster.report(quiet)).exitCode, 0);
	await one?.run(`echo changed >${certsD}/${host}/ca.crt`);
	const refused = await truster.trust(['--remove']);
	t.is(refused.exitCode, 2);
	for (const agent of truster.agents) t.true(`${host}:443/ca.crt` in (await agent.certsD()));
	const removed = await truster.trust([...quiet, '--remove']);
	await golden(
		t,
		'trust-removed',
		normalised(`${removed.stderr}${removed.stdout}exit code ${removed.exitCode}\n`, truster),
	);
	t.is(removed.exitCode, 5);
	const left = await Promise.all(truster.agents.map(async agent => Object.keys(await agent.certsD())));
	t.deepEqual(
		left.map(paths => paths.filter(path => path.endsWith('.crt'))),
		[[`${host}/ca.crt`], [`${host}/ca.crt`], []],
	);
	t.is((await one?.certsD())?.[`${host}/ca.crt`], 'changed\n');
	await one?.run(`rm ${certsD}/${host}/ca.crt`);
	const rest = await truster.report([...quiet, '--remove']);
	t.is(rest.exitCode, 0, JSON.stringify(rest.results));
	t.deepEqual(await one?.certsD(), {});
});

test('--remove does not need the CA of the cluster', async t => {
	const truster = await withTruster(t, {agents: 1, publicAgents: 0});
	t.is((await truster.report(quiet)).exitCode, 0);
	truster.sandbox.faults.add({match: (_, path) => path.startsWith('/ca/'), kind: 'status', status: 500});
	await truster.agent(1).run('rm /run/dcos/pki/CA/ca-bundle.crt');
	const {exitCode, caFingerprint} = await truster.report([...quiet, '--remove']);
	t.deepEqual([exitCode, caFingerprint, await truster.agent(1).certsD()], [0, null, {}]);
});
