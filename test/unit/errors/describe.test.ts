import test from 'ava';
import {ApiError} from '../../../src/errors/api-error.ts';
import {describe, inWords} from '../../../src/errors/describe.ts';
import {LoginError, RefusedError} from '../../../src/errors/errors.ts';

test('an error of ours is told with its details, its hint and its exit code', t => {
	const error = new RefusedError('two things are wrong', {details: ['one', 'other'], hint: 'mend them'});
	t.deepEqual(describe(error), {
		exitCode: 6,
		message: 'two things are wrong',
		details: ['one', 'other'],
		hint: 'mend them',
	});
});

test('an error without a hint says so with null', t => {
	t.is(describe(new LoginError('not logged in')).hint, null);
});

test('an error of the cluster is told like any other of ours', t => {
	const answer = {method: 'GET', path: '/x', status: 500, type: null, serverMessage: null, data: null};
	t.is(describe(new ApiError('the cluster answered 500', answer)).exitCode, 1);
});

for (const [thrown, words] of [
	[new TypeError('x is not a function'), 'TypeError: x is not a function'],
	['a text', 'string: a text'],
	[undefined, 'undefined: undefined'],
] as const) {
	test(`${words} is told as a defect of ours, without its stack`, t => {
		const {exitCode, message} = describe(thrown);
		t.is(exitCode, 1);
		t.is(message, `a defect in dcos-registry stopped the command (${words})`);
	});
}

test('the words on stderr are the failure, its details below it, and what to do', t => {
	const words = inWords({exitCode: 6, message: 'it failed', details: ['one', 'other'], hint: 'dcos auth login'});
	t.deepEqual(words, ['Error: it failed', '  one', '  other', 'Hint: dcos auth login']);
});

test('without details and hint the words are one line', t => {
	t.deepEqual(inWords({exitCode: 1, message: 'it failed', details: [], hint: null}), ['Error: it failed']);
});
