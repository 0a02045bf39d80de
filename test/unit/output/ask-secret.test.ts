import {PassThrough} from 'node:stream';
import test from 'ava';
import {InterruptedError, UsageError} from '../../../src/errors/errors.ts';
import type {Asking} from '../../../src/output/ask.ts';
import {askingSecret} from '../../../src/output/ask-secret.ts';

function question(input: PassThrough | null, interrupted = new AbortController().signal) {
	const written: string[] = [];
	const ask = askingSecret({
		input: input as unknown as Asking['input'],
		write: text => void written.push(text),
		interrupted,
	});
	return {result: ask('Password'), written};
}

test('what is typed is the secret, and is not shown', async t => {
	const input = new PassThrough();
	const {result, written} = question(input);
	input.write('hunter2\n');
	const secret = await result;
	t.is(secret.reveal(), 'hunter2');
	t.is(written.join(''), 'Password: \n');
	t.notRegex(JSON.stringify([secret, written]), /hunter2/);
});

test('nothing typed is refused', async t => {
	const input = new PassThrough();
	const {result} = question(input);
	input.write('\n');
	await t.throwsAsync(result, {instanceOf: UsageError, message: 'no password was typed'});
});

test('the end of the input is no password', async t => {
	const input = new PassThrough();
	const {result} = question(input);
	input.end();
	await t.throwsAsync(result, {instanceOf: UsageError});
});

test('where there is no terminal, nobody is asked', async t => {
	const {result, written} = question(null);
	await t.throwsAsync(result, {instanceOf: UsageError, message: /no terminal to ask on/});
	t.deepEqual(written, []);
});

test('an interruption ends the question', async t => {
	const controller = new AbortController();
	const {result} = question(new PassThrough(), controller.signal);
	controller.abort();
	await t.throwsAsync(result, {instanceOf: InterruptedError, message: 'interrupted, nothing was changed'});
});
