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
		many(title, names) {
			record('many', title, ...names);
			return {
				update: (agent, doing) => record('agent does', agent, doing),
				ended: (agent, line, mark) => record('agent ended', agent, line, mark),
				close: result => record('close', result),
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
	const many = progress.many('Changing', ['10.0.0.1', '10.0.0.2']);
	many.update('10.0.0.1', 'connecting');
	many.ended('10.0.0.1', 'changed', 'well');
	many.close('1 of 2');
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
		'many Changing 10.0.0.1 10.0.0.2',
		'agent does 10.0.0.1 connecting',
		'agent ended 10.0.0.1 changed well',
		'close 1 of 2',
		'note a note',
		'warn a warning',
		'clear',
	];
	t.deepEqual(
		told.map(line => line.trim()),
		each.flatMap(words => [`a: ${words}`, `b: ${words}`]),
	);
});
