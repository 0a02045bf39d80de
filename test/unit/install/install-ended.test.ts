import test from 'ava';
import {InterruptedError} from '../../../src/errors/errors.ts';
import {exitCodes} from '../../../src/errors/exit-codes.ts';
import {loginEnded} from './faults.ts';
import {account, allWrites, installing, never, resource, states} from './installing.ts';
import {memoryCluster} from './memory-cluster.ts';

test('an interruption before the first step has changed nothing', async t => {
	const {error, writes} = await installing({interrupted: true});
	t.true(error instanceof InterruptedError);
	t.is(error?.message, 'interrupted: nothing was changed');
	t.deepEqual(writes, []);
});

test('an interruption brings the step to its end, and begins no other', async t => {
	const {error, writes} = await installing({interruptAt: account[0]});
	t.is(error?.exitCode, exitCodes.interrupted);
	t.is(error?.message, 'interrupted: the installation is not complete');
	t.is(error?.hint, 'run the same command again to go on');
	t.deepEqual(error?.details, [
		'done before, and kept: service account; to go on from there: dcos registry install --options o.json --timeout 1m',
	]);
	t.deepEqual(writes, account);
});

test('a time-out keeps what was done, and the same command goes on with it', async t => {
	let healthy = false;
	const looks = () => (healthy ? {} : never());
	const {error, memory} = await installing({traits: {looks}});
	t.is(error?.exitCode, exitCodes.timedOut);
	t.regex(error?.hint ?? '', /to go on waiting: dcos registry install --options o\.json --timeout 1m$/);
	t.deepEqual(error?.details, ['done before, and kept: service account, package']);
	healthy = true;
	const {report} = await installing({memory});
	t.deepEqual(states(report), [
		'service account: unchanged',
		'package: unchanged',
		'health: unchanged',
		'repository: done',
	]);
	t.deepEqual(memory.writes, allWrites);
});

test('with --atomic a time-out takes all back, and says how to begin anew', async t => {
	const {error, state, lines} = await installing({wish: {atomic: true}, traits: {looks: never}});
	t.is(error?.exitCode, exitCodes.timedOut);
	t.regex(error?.message ?? '', /^\/dcos-registry is not healthy yet/);
	t.regex(error?.hint ?? '', /to begin anew: dcos registry install --options o\.json --timeout 1m --atomic$/);
	t.deepEqual(state, memoryCluster().state);
	t.is(lines.filter(line => line.endsWith('taken back')).length, 5);
});

test('with --atomic an interruption takes all back', async t => {
	const {error, state} = await installing({wish: {atomic: true}, interruptAt: 'install'});
	t.is(error?.exitCode, exitCodes.interrupted);
	t.regex(error?.details[0] ?? '', /^undone: the app \/dcos-registry, /);
	t.deepEqual(state, memoryCluster().state);
});

test('with --atomic a login that ends leaves it to the user, with the commands in their order', async t => {
	let ended = false;
	const fault = (what: string) => {
		ended ||= what === 'install';
		return ended ? {done: false, error: loginEnded} : null;
	};
	const {error} = await installing({wish: {atomic: true}, traits: {fault}});
	t.is(error?.message, loginEnded.message);
	t.deepEqual(error?.details.slice(0, 2), [
		`could not undo the permission ${resource} of dcos-registry-account: ${loginEnded.message}`,
		'to undo the rest by hand, in this order:',
	]);
	t.is(error?.details.at(-1), '  dcos security secrets delete dcos-registry/service-account');
});
