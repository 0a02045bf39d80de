import test from 'ava';
import {checkTable, installLines} from '../../../src/commands/install-text.ts';
import {ok, problem, warning} from '../../../src/install/check.ts';
import {checkReport, doneReport, type InstallReport, plannedReport} from '../../../src/install/report.ts';
import type {StepReport} from '../../../src/install/step.ts';
import {findings, request} from '../install/first-findings.ts';

const checks = [ok('login', 'logged in as me'), problem('name', 'it is taken', 'take another'), warning('health', 'w')];
const tableOfChecks = `CHECK   RESULT   WHAT
login   ok       logged in as me
name    problem  it is taken
                 → take another
health  warning  w`;

test('a check is a table, with what to do about it on a line of its own', t => {
	t.is(checkTable(checks).join('\n'), tableOfChecks);
	t.is(installLines(checkReport({checks, findings})).join('\n'), tableOfChecks);
});

const steps: readonly StepReport[] = [
	{step: 'package', what: 'package-registry 2.0.0 as /r', state: 'done'},
	{step: 'health', what: '/r is healthy', state: 'done'},
];
const unchanged = steps.map(each => ({...each, state: 'unchanged' as const}));
const done = (all: readonly StepReport[], wait = true) => doneReport({checks, findings}, all, {...request, wait});

test('an installation is told step by step, with what comes next', t => {
	t.deepEqual(installLines(done(steps)), [
		'STEP     WHAT                          STATE',
		'package  package-registry 2.0.0 as /r  done',
		'health   /r is healthy                 done',
		'',
		'next: dcos registry trust-agents --service-name r',
	]);
});

test('where nothing was done, that comes first', t => {
	const [first, second] = installLines(done(unchanged));
	t.is(first, 'Nothing to do: the registry is installed like this already.');
	t.regex(second ?? '', /^STEP/);
});

test('a registry that was not waited for is installed first, whether something was changed or not', t => {
	for (const all of [steps, unchanged]) {
		const left = [...all.slice(0, 1), {step: 'health', what: '/r is not waited for', state: 'left out'} as const];
		const lines = installLines(done(left, false));
		t.regex(lines[0] ?? '', /^STEP/);
		t.is(lines.at(-1), 'next: dcos registry install --options o.json --timeout 1m');
	}
});

test('a repository that is left out is no reason to install again', t => {
	const left = [...steps, {step: 'repository', what: '--no-repo', state: 'left out'} as const];
	t.is(installLines(done(left)).at(-1), 'next: dcos registry trust-agents --service-name r');
});

const plan = (over: Partial<InstallReport> = {}): InstallReport => ({...plannedReport(checks, findings), ...over});

test('a plan tells each write, the steps, the options and the app', t => {
	const lines = installLines(plan({writes: ['write this', 'then that'], steps: unchanged.slice(0, 1)}));
	t.deepEqual(lines.slice(0, 7), [
		'This would be written, in this order:',
		'  write this',
		'  then that',
		'',
		'STEP     WHAT                          STATE',
		'package  package-registry 2.0.0 as /r  unchanged',
		'',
	]);
	t.is(lines[7], "options, with the package's defaults: {");
	t.deepEqual(lines.slice(-4), ['', 'app: {', '  "id": "/r"', '}']);
});

test('a plan without a write says so', t => {
	const text = installLines(plan({writes: [], app: null})).join('\n');
	t.regex(text, /^Nothing would be done: the registry is installed like this already\.\n\nSTEP/);
	t.notRegex(text, /\napp: /);
});

test('what nobody wants to read is shortened in the app, and nowhere else', t => {
	const [short, long] = ['x'.repeat(300), 'y'.repeat(301)];
	const text = installLines(plan({app: {labels: {short, long}, count: 1}, resolvedOptions: {long}})).join('\n');
	t.true(text.includes(`"short": "${short}"`));
	t.true(text.includes(`"long": "${'y'.repeat(20)}… (301 characters)"`));
	t.true(text.includes(`"long": "${long}"`));
});

test('what Cosmos keeps of the package is shortened sooner', t => {
	const [short, long] = ['x'.repeat(60), 'y'.repeat(61)];
	const text = installLines(
		plan({app: {labels: {DCOS_PACKAGE_NAME: short, DCOS_PACKAGE_METADATA: long, OTHER: long}}}),
	).join('\n');
	t.true(text.includes(`"DCOS_PACKAGE_NAME": "${short}"`));
	t.true(text.includes(`"DCOS_PACKAGE_METADATA": "${'y'.repeat(20)}… (61 characters)"`));
	t.true(text.includes(`"OTHER": "${long}"`));
});
