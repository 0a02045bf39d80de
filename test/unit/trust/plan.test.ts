import test from 'ava';
import {agentsIn} from '../../../src/agents/list-agents.ts';
import {LoginError, RefusedError} from '../../../src/errors/errors.ts';
import {planOf, questionOf} from '../../../src/trust/plan.ts';
import {refuseDrainBefore2} from '../../../src/trust/refuse-drain.ts';
import {registriesOf, serviceNames} from '../../../src/trust/registries.ts';
import type {TrustRequest} from '../../../src/trust/trust-request.ts';
import {dockerTask, listed, type Setting, worldWith} from './cluster-of-agents.ts';
import {restartRules, trustRequest} from './trust-requests.ts';

const agents = agentsIn([listed(1), listed(2), listed(3), listed(4, {active: false})]);
const ca = {texts: [], fingerprint: 'AA:BB'};

async function plan(over: Partial<TrustRequest> = {}, setting: Setting = {}) {
	const cluster = await worldWith(setting).world.cluster();
	const around = {names: ['r'], registries: ['r', 'r:443'], ca, cluster};
	return planOf(agents, {request: {...trustRequest, ...over}, ...around});
}

test('the plan counts the agents, names the files and the fingerprint', async t => {
	const [first, ...rest] = await plan();
	t.is(first, "4 agents (3 private, 1 public) get the cluster's CA, SHA-256 AA:BB, into");
	t.deepEqual(rest.slice(0, 2), ['  /etc/docker/certs.d/r/ca.crt', '  /etc/docker/certs.d/r:443/ca.crt']);
});

test('a cluster whose certificate is not checked is warned of first', async t => {
	t.regex((await plan({}, {insecure: true}))[0] ?? '', /^Warning: .* may be somebody else's$/);
	t.notRegex((await plan()).join('\n'), /Warning/);
});

test('what is restarted is told: nowhere, where it is needed, or where and what dies', async t => {
	const when = (each: 'auto' | 'never' | 'always') => ({restart: {...restartRules, when: each}});
	t.is((await plan(when('never'))).at(-1), 'Docker is restarted nowhere (--restart never).');
	t.regex((await plan(when('auto'))).at(-1) ?? '', /only where it refuses/);
	const always = await plan(when('always'), {tasks: [dockerTask(2), dockerTask(4)]});
	t.is(always.at(-1), '  10.0.0.2: /web');
	t.true(always.some(line => line.startsWith('Docker is restarted on 3 agents')));
});

test('tasks are asked for only where a restart is sure', async t => {
	await t.notThrowsAsync(plan({}, {tasks: new LoginError('no')}));
	await t.throwsAsync(plan({restart: {...restartRules, when: 'always'}}, {tasks: new LoginError('no')}), {
		instanceOf: LoginError,
	});
});

test('a removal says what comes back, and restarts nothing', async t => {
	const lines = await plan({work: 'remove'});
	t.regex(lines[0] ?? '', /^From 4 agents/);
	t.notRegex(lines.join('\n'), /restarted|SHA-256/);
	t.not(questionOf({...trustRequest, work: 'remove'}), questionOf(trustRequest));
});

for (const [version, drain, refused] of [
	['1.13.5', true, true],
	['1.10', true, true],
	['2.0.0', true, false],
	['2.1-dev', true, false],
	['10.0', true, false],
	['1.13.5', false, false],
] as const) {
	test(`DC/OS ${version} ${refused ? 'refuses' : 'takes'} a run ${drain ? 'with' : 'without'} --drain`, async t => {
		const cluster = await worldWith({version}).world.cluster();
		const request = {...trustRequest, restart: {...restartRules, drain}};
		if (refused) await t.throwsAsync(refuseDrainBefore2(request, cluster), {instanceOf: RefusedError});
		else await t.notThrowsAsync(refuseDrainBefore2(request, cluster));
	});
}

test('each registry has two names, and none twice', t => {
	const host = 'myregistry.marathon.l4lb.thisdcos.directory';
	t.deepEqual(registriesOf(['/my/registry', 'my/registry', 'myregistry']), [host, `${host}:443`]);
});

test('the names that are asked for are not looked up', async t => {
	const cluster = await worldWith({installed: ['/other']}).world.cluster();
	t.deepEqual(await serviceNames(['a', 'b'], cluster), ['a', 'b']);
	t.deepEqual(await serviceNames([], cluster), ['other']);
});

for (const appId of ['/x ../../../tmp/y', '/*', '/$(id)', '/..', '', '/a\nb', '/A']) {
	test(`a registry that Cosmos lists as ${JSON.stringify(appId)} gets no directory on any agent`, async t => {
		const cluster = await worldWith({installed: [appId]}).world.cluster();
		await t.throwsAsync(serviceNames([], cluster), {
			instanceOf: RefusedError,
			message: /cannot have the name of a service/,
		});
	});
}
