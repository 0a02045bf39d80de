import test from 'ava';
import {ApiError, isUnclear, NoAnswerError} from '../../../src/errors/api-error.ts';
import {FailedError, LoginError, TimedOutError, UsageError} from '../../../src/errors/errors.ts';

const answered = (status: number) =>
	new ApiError(`the cluster answered ${status}`, {
		method: 'PUT',
		path: '/x',
		status,
		type: null,
		serverMessage: null,
		data: null,
	});

test('an answer that did not come is a failure that keeps its hint', t => {
	const error = new NoAnswerError('no answer', {hint: 'try again'});
	t.true(error instanceof FailedError);
	t.is(error.name, 'NoAnswerError');
	t.is(error.exitCode, 1);
	t.is(error.hint, 'try again');
	t.true(isUnclear(error));
});

for (const status of [408, 429, 500, 502, 503, 504, 599]) {
	test(`after a ${status} it is not clear whether the cluster did it`, t => {
		t.true(isUnclear(answered(status)));
	});
}

for (const status of [200, 302, 400, 404, 407, 409, 410, 422, 428, 430, 499]) {
	test(`after a ${status} it is clear that the cluster did not do it`, t => {
		t.false(isUnclear(answered(status)));
	});
}

for (const error of [
	new FailedError('it failed'),
	new LoginError('not allowed', {forbidden: true}),
	new TimedOutError('the time is over'),
	new UsageError('no such option'),
	new TypeError('a defect'),
	{answer: {status: 500}},
	'500',
	null,
	undefined,
]) {
	test(`it is clear what became of ${error instanceof Error ? `a ${error.name}` : JSON.stringify(error)}`, t => {
		t.false(isUnclear(error));
	});
}
