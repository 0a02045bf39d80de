import test from 'ava';
import {lineProgress, quietProgress} from '../../../src/output/line-log.ts';
import type {Progress} from '../../../src/output/progress.ts';

function told(progress: (write: (text: string) => void) => Progress): string {
	const texts: string[] = [];
	const shown = progress(text => texts.push(text));
	const health = shown.step('Health');
	health.update('1 of 2');
	health.update('1 of 2');
	health.update('1 of 2', 'no agent offers memory');
	health.update('1 of 2', 'no agent offers memory');
	health.update('1 of 2', 'no agent offers cpus');
	health.update('2 of 2');
	health.done('healthy');
	shown.step('Package').done();
	shown.step('Repository').unchanged('it is there');
	shown.step('Bucket').failed('NoSuchBucket');
	shown.note('[1/2] 10.0.0.1 changed');
	shown.warn('Warning: look');
	shown.clear();
	return texts.join('');
}

test('in a pipe each change is one line, and what did not change is none', t => {
	t.is(
		told(lineProgress),
		`Health: 1 of 2
Health: 1 of 2; no agent offers memory
Health: 1 of 2; no agent offers cpus
Health: 2 of 2
Health: healthy
Package: done
Repository: unchanged, it is there
Bucket: failed, NoSuchBucket
[1/2] 10.0.0.1 changed
Warning: look
`,
	);
});

test('what a server said is no second line', t => {
	const texts: string[] = [];
	const step = lineProgress(text => texts.push(text)).step('Health');
	step.update('last task failed:\nno space');
	step.failed('no\r\nspace');
	t.deepEqual(texts, ['Health: last task failed: no space\n', 'Health: failed, no space\n']);
});

test('with --quiet only warnings are told', t => {
	t.is(told(quietProgress), 'Warning: look\n');
});
