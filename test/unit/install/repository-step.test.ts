import test from 'ava';
import {TimedOutError} from '../../../src/errors/errors.ts';
import {repositoryStep} from '../../../src/install/repository-step.ts';
import {inTurn, refusal} from './faults.ts';
import {findings} from './first-findings.ts';
import {stepAround} from './install-world.ts';
import {memoryCluster} from './memory-cluster.ts';

const uri = 'https://r.marathon.l4lb.thisdcos.directory/repo';

test('the repository is added, and is in the journal', async t => {
	const {around, lines, state} = stepAround();
	t.deepEqual(await repositoryStep(findings, around), {step: 'repository', what: uri, state: 'done'});
	t.deepEqual(lines, [`Repository: done: ${uri} added as "Registry" in place 0`]);
	t.deepEqual(state.repositories[0], {name: 'Registry', uri});
	t.is(around.journal.made().length, 1);
});

test('a repository that is there stays', async t => {
	const {around, lines} = stepAround({memory: memoryCluster({repositories: [{name: 'Mine', uri}]})});
	t.deepEqual(await repositoryStep(findings, around), {step: 'repository', what: uri, state: 'unchanged'});
	t.deepEqual(lines, [`Repository: unchanged: ${uri}`]);
});

test('a repository that was there and did not answer is waited for until Cosmos reads it', async t => {
	const broken = refusal('RepositoryUriConnection', {data: {repository: {name: 'Registry', uri}}});
	const describe = inTurn<null>([broken, broken, null]);
	const memory = memoryCluster({repositories: [{name: 'Registry', uri}], over: {cosmos: {describe}}});
	const {around, lines, clock} = stepAround({memory});
	t.like(await repositoryStep({...findings, silent: true}, around), {state: 'unchanged'});
	t.deepEqual(lines, [
		'Repository: Cosmos cannot read it yet (no)',
		'Repository: Cosmos cannot read it yet (no)',
		`Repository: unchanged: ${uri}`,
	]);
	t.is(clock.slept.length, 2);
});

test('none is added when none is wanted', async t => {
	const {around, lines, writes} = stepAround();
	const report = await repositoryStep({...findings, repository: null}, around);
	t.deepEqual(report, {step: 'repository', what: '--no-repo', state: 'left out'});
	t.deepEqual([lines, writes], [[], []]);
});

test('after the time for the repository the same command goes on', async t => {
	const error = refusal('RepositoryUriConnection');
	const {around, lines} = stepAround({memory: memoryCluster({fault: () => ({done: false, error})})});
	const timedOut = await t.throwsAsync(repositoryStep(findings, around), {instanceOf: TimedOutError});
	t.regex(timedOut.hint ?? '', /to go on waiting: dcos registry install --options o\.json --timeout 1m$/);
	t.is(lines.at(-1), `Repository: failed: ${timedOut.message}`);
});
