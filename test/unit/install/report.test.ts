import test from 'ava';
import {exitCodes} from '../../../src/errors/exit-codes.ts';
import {ok, problem, toDo, warning} from '../../../src/install/check.ts';
import {checkReport, doneReport, plannedReport} from '../../../src/install/report.ts';
import type {StepReport} from '../../../src/install/step.ts';
import {findings, request} from './first-findings.ts';

const about = {
	service: 'r',
	appId: '/r',
	packageVersion: '2.0.0',
	repositoryUri: 'https://r.marathon.l4lb.thisdcos.directory/repo',
	options: findings.options,
	resolvedOptions: findings.resolved,
};
const checks = [ok('login', 'w'), toDo('repository', 'w')];

test('who only looked gets the checks', t => {
	const rest = {changed: false, steps: [], writes: [], app: null, next: null};
	const exitCode = exitCodes.changesPending;
	t.deepEqual(checkReport({checks, findings}), {kind: 'check', ...about, checks, ...rest, exitCode});
});

for (const [what, found, exitCode] of [
	['nothing is to be done', [ok('login', 'w'), warning('cluster', 'w')], exitCodes.done],
	['something is to be done', checks, exitCodes.changesPending],
	['something stands in the way', [...checks, problem('name', 'w', 'h')], exitCodes.refused],
	[
		'something may not be seen',
		[problem('name', 'w', 'h'), problem('secrets', 'w', 'h', exitCodes.notAllowed)],
		exitCodes.notAllowed,
	],
] as const) {
	test(`when ${what}, a look ends with ${exitCode}`, t => {
		t.is(checkReport({checks: found, findings}).exitCode, exitCode);
	});
}

test('where nothing was found, nothing is told but the checks', t => {
	t.deepEqual(checkReport({checks, findings: null}), {
		kind: 'check',
		changed: false,
		service: null,
		appId: null,
		packageVersion: null,
		repositoryUri: null,
		checks,
		steps: [],
		writes: [],
		options: {},
		resolvedOptions: {},
		app: null,
		next: null,
		exitCode: exitCodes.changesPending,
	});
});

test('a plan has its steps, writes and the app, and changes nothing', t => {
	const report = plannedReport(checks, findings);
	t.like(report, {kind: 'plan', ...about, changed: false, app: {id: '/r'}, exitCode: exitCodes.done});
	t.is(report.steps.length, 3);
	t.regex(report.writes.at(-1) ?? '', /^add the package repository/);
});

test('a plan leaves a repository alone that is there', t => {
	const present = [ok('repository', 'w'), toDo('package', 'w')];
	t.regex(plannedReport(present, findings).writes.at(-1) ?? '', /^install package-registry/);
});

const step = (state: StepReport['state']): StepReport => ({step: 'package', what: 'w', state});

test('a run has changed something when one of its steps has', t => {
	const steps = [step('unchanged'), step('done'), step('left out')];
	t.like(doneReport({checks, findings}, steps, request), {
		kind: 'done',
		...about,
		steps,
		changed: true,
		exitCode: exitCodes.done,
	});
	t.false(doneReport({checks, findings}, [step('unchanged'), step('left out')], request).changed);
});

test('what comes next is to have the agents trust it, or to wait for what was not waited for', t => {
	const next = (service: string, wait = true) =>
		doneReport({checks, findings: {...findings, service}}, [], {...request, wait}).next;
	t.is(next('dcos-registry'), 'dcos registry trust-agents');
	t.is(next('my/r'), 'dcos registry trust-agents --service-name my/r');
	t.is(next('r', false), 'dcos registry install --options o.json --timeout 1m');
	t.is(plannedReport(checks, findings).next, null);
});

test('a package that is not known yet has no version', t => {
	t.is(plannedReport(checks, {...findings, package: null}).packageVersion, null);
});
