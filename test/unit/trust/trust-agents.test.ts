import test from 'ava';
import {FailedError, RefusedError} from '../../../src/errors/errors.ts';
import {type TrustRequest, trustAgents} from '../../../src/trust/trust-agents.ts';
import {listed, worldWith} from './cluster-of-agents.ts';

const request: TrustRequest = {
	serviceNames: ['my/registry'],
	filter: {only: [], exclude: [], type: null},
	user: 'core',
	configFile: null,
	sshOptions: [],
	caPath: '/ca.crt',
	parallel: 2,
	agentTimeout: 120_000,
	check: false,
	dryRun: false,
};

test('every agent gets a result, and is told as it ends', async t => {
	const {world, lines} = worldWith();
	const report = await trustAgents(request, world);
	t.deepEqual(
		report.results.map(each => [each.agent.address, each.state]),
		[1, 2, 3].map(number => [`10.0.0.${number}`, 'changed']),
	);
	t.like(report, {exitCode: 0, resume: null});
	t.is(lines.filter(line => line.startsWith('[')).length, 3);
});

test('the plan names both directories and the fingerprint before anything is changed', async t => {
	const {world, plans} = worldWith();
	const {caFingerprint} = await trustAgents(request, world);
	t.deepEqual(plans, [
		`3 agents (2 private, 1 public) get the cluster's CA, SHA-256 ${caFingerprint}, into`,
		'  /etc/docker/certs.d/myregistry.marathon.l4lb.thisdcos.directory/ca.crt',
		'  /etc/docker/certs.d/myregistry.marathon.l4lb.thisdcos.directory:443/ca.crt',
		'Nothing is restarted.',
	]);
});

for (const [what, installed, hosts] of [
	['those that are installed', ['/my/registry', '/r2'], ['myregistry', 'r2']],
	['the one that an installation would have', [], ['dcos-registry']],
] as const) {
	test(`when no registry is named, it is about ${what}`, async t => {
		const {world} = worldWith({installed});
		const {registries} = await trustAgents({...request, serviceNames: []}, world);
		t.deepEqual(
			registries,
			hosts.map(host => `${host}.marathon.l4lb.thisdcos.directory`).flatMap(host => [host, `${host}:443`]),
		);
	});
}

for (const over of [{check: true}, {dryRun: true}]) {
	test(`${Object.keys(over)[0]} asks nothing and lets the agents change nothing`, async t => {
		const {world, plans, jobs} = worldWith({file: 'lacking'});
		const report = await trustAgents({...request, ...over}, world);
		t.deepEqual(plans, []);
		t.true(jobs.every(job => job.input.includes("\nchange='no'\n")));
		t.is(report.exitCode, over.check ? 3 : 0);
	});
}

test('a no leaves every agent alone', async t => {
	const {world, jobs} = worldWith({over: {confirm: () => Promise.reject(new FailedError('declined'))}});
	await t.throwsAsync(trustAgents(request, world), {message: 'declined'});
	t.is(jobs.length, 0);
});

test('an agent that does not run is told, and not tried', async t => {
	const {world, jobs} = worldWith({agents: [listed(1), listed(2, false)]});
	const report = await trustAgents(request, world);
	t.is(report.results[1]?.state, 'not running');
	t.is(report.exitCode, 5);
	t.is(jobs.length, 1);
	t.regex(report.resume ?? '', / --agent 10\.0\.0\.2$/);
});

test('after an interruption the rest is told as not started, with 130', async t => {
	const {world} = worldWith({over: {interrupted: AbortSignal.abort()}});
	const report = await trustAgents(request, world);
	t.true(report.results.every(each => each.state === 'not started'));
	t.is(report.exitCode, 130);
});

test('a choice that leaves no agent is refused', async t => {
	const {world} = worldWith({agents: [listed(1)]});
	const filter = {...request.filter, type: 'public' as const};
	await t.throwsAsync(trustAgents({...request, filter}, world), {instanceOf: RefusedError});
});

test('without a user the one of the CLI logs in', async t => {
	const {world, jobs} = worldWith({over: {sshDefaults: async () => ({user: 'centos', proxyIp: null})}});
	await trustAgents({...request, user: null}, world);
	t.true(jobs.every(job => job.target.user === 'centos'));
});

test('an SSH configuration of the user’s own decides who logs in, and through which proxy', async t => {
	const {world, jobs} = worldWith({over: {sshDefaults: async () => ({user: 'centos', proxyIp: '1.2.3.4'})}});
	await trustAgents({...request, user: null, configFile: 'config'}, world);
	t.true(jobs.every(job => job.target.user === null && job.target.configFile === 'config'));
});

for (const user of [null, 'core']) {
	test(`a proxy that the CLI is configured with is refused before anything is asked, with the user ${user}`, async t => {
		const {world, plans} = worldWith({over: {sshDefaults: async () => ({user: null, proxyIp: '1.2.3.4'})}});
		await t.throwsAsync(trustAgents({...request, user}, world), {instanceOf: RefusedError, message: /1\.2\.3\.4/});
		t.deepEqual(plans, []);
	});
}
