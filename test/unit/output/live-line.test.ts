import {mock} from 'node:test';
import test from 'ava';
import fc from 'fast-check';
import {runs} from '../../support/runs.ts';
import {liveScreen} from './live-screen.ts';

test('each step that ended stays as a line with its sign', async t => {
	const {progress, rows} = liveScreen(t);
	const health = progress.step('Health');
	health.update('1 of 2');
	health.done('healthy');
	progress.step('Package').done();
	progress.step('Repository').unchanged('it is there');
	progress.step('Bucket').failed('NoSuchBucket');
	t.deepEqual(await rows(), [
		'✔ Health: healthy',
		'✔ Package',
		'= Repository: unchanged, it is there',
		'✖ Bucket: failed, NoSuchBucket',
	]);
});

test('a note and a warning stay above the step under way', async t => {
	const {progress, rows} = liveScreen(t);
	progress.step('Changing 2 agents');
	progress.note('[1/2] 10.0.0.1 changed');
	progress.warn('Warning: look');
	t.deepEqual(await rows(), ['[1/2] 10.0.0.1 changed', 'Warning: look', '⠋ Changing 2 agents']);
});

test('a step under way shows what was seen last, why it waits, and from one second on for how long', async t => {
	const {progress, rows, pass, redraw} = liveScreen(t);
	const step = progress.step('Health');
	t.deepEqual(await rows(), ['⠋ Health']);
	step.update('0 of 2');
	pass(999);
	redraw();
	t.deepEqual(await rows(), ['⠋ Health: 0 of 2']);
	step.update('1 of 2', 'no agent offers 2048 MiB of memory');
	pass(1);
	redraw();
	t.deepEqual(await rows(), ['⠋ Health (1s): 1 of 2; no agent offers 2048 MiB of memory']);
	step.update('2 of 2');
	pass(64_000);
	redraw();
	t.deepEqual(await rows(), ['⠋ Health (1m 05s): 2 of 2']);
});

test.serial('the time goes on by itself', async t => {
	mock.timers.enable({apis: ['setInterval']});
	t.teardown(() => mock.timers.reset());
	const {progress, rows, pass} = liveScreen(t);
	progress.step('Health');
	pass(5000);
	mock.timers.tick(1000);
	t.deepEqual(await rows(), ['⠋ Health (5s)']);
});

test('a step that took a second or more says how long, however it ended', async t => {
	const {progress, rows, pass} = liveScreen(t);
	const health = progress.step('Health');
	pass(65_400);
	health.done('/dcos-registry is healthy');
	const bucket = progress.step('Bucket');
	pass(1000);
	bucket.failed('NoSuchBucket');
	const repository = progress.step('Repository');
	pass(2000);
	repository.unchanged('it is there');
	const fast = progress.step('Package');
	pass(999);
	fast.done();
	t.deepEqual(await rows(), [
		'✔ Health: /dcos-registry is healthy (1m 05s)',
		'✖ Bucket: failed, NoSuchBucket (1s)',
		'= Repository: unchanged, it is there (2s)',
		'✔ Package',
	]);
});

test('in a narrow terminal the line under way is cut and the lines that stay are whole', async t => {
	const {progress, rows, redraw} = liveScreen(t, 40);
	const step = progress.step('Health');
	step.update('1 of 2 instances healthy', 'no agent offers 2048 MiB of memory');
	redraw();
	t.deepEqual(await rows(), ['⠋ Health: 1 of 2 instances healthy; no…']);
	step.done('/a-registry-with-a-long-name is healthy');
	t.is((await rows()).join(''), '✔ Health: /a-registry-with-a-long-name is healthy');
});

test('whatever is seen in whatever window, one row is under way and nothing else is there', async t => {
	const text = fc.string({unit: 'grapheme', maxLength: 120});
	const seen = fc.record({title: text, state: text, why: fc.option(text, {nil: undefined}), columns: fc.nat(80)});
	const changes = fc.array(seen, {minLength: 1, maxLength: 3});
	await fc.assert(
		fc.asyncProperty(changes, fc.nat(100_000), async (all, time) => {
			const {progress, rows, pass, redraw, resize} = liveScreen(t);
			progress.note('above');
			for (const {title, state, why, columns} of all) {
				progress.step(title).update(state, why);
				pass(time);
				redraw();
				resize(columns + 10);
				redraw();
			}
			const drawn = await rows();
			progress.clear();
			t.is(drawn.length, 2, JSON.stringify(drawn));
			t.is(drawn[0], 'above');
			t.regex(drawn[1] ?? '', /^⠋/);
			t.deepEqual(await rows(), ['above']);
		}),
		{numRuns: runs(60)},
	);
});

test('a window that is made narrower and wider again leaves nothing behind', async t => {
	const {progress, rows, pass, redraw, resize} = liveScreen(t);
	progress.note('above');
	const step = progress.step('Health');
	step.update('1 of 2 instances healthy', 'no agent offers 2048 MiB of memory');
	redraw();
	for (const columns of [60, 45, 30, 20, 50, 80]) {
		resize(columns);
		redraw();
		t.is((await rows()).length, 2);
	}
	t.deepEqual(await rows(), ['above', '⠋ Health: 1 of 2 instances healthy; no…']);
	pass(500);
	redraw();
	t.deepEqual(await rows(), ['above', '⠋ Health: 1 of 2 instances healthy; no agent offers 2048 MiB of memory']);
});

test('a line that is on its way while the window gets narrower does not wrap', async t => {
	const {progress, rows, redraw, resize, stream} = liveScreen(t);
	progress.note('above');
	progress.step('Health').update('1 of 2 instances healthy', 'no agent offers 2048 MiB of memory');
	resize(40);
	stream.columns = 80;
	redraw();
	stream.columns = 40;
	t.is((await rows()).length, 2);
});

test('line ends and control sequences in what a server said do not move the line', async t => {
	const {progress, rows, redraw} = liveScreen(t);
	const step = progress.step('Health');
	step.update('last task failed:\r\n\tno\n\nspace\u001B[2J\u001B[31m', 'a\u0007b\u009B1Ac');
	redraw();
	t.deepEqual(await rows(), ['⠋ Health: last task failed: no space; a bc']);
});

test('a step that ends while the next is under way leaves that one where it is', async t => {
	const {progress, rows} = liveScreen(t);
	const first = progress.step('First');
	const second = progress.step('Second');
	first.done();
	t.deepEqual(await rows(), ['✔ First', '⠋ Second']);
	second.done();
	t.deepEqual(await rows(), ['✔ First', '✔ Second']);
});

test('without colour nothing is coloured, and the cursor is shown again', t => {
	const {progress, written} = liveScreen(t);
	progress.step('Health').done();
	const sequences = written().split('\u001B[');
	t.false(sequences.some(each => /^[\d;]*m/.test(each)));
	t.true(written().lastIndexOf('\u001B[?25h') > written().lastIndexOf('\u001B[?25l'));
});

test('clearing takes the line away, and is safe to repeat', async t => {
	const {progress, rows} = liveScreen(t);
	progress.note('above');
	progress.step('Health').update('1 of 2');
	progress.clear();
	progress.clear();
	t.deepEqual(await rows(), ['above']);
});
