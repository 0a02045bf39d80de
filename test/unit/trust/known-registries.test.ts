import test from 'ava';
import {LoginError, RefusedError, TimedOutError, UsageError} from '../../../src/errors/errors.ts';
import {trustAgents} from '../../../src/trust/trust-agents.ts';
import {type Setting, worldWith} from './cluster-of-agents.ts';
import {trustRequest} from './trust-requests.ts';

const misspelt = {...trustRequest, serviceNames: ['dcos-regstry']};
const forbidden = new LoginError('Marathon refuses to tell its apps', {forbidden: true});
const silent = new TimedOutError('Mesos did not answer in time');
const task = {id: 't', name: 't', agentId: 'S1', framework: 'marathon', service: '/dcos-regstry', inDocker: false};

test('a service that neither knows is asked about before the first agent is touched, with what was probably meant', async t => {
	const {world, calls} = worldWith();
	const error = await t.throwsAsync(trustAgents(misspelt, world), {instanceOf: UsageError});
	t.like(error, {hint: '--service-name dcos-registry; for one that is to be installed later: --not-installed-yet'});
	t.deepEqual(calls, []);
});

test('whoever agrees to a service that neither knows has it done', async t => {
	const {world, plans, calls} = worldWith({agrees: true, apps: ['/web']});
	t.is((await trustAgents(misspelt, world)).exitCode, 0);
	t.is(
		plans[0],
		'neither Marathon nor Mesos knows a service /dcos-regstry, as far as your login may see: it is not installed yet, or misspelt',
	);
	t.true(calls.includes('trust S1'));
});

test('--not-installed-yet answers it beforehand, and neither of them is asked', async t => {
	const {world, calls} = worldWith({apps: new Error('asked'), tasks: []});
	t.is((await trustAgents({...misspelt, notInstalledYet: true}, world)).exitCode, 0);
	t.true(calls.includes('trust S1'));
});

test('--check refuses it, and a dry run warns', async t => {
	const {world, calls, lines} = worldWith();
	const error = await t.throwsAsync(trustAgents({...misspelt, work: 'check'}, world), {instanceOf: RefusedError});
	t.regex(error?.message ?? '', /; did you mean dcos-registry\?$/);
	t.deepEqual(calls, []);
	await trustAgents({...misspelt, dryRun: true}, world);
	t.true(
		lines.some(line => /^warning: neither .* did you mean/.test(line)),
		lines.join('\n'),
	);
});

test('what is taken back may be of a registry that is gone', async t => {
	const {world} = worldWith({apps: []});
	t.is((await trustAgents({...misspelt, work: 'remove'}, world)).exitCode, 0);
});

test('a service in a folder is meant by its last name', async t => {
	const {world} = worldWith({apps: ['/infra/prod/dcos-regstry', '/dcos-registry']});
	const error = await t.throwsAsync(trustAgents(misspelt, world), {instanceOf: UsageError});
	t.like(error, {
		hint: '--service-name infra/prod/dcos-regstry; for one that is to be installed later: --not-installed-yet',
	});
});

const known: readonly (readonly [string, Setting])[] = [
	['Marathon', {apps: ['/dcos-regstry']}],
	['Mesos', {tasks: [task]}],
	['Mesos, while Marathon may not be read', {apps: forbidden, tasks: [task]}],
	['Marathon, while Mesos does not answer', {apps: ['/dcos-regstry'], tasks: silent}],
];

for (const [who, setting] of known) {
	test(`a service that is known to ${who} is no question`, async t => {
		const {world, lines} = worldWith(setting);
		t.is((await trustAgents(misspelt, world)).exitCode, 0);
		t.deepEqual(
			lines.filter(line => line.startsWith('warning')),
			[],
		);
	});
}

test('what cannot be told is told of the names that are not known otherwise', async t => {
	const {world, lines} = worldWith({apps: ['/dcos-registry'], tasks: silent});
	await trustAgents({...misspelt, serviceNames: ['dcos-registry', 'dcos-regstry']}, world);
	const warnings = lines.filter(line => line.startsWith('warning'));
	t.deepEqual(warnings, [`warning: nobody can tell whether /dcos-regstry is installed: ${silent.message}`]);
	const neither = worldWith({apps: forbidden, tasks: silent});
	await trustAgents({...misspelt, serviceNames: ['dcos-registry', 'dcos-regstry']}, neither.world);
	t.true(
		neither.lines.includes(
			`warning: nobody can tell whether /dcos-registry and /dcos-regstry are installed: ${forbidden.message}`,
		),
		neither.lines.join('\n'),
	);
});

const untold: readonly (readonly [string, Setting, string])[] = [
	['Marathon may not be read', {apps: forbidden}, forbidden.message],
	['Mesos does not answer', {tasks: silent}, silent.message],
	['neither can be asked', {apps: forbidden, tasks: silent}, forbidden.message],
];

for (const [why, setting, words] of untold) {
	for (const work of ['trust', 'check'] as const) {
		test(`where ${why}, a service that is not found is a warning of a ${work}`, async t => {
			const {world, lines} = worldWith(setting);
			const {exitCode} = await trustAgents({...misspelt, work}, world);
			t.is(exitCode, 0);
			t.true(lines.includes(`warning: nobody can tell whether /dcos-regstry is installed: ${words}`), lines.join('\n'));
		});
	}
}
