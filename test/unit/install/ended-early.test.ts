import test from 'ava';
import {FailedError, LoginError, RefusedError, TimedOutError, UserError} from '../../../src/errors/errors.ts';
import {endedEarly} from '../../../src/install/ended-early.ts';
import type {StepReport} from '../../../src/install/step.ts';
import {stepAround} from './install-world.ts';

const done: readonly StepReport[] = [
	{step: 'package source', what: 'w', state: 'done'},
	{step: 'service account', what: 'w', state: 'unchanged'},
	{step: 'package', what: 'w', state: 'done'},
];

/** What is told of a run with or without --atomic that had made a secret. */
async function ending(error: unknown, {atomic = false, steps = done, undo = true} = {}) {
	const {around, lines} = stepAround({}, {atomic, update: true});
	around.journal.add({
		what: 'the secret',
		undo: () => (undo ? Promise.resolve('undone' as const) : Promise.reject(new FailedError('no answer'))),
		command: 'remove it',
	});
	return {told: await endedEarly(error, {done: steps, around}), lines};
}

const failed = new FailedError('it failed', {hint: 'mend it', details: ['first']});

test('what was done before is told, and kept', async t => {
	const {told, lines} = await ending(failed);
	t.true(told instanceof UserError);
	t.like(told, {message: 'it failed', exitCode: failed.exitCode, hint: 'mend it', cause: failed});
	t.deepEqual((told as UserError).details, [
		'first',
		'done before, and kept: package source, package; to go on from there: dcos registry install --options o.json --update --timeout 1m',
	]);
	t.deepEqual(lines, []);
});

test('a hint that names the command already is not said twice', async t => {
	const {told} = await ending(new TimedOutError('late', {hint: 'to go on waiting: dcos registry install'}));
	t.deepEqual((told as UserError).details, ['done before, and kept: package source, package']);
});

test('where nothing was done, the error stays as it was', async t => {
	t.is((await ending(failed, {steps: []})).told, failed);
	t.is((await ending(failed, {steps: done.slice(1, 2)})).told, failed);
});

for (const error of [new RefusedError('no'), new TypeError('defect')]) {
	test(`a ${error.name} stays as it was`, async t => {
		t.is((await ending(error)).told, error);
	});
}

test('with --atomic, what was made is taken back, and the first error is told', async t => {
	const {told, lines} = await ending(failed, {atomic: true});
	t.like(told, {message: 'it failed', exitCode: failed.exitCode, hint: 'mend it', cause: failed});
	t.deepEqual((told as UserError).details, ['first', 'undone: the secret']);
	t.deepEqual(lines, ['Undo the secret: done: taken back']);
});

test('with --atomic, a time-out names the whole command that begins anew', async t => {
	const {told} = await ending(new TimedOutError('late'), {atomic: true});
	const command = 'dcos registry install --options o.json --update --timeout 1m --atomic';
	t.is((told as UserError).hint, `nothing of this run is left; to begin anew: ${command}`);
});

test('what cannot be taken back is told with the first error', async t => {
	const {told} = await ending(new LoginError('ended'), {atomic: true, undo: false});
	t.is((told as UserError).message, 'ended');
	t.deepEqual((told as UserError).details, [
		'could not undo the secret: no answer',
		'to undo the rest by hand, in this order:',
		'  remove it',
	]);
});

test('with --atomic, what was made is taken back after a defect too', async t => {
	const defect = new TypeError('defect');
	const {told, lines} = await ending(defect, {atomic: true});
	t.is(told, defect);
	t.deepEqual(lines, ['Undo the secret: done: taken back']);
});
