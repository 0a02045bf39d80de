import test from 'ava';
import {exitCodes} from '../../../src/errors/exit-codes.ts';
import {notChecked, ok, problem, toDo, warning} from '../../../src/install/check.ts';
import {checkLines, refusalFor} from '../../../src/install/refusal.ts';

const [one, other] = [problem('name', 'it is taken', 'take another'), problem('service account', 'no', 'ask')];
const forbidden = problem('secrets', 'hidden', 'ask', exitCodes.notAllowed);

test('only problems refuse', t => {
	const checks = [ok('login', 'w'), toDo('package', 'w'), warning('cluster', 'w', 'h'), notChecked('capacity', 'w')];
	t.is(refusalFor(checks), null);
	t.is(refusalFor([]), null);
});

test('a single problem speaks for itself', t => {
	const refusal = refusalFor([ok('login', 'w'), one]);
	t.is(refusal?.message, 'it is taken');
	t.is(refusal?.hint, 'take another');
	t.deepEqual(refusal?.details, []);
	t.is(refusal?.exitCode, exitCodes.refused);
});

test('several are told at once, between what is well', t => {
	const refusal = refusalFor([ok('login', 'as me'), one, other]);
	t.is(refusal?.message, '2 things stand in the way of the installation');
	t.is(refusal?.hint, 'nothing was changed; mend them, then run the same command again');
	t.deepEqual(refusal?.details, [
		'login            ok       as me',
		'name             problem  it is taken',
		'                          → take another',
		'service account  problem  no',
		'                          → ask',
	]);
});

test('the strongest exit code counts', t => {
	t.is(refusalFor([forbidden])?.exitCode, exitCodes.notAllowed);
	t.is(refusalFor([one, forbidden, other])?.exitCode, exitCodes.notAllowed);
	t.is(refusalFor([one, other])?.exitCode, exitCodes.refused);
});

test('the columns are as wide as what stands in them', t => {
	t.deepEqual(checkLines([notChecked('capacity', 'w')]), ['capacity  not checked  w']);
	t.deepEqual(checkLines([warning('name', 'w', 'h'), ok('login', 'v')]), [
		'name   warning  w',
		'                → h',
		'login  ok       v',
	]);
});
