import test from 'ava';
import {FailedError, RefusedError} from '../../../src/errors/errors.ts';
import {trustAgents} from '../../../src/trust/trust-agents.ts';
import type {TrustRequest} from '../../../src/trust/trust-request.ts';
import {files, listed, refused, removal, worldWith, x509} from './cluster-of-agents.ts';
import {scriptIn} from './script-in.ts';
import {sshWishes, trustRequest} from './trust-requests.ts';

const request: TrustRequest = {
	...trustRequest,
	serviceNames: ['my/registry'],
	ssh: {...sshWishes, user: 'core'},
	caPath: '/ca.crt',
	parallel: 2,
};
const directory = '/etc/docker/certs.d/myregistry.marathon.l4lb.thisdcos.directory';

test('every agent gets a result, and is told as it ends', async t => {
	const {world, lines, calls} = worldWith();
	const report = await trustAgents(request, world);
	t.deepEqual(
		report.results.map(each => [each.agent.address, each.state]),
		[1, 2, 3].map(number => [`10.0.0.${number}`, 'changed']),
	);
	t.like(report, {exitCode: 0, resume: null, work: 'trust', dryRun: false});
	t.is(lines.filter(line => line.includes(' ended: changed, Docker says trusted (well)')).length, 3);
	t.deepEqual(calls, ['trust S1', 'trust S2', 'trust S3', 'closed']);
});

test('the plan names both directories and the fingerprint before anything is changed', async t => {
	const {world, plans} = worldWith();
	const {caFingerprint} = await trustAgents(request, world);
	t.deepEqual(plans, [
		`3 agents (2 private, 1 public) get the cluster's CA, SHA-256 ${caFingerprint}, into`,
		`  ${directory}/ca.crt`,
		`  ${directory}:443/ca.crt`,
		'Docker is restarted only where it refuses although the file is in place; that is asked again.',
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

for (const [what, over, exitCode] of [
	['a look', {work: 'check'}, 3],
	['a dry run', {dryRun: true}, 0],
] as const) {
	test(`${what} asks nothing and lets the agents change nothing`, async t => {
		const {world, plans, jobs, lines} = worldWith({says: () => files('lacking', x509)});
		const report = await trustAgents({...request, ...over}, world);
		t.deepEqual(plans, []);
		t.is(jobs.length, 3);
		t.true(jobs.every(job => scriptIn(job.input).includes("\nchange='no'\n")));
		t.like(report, {
			exitCode,
			resume:
				'dcos registry trust-agents --service-name my/registry --user core --ca-path /ca.crt --parallel 2 --agent 10.0.0.1,10.0.0.2,10.0.0.3',
		});
		t.true(lines[0]?.startsWith('Looking at 3 agents'));
	});
}

test('a no leaves every agent alone', async t => {
	const {world, jobs, calls} = worldWith({over: {confirm: () => Promise.reject(new FailedError('declined'))}});
	await t.throwsAsync(trustAgents(request, world), {message: 'declined'});
	t.is(jobs.length, 0);
	t.deepEqual(calls, ['closed']);
});

test('an agent that does not run is told, and not tried', async t => {
	const {world, jobs} = worldWith({agents: [listed(1), listed(2, {active: false})]});
	const report = await trustAgents(request, world);
	t.is(report.results[1]?.state, 'not running');
	t.is(report.exitCode, 5);
	t.is(jobs.length, 1);
	t.regex(report.resume ?? '', / --agent 10\.0\.0\.2$/);
});

test('after an interruption the rest is told as not started, with 130, and the way is closed', async t => {
	const {world, calls} = worldWith({over: {interrupted: AbortSignal.abort()}});
	const report = await trustAgents(request, world);
	t.true(report.results.every(each => each.state === 'not started'));
	t.is(report.exitCode, 130);
	t.deepEqual(calls, ['closed']);
});

test('a choice that leaves no agent is refused', async t => {
	const {world} = worldWith({agents: [listed(1)]});
	const filter = {...request.filter, type: 'public' as const};
	await t.throwsAsync(trustAgents({...request, filter}, world), {instanceOf: RefusedError});
});

test('a proof that is required and that nobody can give fails, and restarts nothing', async t => {
	const {world, calls} = worldWith({says: () => files('right', 'dial tcp: lookup r: no such host')});
	const report = await trustAgents({...request, requireProof: true}, world);
	t.true(report.results.every(each => each.state === 'not proved'));
	t.is(report.exitCode, 5);
	t.false(calls.some(each => each.startsWith('restart')));
	t.is((await trustAgents(request, worldWith({says: () => files('right', 'no such host')}).world)).exitCode, 0);
});

test('removal names what is taken away, needs no CA of the cluster, and restarts nothing', async t => {
	const {world, plans, calls, jobs} = worldWith();
	const cluster = await world.cluster();
	const caBundle = () => Promise.reject(new Error('nobody asks for it'));
	const without = {...world, cluster: async () => ({...cluster, metadata: {...cluster.metadata, caBundle}})};
	const report = await trustAgents({...request, work: 'remove'}, without);
	t.like(report, {work: 'remove', caFingerprint: null, exitCode: 0, resume: null});
	t.deepEqual(plans, [
		'From 3 agents (2 private, 1 public) is taken what this command has put into',
		`  ${directory}/ca.crt`,
		`  ${directory}:443/ca.crt`,
		'What was there before comes back. Docker then trusts the registry no more: images can no longer be pulled from it.',
	]);
	t.deepEqual(calls, ['remove S1', 'remove S2', 'remove S3', 'closed']);
	t.false(jobs.some(job => scriptIn(job.input).includes('wanted=')));
});

test('a dry run of a removal shows what would go', async t => {
	const {world, plans} = worldWith({says: () => removal('ours')});
	const report = await trustAgents({...request, work: 'remove', dryRun: true}, world);
	t.deepEqual(plans, []);
	t.true(report.results.every(each => each.state === 'to remove'));
	t.is(report.exitCode, 0);
});

test('no more agents are worked on at once than the way bears', async t => {
	for (const [parallel, most] of [
		[1, 1],
		[256, 2],
	] as const) {
		const seen = {now: 0, most: 0};
		const {world, session} = worldWith({parallel});
		const counted = {
			...session,
			async run(job: Parameters<typeof session.run>[0]) {
				seen.now += 1;
				seen.most = Math.max(seen.most, seen.now);
				await new Promise(setImmediate);
				seen.now -= 1;
				return session.run(job);
			},
		};
		await trustAgents(request, {...world, openSsh: async () => counted});
		t.is(seen.most, most);
	}
});

test('an agent that cannot be reached fails alone', async t => {
	const {world} = worldWith({says: number => (number === 2 ? refused : files('written'))});
	const report = await trustAgents(request, world);
	t.deepEqual(
		report.results.map(each => each.state),
		['changed', 'unreachable', 'changed'],
	);
	t.is(report.exitCode, 5);
});

test('a fingerprint that the cluster does not have is refused before anything is asked', async t => {
	const {world, plans, ways} = worldWith();
	await t.throwsAsync(trustAgents({...request, caFingerprint: 'ab'.repeat(32)}, world), {instanceOf: RefusedError});
	t.deepEqual([...plans, ...ways], []);
});

test('in hints the address is that of the agent, so that they can be pasted', async t => {
	const {world} = worldWith({says: () => ({exitCode: 255, stderr: 'Host key verification failed.'})});
	const {results} = await trustAgents(request, world);
	t.regex(results[1]?.hint ?? '', /ssh 10\.0\.0\.2$/);
});
