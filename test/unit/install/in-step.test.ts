import test from 'ava';
import {FailedError} from '../../../src/errors/errors.ts';
import {inStep} from '../../../src/install/in-step.ts';
import {recordedProgress} from './recorded-step.ts';

test('what the work gives comes out, and only the work tells of its end', async t => {
	const {progress, lines} = recordedProgress();
	const result = await inStep('Package', {progress}, async step => {
		step.done('made');
		return 7;
	});
	t.is(result, 7);
	t.deepEqual(lines, ['Package: done: made']);
});

for (const [what, thrown, words] of [
	['an error', new FailedError('no answer'), 'no answer'],
	['something else that was thrown', 'a text', 'a text'],
] as const) {
	test(`${what} is told as the step's failure and goes on`, async t => {
		const {progress, lines} = recordedProgress();
		const failing = inStep('Package', {progress}, () => Promise.reject(thrown as Error));
		const error = await failing.then(
			() => 'it was not thrown',
			(reason: unknown) => reason,
		);
		t.is(error, thrown);
		t.deepEqual(lines, [`Package: failed: ${words}`]);
	});
}
