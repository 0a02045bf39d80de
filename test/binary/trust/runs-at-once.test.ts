import test from 'ava';
import {statesOf} from './report.ts';
import {registryHost as host, withTruster} from './truster.ts';

const yes = ['--yes', '--quiet'];
const right = [`${host}/.dcos-registry`, `${host}/ca.crt`, `${host}:443/.dcos-registry`, `${host}:443/ca.crt`];

test('runs at the same time take turns on each agent: one of them changes it, the others find it done', async t => {
	const truster = await withTruster(t, {agents: 3, publicAgents: 1});
	const reports = await Promise.all([1, 2, 3].map(() => truster.report(yes)));
	t.deepEqual(
		reports.map(({exitCode}) => exitCode),
		[0, 0, 0],
	);
	for (const agent of truster.agents) {
		t.deepEqual(Object.keys(await agent.certsD()), right);
		const states = reports.map(report => statesOf(report)[agent.ip]);
		t.is(states.filter(state => state === 'changed').length, 1, states.join());
	}
	const removals = await Promise.all([1, 2].map(() => truster.report([...yes, '--remove'])));
	t.deepEqual(
		removals.map(({exitCode}) => exitCode),
		[0, 0],
	);
	t.deepEqual(await Promise.all(truster.agents.map(agent => agent.certsD())), [{}, {}, {}]);
});

test('a run over one registry and one over another at the same time leave both, and --remove of both leaves nothing', async t => {
	const truster = await withTruster(t, {agents: 2, publicAgents: 1});
	const names = ['dcos-registry', 'team/second'];
	const reports = await Promise.all(
		names.map(name => truster.report([...yes, '--not-installed-yet', '--service-name', name])),
	);
	t.deepEqual(
		reports.map(({exitCode}) => exitCode),
		[0, 0],
	);
	for (const agent of truster.agents) t.is(Object.keys(await agent.certsD()).length, 8);
	const removals = await Promise.all(names.map(name => truster.report([...yes, '--remove', '--service-name', name])));
	t.deepEqual(
		removals.map(({exitCode}) => exitCode),
		[0, 0],
	);
	for (const agent of truster.agents) t.is((await agent.run('ls -A /etc/docker')).stdout, '');
});
