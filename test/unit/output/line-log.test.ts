import test from 'ava';
import {lineProgress, quietProgress} from '../../../src/output/line-log.ts';
import type {Progress} from '../../../src/output/progress.ts';

const twelve = Array.from({length: 12}, (_, index) => `10.0.0.${index + 1}`);

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
	const many = shown.many('Changing 12 agents', twelve);
	many.update('10.0.0.3', 'connecting');
	many.ended('10.0.0.3', 'changed, Docker says trusted', 'well');
	many.ended('10.0.0.3', 'changed, Docker says trusted', 'well');
	many.ended('10.0.0.13', 'is none of them', 'well');
	many.ended('10.0.0.1', 'failed, ssh:\r\nno route', 'open');
	many.ended('10.0.0.2', 'unchanged', 'unchanged');
	many.close('11 looked at');
	shown.many('Looking', []).close();
	const left = shown.many('Looking', twelve);
	left.update('10.0.0.1', 'connecting');
	left.ended('10.0.0.2', 'failed', 'open');
	left.close();
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
Changing 12 agents
[01/12] 10.0.0.3 changed, Docker says trusted
[02/12] 10.0.0.1 failed, ssh: no route
[03/12] 10.0.0.2 unchanged
Changing 12 agents: 11 looked at
Looking
Looking: 0 of 0 done
Looking
[01/12] 10.0.0.2 failed
Looking: 0 of 12 done · 1 open · 11 waiting
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
