import test from 'ava';
import {
	FailedError,
	InterruptedError,
	LoginError,
	RefusedError,
	stopIfInterrupted,
	TimedOutError,
	UsageError,
	UserError,
} from '../../../src/errors/errors.ts';

const kinds = [
	[FailedError, 1],
	[UsageError, 2],
	[LoginError, 4],
	[RefusedError, 6],
	[TimedOutError, 7],
	[InterruptedError, 130],
] as const;

for (const [Kind, exitCode] of kinds) {
	test(`${Kind.name} ends the command with ${exitCode} and keeps its hint and cause`, t => {
		const cause = new Error('why');
		const error = new Kind('what', {hint: 'do this', cause});
		t.true(error instanceof UserError);
		t.is(error.name, Kind.name);
		t.is(error.exitCode, exitCode);
		t.is(error.hint, 'do this');
		t.is(error.cause, cause);
		t.deepEqual(error.details, []);
	});
}

test('a login that is good but not for this is told apart from one that is not good', t => {
	t.false(new LoginError('not logged in').forbidden);
	const error = new LoginError('not allowed', {forbidden: true, hint: 'ask', details: ['why']});
	t.true(error.forbidden);
	t.is(error.hint, 'ask');
	t.deepEqual(error.details, ['why']);
});

test('work goes on while nobody interrupts it', t => {
	t.notThrows(() => stopIfInterrupted(new AbortController().signal, 'nothing was changed'));
});

test('an interruption stops the work, says what was done and how to go on', t => {
	const error = t.throws(() => stopIfInterrupted(AbortSignal.abort(), 'the secret is stored'), {
		instanceOf: InterruptedError,
		message: 'interrupted: the secret is stored',
	});
	t.is(error.hint, 'run the same command again to go on');
});
