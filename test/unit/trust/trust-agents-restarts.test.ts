import test from 'ava';
import {FailedError, LoginError} from '../../../src/errors/errors.ts';
import {trustAgents} from '../../../src/trust/trust-agents.ts';
import type {TrustRequest} from '../../../src/trust/trust-request.ts';
import {dockerTask, files, restart, worldWith, x509} from './cluster-of-agents.ts';
import {restartRules, sshWishes, trustRequest} from './trust-requests.ts';

const request: TrustRequest = {
	...trustRequest,
	serviceNames: ['my/registry'],
	ssh: {...sshWishes, user: 'core'},
	caPath: '/ca.crt',
	parallel: 2,
};
const always = {...request, restart: {...restartRules, when: 'always'}} as const;

test('a look at an agent that needs a restart only is exit code 3, and restarts nothing', async t => {
	const {world, jobs} = worldWith({says: () => files('right', x509)});
	const {exitCode, results} = await trustAgents({...request, work: 'check'}, world);
	t.is(exitCode, 3);
	t.true(results.every(each => each.state === 'restart needed'));
	t.is(jobs.length, 3);
});

test('a dry run of --restart always restarts nothing', async t => {
	const {world, calls, plans} = worldWith();
	await trustAgents({...always, dryRun: true}, world);
	t.deepEqual(calls, ['trust S1', 'trust S2', 'trust S3', 'closed']);
	t.deepEqual(plans, []);
});

test('where Docker refuses, it is restarted after a question that names what dies', async t => {
	const says = (number: number, work: string) =>
		work === 'restart' ? restart() : files('written', number === 2 ? x509 : undefined);
	const {world, plans, calls} = worldWith({says, tasks: [dockerTask(2), dockerTask(1)]});
	const report = await trustAgents(request, world);
	t.deepEqual(calls, ['trust S1', 'trust S2', 'trust S3', 'restart S2', 'closed']);
	t.like(report, {exitCode: 0, resume: null});
	t.like(report.results[1], {state: 'changed', docker: 'restarted', why: null});
	t.is(plans.at(-1), '  10.0.0.2: /web');
});

test('with --restart always the tasks stand in the first plan, and nothing is asked twice', async t => {
	let asked = 0;
	const confirm = async (plan: readonly string[]) => {
		asked += 1;
		t.true(plan.includes('  10.0.0.2: /web'));
	};
	const {world, calls} = worldWith({tasks: [dockerTask(2)], over: {confirm}});
	const report = await trustAgents(always, world);
	t.is(asked, 1);
	t.deepEqual(calls.slice(3), ['restart S1', 'restart S2', 'restart S3', 'closed']);
	t.true(report.results.every(each => each.docker === 'restarted'));
});

test('a dry run shows the plan, with the restarts that would follow where the files are right already', async t => {
	const tasks = [dockerTask(2)];
	const says = (number: number) => files(number === 2 ? 'right' : 'lacking', x509);
	const {plan} = await trustAgents({...request, dryRun: true}, worldWith({says, tasks}).world);
	t.is(plan?.at(-1), '  10.0.0.2: /web');
	t.true(plan?.some(line => line.startsWith('Docker is restarted on 1 agent')));
	const planned = (await trustAgents({...always, dryRun: true}, worldWith({tasks}).world)).plan;
	t.is(planned?.filter(line => line.startsWith('Docker is restarted on')).length, 1);
	t.is((await trustAgents(request, worldWith().world)).plan, null);
	t.is((await trustAgents({...request, work: 'check', dryRun: true}, worldWith().world)).plan, null);
});

test('a failed restart stops the rest, which the resumed command goes on with', async t => {
	const says = (number: number, work: string) =>
		work !== 'restart'
			? null
			: number === 1
				? ['begin', 'restart failed', 'daemon - unit not found', 'end']
				: restart();
	const {world} = worldWith({says: (number, work) => says(number, work) ?? files('written')});
	const report = await trustAgents(always, world);
	t.deepEqual(
		report.results.map(each => each.state),
		['failed', 'not started', 'not started'],
	);
	t.is(report.exitCode, 5);
	t.regex(report.resume ?? '', /--restart always --parallel 2 --agent 10\.0\.0\.1,10\.0\.0\.2,10\.0\.0\.3$/);
});

test('after a no to the restart the files are in place and the agents need one', async t => {
	let asked = 0;
	const confirm = async () => {
		asked += 1;
		if (asked === 2) throw new FailedError('declined');
	};
	const {world, calls} = worldWith({says: () => files('written', x509), over: {confirm}});
	const report = await trustAgents(request, world);
	t.true(report.results.every(each => each.state === 'not started' && each.why?.endsWith('not restarted: declined')));
	t.is(report.exitCode, 5);
	t.false(calls.some(each => each.startsWith('restart')));
});

test('whoever may not see the tasks does not restart anything unasked', async t => {
	const {world, calls} = worldWith({says: () => files('written', x509), tasks: new LoginError('not allowed')});
	const report = await trustAgents(request, world);
	t.true(report.results.every(each => each.why?.endsWith('was not restarted: not allowed')));
	t.is(report.exitCode, 4);
	t.false(calls.some(each => each.startsWith('restart')));
});

test('what is no failure of the cluster is not hidden, and the way is closed', async t => {
	const {world, calls} = worldWith({says: () => files('written', x509), tasks: new TypeError('defect')});
	await t.throwsAsync(trustAgents(request, world), {instanceOf: TypeError});
	t.is(calls.at(-1), 'closed');
});

test('what is thrown while one agent is brought back is the result of that agent, and the others are restarted', async t => {
	const fails = (call: string) => (call === 'reactivate S2' ? new TypeError('no such thing') : null);
	const {world, calls} = worldWith({fails});
	const restartIt = {...restartRules, when: 'always', drain: true, maxFailures: {amount: 3, of: 'all'}} as const;
	const {results} = await trustAgents({...always, restart: restartIt}, world);
	t.like(results[1], {
		state: 'failed',
		why: 'a defect in dcos-registry ended the work on it (TypeError: no such thing)',
	});
	t.deepEqual(
		calls.filter(call => call.startsWith('restart')),
		['restart S1', 'restart S2', 'restart S3'],
	);
});
