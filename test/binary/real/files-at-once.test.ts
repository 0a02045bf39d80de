import test from 'ava';
import {whyNoRealAgents} from '../../real-agents/why-no-real-agents.ts';
import {testWhere} from '../../support/test-where.ts';
import {statesOf} from '../trust/report.ts';
import {surely} from './containers.ts';
import {etcDocker} from './files-there.ts';
import {giveQuickDocker} from './quick-docker.ts';
import {registryHost, withRealOperator} from './real-operator.ts';

const onRealAgents = testWhere(test.serial, whyNoRealAgents());

const all = ['--yes', '--quiet'];
const four = Array.from({length: 4}, () => ({docker: 'none'}) as const);
const other = registryHost.replace('dcos-registry', 'other');

onRealAgents('two runs at once, for the same registry and for different ones, do each its work', async t => {
	const {agents, report} = await withRealOperator(t, four);
	await giveQuickDocker(agents);
	await surely(
		agents[1] ?? t.fail(),
		`mkdir -p /etc/docker/certs.d/${registryHost}; echo theirs >/etc/docker/certs.d/${registryHost}/note`,
	);
	const before = await Promise.all(agents.map(etcDocker));
	const ca = agents[0]?.read('/run/dcos/pki/CA/ca-bundle.crt') ?? '';
	const atOnce = (...runs: string[][]) => Promise.all(runs.map(words => report([...all, ...words])));
	const holds = async (hosts: readonly string[]) => {
		const expected = hosts.flatMap(host => [host, `${host}:443`]).map(name => [`${name}/ca.crt`, ca]);
		for (const agent of agents) {
			const files = Object.entries(await agent.certsD()).filter(([path]) => path.endsWith('/ca.crt'));
			t.deepEqual(Object.fromEntries(files), Object.fromEntries(expected));
		}
	};
	for (const words of [
		['--service-name', 'dcos-registry'],
		['--service-name', 'other'],
	]) {
		const both = await atOnce(['--service-name', 'dcos-registry'], words);
		for (const run of both) t.is(run.exitCode, 0, JSON.stringify(run.results.map(({why}) => why)));
		await holds(words.includes('other') ? [registryHost, other] : [registryHost]);
		const together = [...new Set(both.flatMap(run => Object.values(statesOf(run))))].sort();
		t.true(together.every(state => state === 'changed' || state === 'unchanged'));
		const taken = await atOnce(['--remove', '--service-name', 'dcos-registry'], ['--remove', ...words]);
		for (const run of taken) t.is(run.exitCode, 0, JSON.stringify(run.results.map(({why}) => why)));
		t.deepEqual(await Promise.all(agents.map(etcDocker)), before);
	}

	const mixed = await atOnce([], ['--remove']);
	for (const run of mixed) t.is(run.exitCode, 0, JSON.stringify(run.results.map(({why}) => why)));
	t.is((await report(all)).exitCode, 0);
	await holds([registryHost]);
	t.is((await report([...all, '--remove'])).exitCode, 0);
	t.deepEqual(await Promise.all(agents.map(etcDocker)), before);
});
