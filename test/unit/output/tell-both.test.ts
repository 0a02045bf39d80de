import test from 'ava';
import type {Progress} from '../../../src/output/progress.ts';
import {tellBoth} from '../../../src/output/tell-both.ts';

function recorded(name: string, told: string[]): Progress {
	const record = (...words: readonly unknown[]) => void told.push(`${name}: ${words.join(' ')}`);
	return {
		step(title) {
			record('step', title);
			return {
				update: (state, why) => record('update', state, why),
				done: result => record('done', result),
				unchanged: result => record('unchanged', result),
				failed: reason => record('failed', reason),
			};
		},
		note: line => record('note', line),
		warn: line => record('warn', line),
		clear: () => record('clear'),
	};
}

test('both are told everything, the first one first', t => {
	const told: string[] = [];
	const progress = tellBoth(recorded('a', told), recorded('b', told));
	const step = progress.step('Health');
	step.update('1 of 2', 'no memory');
	step.done('healthy');
	progress.step('Package').unchanged('it is there');
	progress.step('Bucket').failed('NoSuchBucket');
	progress.note('a note');
	progress.warn('a warning');
	progress.clear();
	const each = [
		'step Health',
		'update 1 of 2 no memory',
		'done healthy',
		'step Package',
		'unchanged it is there',
		'step Bucket',
		'failed NoSuchBucket',
		'note a note',
		'warn a warning',
		'clear',
	];
	t.deepEqual(
		told.map(line => line.trim()),
		each.flatMap(words => [`a: ${words}`, `b: ${words}`]),
	);
});
