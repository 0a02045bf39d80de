import test from 'ava';
import type {RealAgentFault} from '../../real-agents/faults/fault.ts';
import {whyNoRealAgents} from '../../real-agents/why-no-real-agents.ts';
import {testWhere} from '../../support/test-where.ts';
import {resultOf} from '../trust/report.ts';
import {surely} from './containers.ts';
import {etcDocker} from './files-there.ts';
import {giveQuickDocker} from './quick-docker.ts';
import {registryHost, registryNames, withRealOperator} from './real-operator.ts';

const onRealAgents = testWhere(test.serial, whyNoRealAgents());

const certsD = '/etc/docker/certs.d';
const own = `${certsD}/${registryHost}`;
const elsewhere = 'mkdir -p /srv/elsewhere; echo kept >/srv/elsewhere/ca.crt';

/** Something that stands in the way, or that somebody else has there. */
type Situation = {
	fault?: RealAgentFault;
	/** As root, before. */
	before?: string;
	/** null: it works out all the same. */
	why: RegExp | null;
	/** What takes it out of the way. */
	mend?: string;
};

const situations: readonly Situation[] = [
	{why: null},
	{fault: 'read-only-etc', why: /Read-only file system/},
	{fault: 'full-disk', why: /No space left on device/},
	{
		before: `${elsewhere}; ln -s /srv/elsewhere ${certsD}`,
		why: /^\/etc\/docker\/certs\.d is a symbolic link, which is not followed/,
		mend: `rm ${certsD}`,
	},
	{
		before: `${elsewhere}; mkdir ${certsD}; ln -s /srv/elsewhere ${own}`,
		why: /directory is a symbolic link, which is not followed/,
		mend: `rm ${own}`,
	},
	{
		before: `${elsewhere}; mkdir -p ${own}; ln -s /srv/elsewhere/ca.crt ${own}/ca.crt`,
		why: /ca\.crt is a symbolic link, which is not followed/,
		mend: `rm ${own}/ca.crt`,
	},
	{before: `mkdir -p ${own}:443/ca.crt`, why: /:443\/ca\.crt is a directory/, mend: `rmdir ${own}:443/ca.crt`},
	{before: `${elsewhere}; mkdir ${certsD}; ln -s /srv/elsewhere ${certsD}/.dcos-registry.new`, why: null},
	{before: `${elsewhere}; mkdir -p ${own}; ln -s /srv/elsewhere ${own}/.dcos-registry.new`, why: null},
	{
		before: `mkdir -p ${own} ${certsD}/other:5000; echo '{}' >/etc/docker/daemon.json; touch ${own}/client.cert ${own}/client.key; echo x >${certsD}/other:5000/ca.crt`,
		why: null,
	},
	{
		before: `mkdir -p ${own} ${own}:443; chown 1000:1000 ${own}; chmod 700 ${own}:443`,
		why: null,
	},
	{before: 'rm -r /etc/docker', why: null},
];

onRealAgents('what stands in the way is told, what is foreign stays, and --remove brings all back', async t => {
	const {agents, report, sandbox} = await withRealOperator(
		t,
		situations.map(() => ({docker: 'none'})),
	);
	await giveQuickDocker(agents);
	await Promise.all(
		agents.map(async (agent, index) => {
			const {before, fault} = situations[index] ?? {};
			if (before !== undefined) await surely(agent, `set -e; ${before}`);
			await agent.setFault(fault);
		}),
	);
	const states = () => Promise.all(agents.map(agent => etcDocker(agent).catch(() => 'none')));
	const before = await states();
	const found = await report(['--yes', '--quiet']);
	const expected = situations.map(({why}) => (why === null ? 'changed' : 'failed'));
	t.deepEqual(
		agents.map(({ip}) => resultOf(found, ip).state),
		expected,
		found.stderr,
	);
	situations.forEach(({why}, index) => {
		const result = resultOf(found, agents[index]?.ip ?? '');
		if (why !== null) t.regex(result.why ?? '', why);
	});
	const kept = await Promise.all(
		agents.map(agent => agent.run('find /srv/elsewhere -type f -exec tail -n +1 {} + 2>/dev/null')),
	);
	for (const {stdout} of kept) t.regex(stdout, /^(kept\n)?$/);
	const between = await states();
	situations.forEach(({fault}, index) => {
		if (fault !== undefined) t.is(between[index], before[index]);
	});

	await Promise.all(
		agents.map(async (agent, index) => {
			await agent.setFault(undefined);
			const {mend} = situations[index] ?? {};
			if (mend !== undefined) await surely(agent, mend);
		}),
	);
	const mended = await report(['--yes', '--quiet']);
	t.is(mended.exitCode, 0, JSON.stringify(mended.results.map(({why}) => why)));
	for (const agent of agents) {
		const files = await agent.certsD();
		for (const name of registryNames)
			t.is(files[`${name}/ca.crt`], `${agents[0]?.read('/run/dcos/pki/CA/ca-bundle.crt').trimEnd()}\n`);
		const modes = await surely(
			agent,
			`stat -c '%a %u:%g' ${registryNames.map(name => `${certsD}/${name}/ca.crt`).join(' ')}`,
		);
		t.is(modes, '644 0:0\n644 0:0\n');
	}
	t.is((await report(['--remove', '--yes', '--quiet'])).exitCode, 0);
	const after = await states();
	situations.forEach(({why}, index) => {
		if (why === null)
			t.is(after[index], before[index]?.replaceAll(/^.* \S*\.dcos-registry\.new .*\n/gm, ''), `agent ${index + 1}`);
	});
	t.deepEqual(sandbox.unknownRequests(), []);
});
