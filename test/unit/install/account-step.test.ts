import test from 'ava';
import {accountStep} from '../../../src/install/account-step.ts';
import type {AccountState} from '../../../src/install/service-account.ts';
import {loginEnded} from './faults.ts';
import {findings, noAccount, wholeAccount} from './first-findings.ts';
import {stepAround} from './install-world.ts';
import {memoryCluster} from './memory-cluster.ts';

const performed = async (account: AccountState | null, memory = memoryCluster()) => {
	const {around, lines} = stepAround({memory});
	const report = await accountStep({...findings, account}, around).catch((error: unknown) => error);
	return {report, lines, writes: memory.writes, made: around.journal.made()};
};

test('what the account lacks is made, and is in the journal', async t => {
	const {report, lines, writes, made} = await performed(noAccount);
	const what = 'r-account, key in r/service-account';
	t.deepEqual(report, {step: 'service account', what, state: 'done'});
	t.deepEqual(lines, [`Service account: done: ${what}`]);
	t.deepEqual([writes.length, made.length], [4, 4]);
});

test('a complete account stays as it is', async t => {
	const {report, lines, writes} = await performed(wholeAccount);
	const what = 'r-account, key in r/service-account';
	t.deepEqual(report, {step: 'service account', what, state: 'unchanged'});
	t.deepEqual(lines, [`Service account: unchanged: ${what}`]);
	t.deepEqual(writes, []);
});

test("an account that is somebody else's work is left to them", async t => {
	const {report, writes} = await performed(null);
	t.deepEqual(report, {step: 'service account', what: 'not ours to make', state: 'left out'});
	t.deepEqual(writes, []);
});

test('a failure is told as that of the step', async t => {
	const {report, lines} = await performed(noAccount, memoryCluster({fault: () => ({done: false, error: loginEnded})}));
	t.is(report, loginEnded);
	t.deepEqual(lines, [`Service account: failed: ${loginEnded.message}`]);
});
