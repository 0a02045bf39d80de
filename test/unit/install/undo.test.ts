import test from 'ava';
import {FailedError, InterruptedError, TimedOutError, type UserError} from '../../../src/errors/errors.ts';
import {afterUndo, createJournal, type Made, type Undone, undoAll} from '../../../src/install/undo.ts';
import {recordedProgress} from './recorded-step.ts';

/** Things that say in `order` when they are undone. */
function things() {
	const order: string[] = [];
	const made = (what: string, outcome: Awaited<ReturnType<Made['undo']>> | Error = 'undone'): Made => ({
		what,
		async undo() {
			order.push(what);
			if (outcome instanceof Error) throw outcome;
			return outcome;
		},
		command: `remove ${what}`,
	});
	return {made, order};
}

function undoing(all: readonly Made[]) {
	const {progress, lines} = recordedProgress();
	const journal = createJournal();
	for (const each of all) journal.add(each);
	return {result: undoAll(journal, {progress}), lines};
}

test('a journal keeps the order, without what turned out to be somebody else’s', t => {
	const {made} = things();
	const journal = createJournal();
	const [one, two, three] = [made('1'), made('2'), made('3')] as const;
	journal.add(one);
	const entry = journal.add(two);
	journal.add(three);
	t.deepEqual(journal.made(), [one, two, three]);
	entry.forget();
	entry.forget();
	t.deepEqual(journal.made(), [one, three]);
});

test('a journal that forgets all has nothing to undo, until something more is made', t => {
	const {made} = things();
	const journal = createJournal();
	const entry = journal.add(made('1'));
	journal.forgetAll();
	entry.forget();
	t.deepEqual(journal.made(), []);
	const two = made('2');
	journal.add(two);
	t.deepEqual(journal.made(), [two]);
});

test('the newest is taken back first', async t => {
	const {made, order} = things();
	const {result, lines} = undoing([made('secret'), made('account'), made('app')]);
	t.deepEqual(await result, {undone: ['app', 'account', 'secret'], left: [], reason: null});
	t.deepEqual(order, ['app', 'account', 'secret']);
	t.deepEqual(lines, ['Undo app: done: taken back', 'Undo account: done: taken back', 'Undo secret: done: taken back']);
});

test('what is not there, or not ours any more, is not called undone', async t => {
	const {made} = things();
	const {result, lines} = undoing([made('secret'), made('account', 'nothing to undo')]);
	t.deepEqual(await result, {undone: ['secret'], left: [], reason: null});
	t.is(lines[0], 'Undo account: unchanged: there is nothing to take back');
});

test('the first that cannot be undone ends it, and names itself and the rest', async t => {
	const {made, order} = things();
	const [secret, account] = [made('secret'), made('account', new FailedError('no answer'))] as const;
	const {result, lines} = undoing([secret, account, made('app')]);
	t.deepEqual(await result, {undone: ['app'], left: [account, secret], reason: 'no answer'});
	t.deepEqual(order, ['app', 'account']);
	t.deepEqual(lines, ['Undo app: done: taken back', 'Undo account: failed: no answer']);
});

test('where nothing was made, there is nothing to undo', async t => {
	const {result, lines} = undoing([]);
	t.deepEqual([await result, lines], [{undone: [], left: [], reason: null}, []]);
});

const {made} = things();
const whole: Undone = {undone: ['the app /r', 'the secret r/s'], left: [], reason: null};
const half: Undone = {undone: ['the app /r'], left: [made('account'), made('secret')], reason: 'no answer'};
const nothing: Undone = {undone: [], left: [], reason: null};
const failed = new FailedError('it failed', {hint: 'mend it', details: ['first']});

test('the first error stays as it was, and what was undone is told behind its details', t => {
	const error = afterUndo(failed, whole, 'again');
	t.is(error.message, 'it failed');
	t.is(error.exitCode, failed.exitCode);
	t.is(error.hint, 'mend it');
	t.is(error.cause, failed);
	t.deepEqual(error.details, ['first', 'undone: the app /r, the secret r/s']);
});

test('what could not be undone is told with the reason, and with the commands in the order in which they work', t => {
	t.deepEqual(afterUndo(failed, half, 'again').details, [
		'first',
		'undone: the app /r',
		'could not undo account: no answer',
		'to undo the rest by hand, in this order:',
		'  remove account',
		'  remove secret',
	]);
});

test('what the CLI has no command for is left out of what is to be done by hand', t => {
	const acl = {...made('acl'), command: null};
	const left = {...half, left: [acl, made('secret')]};
	t.deepEqual(afterUndo(failed, left, 'again').details.slice(2), [
		'could not undo acl: no answer',
		'to undo the rest by hand, in this order:',
		'  remove secret',
	]);
	t.is(afterUndo(failed, {...half, left: [acl]}, 'again').details.at(-1), 'could not undo acl: no answer');
});

test('where there was nothing to undo, nothing is told of it', t => {
	t.deepEqual(afterUndo(failed, nothing, 'again').details, ['first']);
});

const begin = 'nothing of this run is left; to begin anew: again';
const words: readonly (readonly [string, UserError, Undone, string])[] = [
	['a time-out, when all is undone', new TimedOutError('late', {hint: 'go on'}), whole, begin],
	['an interruption, when all is undone', new InterruptedError('stop', {hint: 'go on'}), whole, begin],
	['an interruption before anything was made', new InterruptedError('stop', {hint: 'go on'}), nothing, begin],
	['a time-out, when something is left', new TimedOutError('late', {hint: 'go on'}), half, 'go on'],
	['another failure, when all is undone', failed, whole, 'mend it'],
];

for (const [what, error, outcome, hint] of words) {
	test(`after ${what}, the hint is: ${hint}`, t => {
		const told = afterUndo(error, outcome, 'again');
		t.is(told.hint, hint);
		t.is(told.exitCode, error.exitCode);
	});
}
