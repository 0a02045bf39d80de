import {PassThrough} from 'node:stream';
import test from 'ava';
import {FailedError, InterruptedError, UsageError} from '../../../src/errors/errors.ts';
import {type Asking, asking} from '../../../src/output/ask.ts';

const plan = ['This will happen.', '  and this'];

/** A question with somebody who types; null for nobody. */
function question(typed: PassThrough | null, over: Partial<Asking> = {}) {
	const output = new PassThrough();
	const written: string[] = [];
	const confirm = asking({
		yes: false,
		input: typed as unknown as Asking['input'],
		output: output as unknown as Asking['output'],
		write: lines => written.push(...lines),
		interrupted: new AbortController().signal,
		...over,
	});
	return {result: confirm(plan, 'Go on?'), written, asked: () => String(output.read() ?? '')};
}

function typing(text: string): PassThrough {
	const input = new PassThrough();
	input.write(text);
	return input;
}

for (const answer of ['yes', 'y', 'Y', 'YES', ' yes ']) {
	test(`"${answer}" is a yes`, async t => {
		const {result, written, asked} = question(typing(`${answer}\n`));
		await t.notThrowsAsync(result);
		t.deepEqual(written, plan);
		t.is(asked(), 'Go on? [yes/no] ');
	});
}

for (const answer of ['no', 'n', '', 'yess', 'yes please', 'ja']) {
	test(`"${answer}" is a no`, async t => {
		await t.throwsAsync(question(typing(`${answer}\n`)).result, {
			instanceOf: FailedError,
			message: 'declined, nothing was changed',
		});
	});
}

test('the end of the input is a no', async t => {
	const input = new PassThrough();
	input.end();
	await t.throwsAsync(question(input).result, {instanceOf: FailedError});
});

test('--yes answers, and the plan is shown all the same', async t => {
	const {result, written} = question(null, {yes: true});
	await t.notThrowsAsync(result);
	t.is(written.length, 2);
});

test('a question that has a flag of its own is not answered by --yes', async t => {
	const ask = (typed: PassThrough | null) =>
		asking({
			yes: true,
			input: typed as unknown as Asking['input'],
			output: new PassThrough() as unknown as Asking['output'],
			write: () => {},
			interrupted: new AbortController().signal,
		})(plan, 'Go on?', {instead: 'add --its-own'});
	await t.throwsAsync(ask(null), {instanceOf: UsageError, message: /"Go on\?" needs an answer/});
	t.is(((await t.throwsAsync(ask(null))) as UsageError).hint, 'add --its-own');
	await t.throwsAsync(ask(typing('no\n')), {instanceOf: FailedError});
	await t.notThrowsAsync(ask(typing('yes\n')));
});

test('where nobody can answer it is refused, and the flag is named', async t => {
	const {result, written} = question(null);
	const error = await t.throwsAsync(result, {
		instanceOf: UsageError,
		message: '"Go on?" needs an answer, and there is no terminal to ask on',
	});
	t.is(error.hint, 'add --yes to answer it');
	t.is(written.length, 2);
});

test('an interruption while it asks changes nothing', async t => {
	const controller = new AbortController();
	const {result} = question(new PassThrough(), {interrupted: controller.signal});
	controller.abort();
	await t.throwsAsync(result, {instanceOf: InterruptedError, message: 'interrupted, nothing was changed'});
});
