import test from 'ava';
import {FailedError, UserError} from '../../../src/errors/errors.ts';
import {exitCodes} from '../../../src/errors/exit-codes.ts';
import {install} from '../../../src/install/install.ts';
import {defaults} from '../../../src/install/request.ts';
import {request} from './first-findings.ts';
import {installWorld} from './install-world.ts';
import {allWrites, installing, never, states} from './installing.ts';
import {memoryCluster} from './memory-cluster.ts';
import {universe} from './package.ts';

test('a first installation does everything in its order, asks nothing, and tells each step', async t => {
	const confirm = () => t.fail('it asked') as never;
	const {report, writes, questions, lines} = await installing({confirm});
	t.deepEqual(writes, allWrites);
	t.deepEqual(questions, []);
	t.like(report, {kind: 'done', changed: true, service: 'dcos-registry', exitCode: exitCodes.done});
	t.deepEqual(states(report), ['service account: done', 'package: done', 'health: unchanged', 'repository: done']);
	t.deepEqual(
		lines.map(line => line.replace(/: .*/, '')),
		['Preflight', 'Service account', 'Package', 'Health', 'Repository'],
	);
	t.is(lines[0], 'Preflight: done: 10 checks, and nothing stands in the way');
});

test('a second run finds everything done', async t => {
	const {memory} = await installing();
	const before = structuredClone(memory.state);
	const {report, questions} = await installing({memory});
	t.deepEqual(memory.writes, allWrites);
	t.deepEqual(memory.state, before);
	t.like(report, {kind: 'done', changed: false});
	t.deepEqual(new Set(report?.steps.map(({state}) => state)), new Set(['unchanged']));
	t.deepEqual(questions, []);
});

test('who only looks gets each check, and no warning beside them', async t => {
	const over = {login: {uid: 'me', ends: 0}};
	const {report, writes, lines} = await installing({wish: {check: true}, traits: {over}});
	t.like(report, {kind: 'check', exitCode: exitCodes.changesPending});
	t.deepEqual(writes, []);
	t.is(lines.length, 1);
	const {memory} = await installing();
	t.is((await installing({wish: {check: true}, memory})).report?.exitCode, exitCodes.done);
});

test('who only looks gets problems as a report too', async t => {
	const {report, lines} = await installing({wish: {check: true}, options: null});
	t.is(report?.exitCode, exitCodes.refused);
	t.deepEqual(lines, ['Preflight: failed: one thing stands in the way']);
});

test('a dry run tells what would be written, asks nothing, and writes nothing', async t => {
	const traits = {over: {insecure: true}};
	const {report, writes, questions} = await installing({wish: {dryRun: true}, traits});
	t.is(report?.kind, 'plan');
	t.is(report?.writes.length, 6);
	t.deepEqual([writes, questions], [[], []]);
});

for (const wish of [{}, {dryRun: true}, {atomic: true}]) {
	test(`whatever stands in the way is told at once, and nothing is written: ${JSON.stringify(wish)}`, async t => {
		const traits = {repositories: [universe, {name: 'Registry', uri: 'https://other'}]};
		const {error, writes, lines} = await installing({wish, traits, options: null});
		t.is(error?.exitCode, exitCodes.refused);
		t.is(error?.message, '2 things stand in the way of the installation');
		t.is(error?.details.filter(line => line.includes('problem')).length, 2);
		t.deepEqual(writes, []);
		t.deepEqual(lines, ['Preflight: failed: 2 things stand in the way']);
	});
}

test('a cluster that cannot have a registry is told with its one reason', async t => {
	const {error, writes} = await installing({traits: {version: {version: '1.11.0', variant: null}}});
	t.is(error?.message, 'https://cluster runs DC/OS 1.11.0, which has no package registry');
	t.deepEqual(writes, []);
});

test('what is not as it should be, but no hindrance, is warned of before it begins', async t => {
	const over = {login: {uid: 'me', ends: 0}, metadata: {securityMode: async () => null}};
	const {lines} = await installing({traits: {over}});
	t.deepEqual(lines.slice(1, 3), [
		'Warning: logged in as me, but that login ends in 0 min and the installation may take 1 min; dcos auth login',
		'Warning: DC/OS 2.2.1 Enterprise; it does not tell its security mode',
	]);
});

test('a registry that is not healthy yet is waited for, and not warned of', async t => {
	const given = {registry: {'service-account-secret-path': 'dcos-registry/service-account'}};
	const services = {'/dcos-registry': {packageVersion: '2.0.0', given}};
	let looks = 0;
	const traits = {services, looks: () => (looks++ < 2 ? never() : {})};
	const {report, lines} = await installing({traits, options: null, wish: {optionsPath: defaults.optionsPath}});
	t.true(states(report)?.includes('health: done'));
	t.false(lines.some(line => line.startsWith('Warning')));
});

test('with one problem the warnings stand beside it, and with several in the table of all checks', async t => {
	const over = {login: {uid: 'me', ends: 0}};
	const warned = (lines: readonly string[]) => lines.filter(line => line.startsWith('Warning')).length;
	const one = await installing({traits: {over}, options: '{"service": {"instances": 0}}'});
	t.is(one.error?.exitCode, exitCodes.refused);
	t.is(warned(one.lines), 1);
	const options = '{"service": {"instances": 0, "mem": "much"}}';
	const several = await installing({traits: {over}, options});
	t.is(warned(several.lines), 0);
	t.true(several.error?.details.some(line => /^login +warning/.test(line)));
});

test('nothing is done after a no', async t => {
	const no = new FailedError('nothing was done');
	const confirm = () => Promise.reject(no);
	const {error, writes, questions} = await installing({traits: {over: {insecure: true}}, confirm});
	t.is(error, no);
	t.deepEqual(writes, []);
	t.regex(questions[0] ?? '', /^The certificate of https:\/\/cluster is not checked/);
});

test('the time to wait begins with the answer', async t => {
	const waiting = installWorld({
		memory: memoryCluster({looks: never, over: {insecure: true}}),
		confirm: async () => waiting.clock.sleep(50_000),
	});
	const error = await t.throwsAsync(install(request, waiting.world), {instanceOf: UserError});
	t.is(error.exitCode, exitCodes.timedOut);
	t.is(waiting.clock.now(), 110_000);
});

test('without waiting it is told that this is left out, and no repository is added', async t => {
	const {report, writes, clock} = await installing({wish: {wait: false}, traits: {looks: never}});
	t.deepEqual(writes, allWrites.slice(0, -1));
	t.deepEqual(states(report), ['service account: done', 'package: done', 'health: left out']);
	t.is(report?.steps.at(-1)?.what, '/dcos-registry is not waited for');
	t.deepEqual(clock.slept, []);
});

test('a change is asked for, made, and waited for', async t => {
	const {memory} = await installing();
	const run = {memory, options: '{"service": {"mem": 4096}}'};
	const refused = await installing(run);
	t.regex(
		refused.error?.message ?? '',
		/^\/dcos-registry is installed already, but differently: service\.mem is 2048, not 4096$/,
	);
	const {report, questions} = await installing({...run, wish: {update: true}});
	t.deepEqual(questions, ['/dcos-registry will be changed, and restarts: service.mem is 2048, not 4096']);
	t.deepEqual(states(report), [
		'service account: unchanged',
		'package: done',
		'health: unchanged',
		'repository: unchanged',
	]);
	t.deepEqual(memory.writes, [...allWrites, 'update']);
});
