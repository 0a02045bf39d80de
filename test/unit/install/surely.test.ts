import test from 'ava';
import {UserError} from '../../../src/errors/errors.ts';
import {surely} from '../../../src/install/surely.ts';
import {forbidden, inTurn, loginEnded, noAnswer, refusal, serverError} from './faults.ts';
import {stillClock} from './still-clock.ts';

type Answer = string | Error;

/** Writes with these answers, one after the other; `there` is what each look shows. */
function writing(answers: readonly Answer[], there: readonly (boolean | Error)[] = [false], interrupted = false) {
	const done: string[] = [];
	const clock = stillClock();
	const [nextAnswer, nextLook] = [inTurn(answers), inTurn(there)];
	const write = () => {
		done.push('write');
		return nextAnswer();
	};
	const isThere = () => {
		done.push('look');
		return nextLook();
	};
	const signal = interrupted ? AbortSignal.abort() : new AbortController().signal;
	return {result: () => surely({write, isThere}, {clock, interrupted: signal}), done, clock};
}

const unavailable = refusal(null, {status: 503});

const outcomes: readonly (readonly [string, readonly Answer[], readonly boolean[], 'ours' | 'theirs', string])[] = [
	['is answered', ['created'], [], 'ours', 'write'],
	['finds what exists', ['exists'], [], 'theirs', 'write'],
	['loses its answer after it was done', [noAnswer], [true], 'ours', 'write look'],
	['loses its answer and was not done', [noAnswer, 'created'], [false], 'ours', 'write look write'],
	['fails with 500 after it was done', [serverError], [true], 'ours', 'write look'],
	['fails with 503, then is fine', [unavailable, 'created'], [false], 'ours', 'write look write'],
	['fails with 408, then is fine', [refusal(null, {status: 408}), 'created'], [false], 'ours', 'write look write'],
	['fails with 429, then is fine', [refusal(null, {status: 429}), 'created'], [false], 'ours', 'write look write'],
	['fails twice, then is fine', [noAnswer, noAnswer, 'ok'], [false, false], 'ours', 'write look write look write'],
	['finds its own after a late arrival', [noAnswer, 'exists'], [false, true], 'ours', 'write look write look'],
	["finds somebody else's after a loss", [noAnswer, 'exists'], [false, false], 'theirs', 'write look write look'],
];

for (const [what, answers, there, whose, order] of outcomes) {
	test(`a write that ${what} leaves what is ${whose}`, async t => {
		const {result, done} = writing(answers, there);
		t.is(await result(), whose);
		t.is(done.join(' '), order);
	});
}

test('between the tries it waits longer each time', async t => {
	const {result, clock} = writing([noAnswer, serverError, 'created']);
	await result();
	t.deepEqual(clock.slept, [1000, 2000]);
});

test('after the third try its error is told', async t => {
	const last = refusal('last', {status: 502});
	const {result, done, clock} = writing([noAnswer, serverError, last]);
	t.is(await t.throwsAsync(result(), {instanceOf: UserError}), last);
	t.is(done.join(' '), 'write look write look write look');
	t.is(clock.slept.length, 2);
});

for (const [what, error] of [
	['a login that ended', loginEnded],
	['a permission that is missing', forbidden],
	['a refusal', refusal('ERR_INVALID')],
	['a defect', new TypeError('defect')],
] as const) {
	test(`${what} is told at once, without a look`, async t => {
		const {result, done} = writing([error]);
		t.is(await t.throwsAsync(result(), {any: true}), error);
		t.deepEqual(done, ['write']);
	});
}

test('after Ctrl-C it still looks whether it was made, and does not try again', async t => {
	const unmade = writing([noAnswer], [false], true);
	t.is(await t.throwsAsync(unmade.result()), noAnswer);
	t.deepEqual(unmade.done, ['write', 'look']);
	t.is(await writing([noAnswer], [true], true).result(), 'ours');
	t.is(await writing(['created'], [], true).result(), 'ours');
});

test('a look that fails is told: nobody can say then whose it is', async t => {
	const {result, done} = writing([noAnswer], [loginEnded]);
	t.is(await t.throwsAsync(result()), loginEnded);
	t.deepEqual(done, ['write', 'look']);
});
