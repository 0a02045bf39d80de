import test from 'ava';
import {exitCodes} from '../../../src/errors/exit-codes.ts';
import {asProblem, notChecked, ok, orOk, problem, toDo, warning} from '../../../src/install/check.ts';
import {forbidden, loginEnded, noAnswer, serverError} from './faults.ts';

for (const [check, result, exitCode] of [
	[ok('name', 'w'), 'ok', exitCodes.done],
	[toDo('name', 'w'), 'to do', exitCodes.changesPending],
	[warning('name', 'w'), 'warning', exitCodes.done],
	[notChecked('name', 'w'), 'not checked', exitCodes.done],
] as const) {
	test(`"${result}" ends a run that only looks with ${exitCode}`, t => {
		t.deepEqual(check, {name: 'name', result, what: 'w', hint: null, exitCode});
	});
}

test('a problem has a hint, and a code of its own where it is another than a refusal', t => {
	const {refused, notAllowed: code} = exitCodes;
	t.deepEqual(problem('name', 'w', 'h'), {name: 'name', result: 'problem', what: 'w', hint: 'h', exitCode: refused});
	t.is(problem('name', 'w', 'h', code).exitCode, code);
});

test('what the user may not see is a problem beside the others', t => {
	const {message, hint} = forbidden;
	const {notAllowed: exitCode} = exitCodes;
	t.deepEqual(asProblem('name')(forbidden), {name: 'name', result: 'problem', what: message, hint, exitCode});
});

test('what a service fails to show is a problem beside the others, and no advice is made up for it', t => {
	const {failed: exitCode} = exitCodes;
	const check = {name: 'name', result: 'problem', what: serverError.message, hint: null, exitCode} as const;
	t.deepEqual(asProblem('name')(serverError), check);
});

for (const error of [loginEnded, noAnswer, new TypeError('defect')]) {
	test(`"${error.message}" ends the run`, t => {
		t.is(
			t.throws(() => asProblem('name')(error), {any: true}),
			error,
		);
	});
}

test('where there are faults, not all is well', t => {
	const [fault, good] = [problem('name', 'w', 'h'), ok('name', 'w')];
	t.deepEqual(orOk([fault], good), [fault]);
	t.deepEqual(orOk([], good), [good]);
});
