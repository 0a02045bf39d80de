import {mock} from 'node:test';
import test from 'ava';
import {liveScreen} from './live-screen.ts';

// nothing is drawn unless it is asked for
mock.timers.enable({apis: ['setInterval']});

const agents = (count: number) =>
	Array.from({length: count}, (_, index) => `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}`);

test('the view tells of all agents, those that need somebody and those that are worked on', async t => {
	const {progress, rows, redraw, pass} = liveScreen(t, 80, 24);
	const many = progress.many('Changing 5 agents', agents(5));
	t.deepEqual(await rows(), ['⠋ Changing 5 agents: 0 of 5 done · 5 waiting']);
	for (const name of agents(4)) many.update(name, 'connecting');
	many.ended('10.0.0.1', 'changed, Docker says trusted', 'well');
	many.ended('10.0.0.2', 'failed, no route', 'open');
	pass(12_000);
	many.update('10.0.0.3', 'restarting Docker');
	redraw();
	t.deepEqual(await rows(), [
		'✖ 10.0.0.2 failed, no route',
		'⠋ Changing 5 agents (12s): 1 of 5 done · 1 open · 2 running · 1 waiting',
		'✖ 10.0.0.2 failed, no route',
		'  10.0.0.4 connecting (12s)',
		'  10.0.0.3 restarting Docker',
	]);
});

test('when all ended well a line with its sign stays, and the counts where there is no other result', async t => {
	const {progress, rows, pass} = liveScreen(t);
	const well = progress.many('Changing', ['a', 'b']);
	well.ended('a', 'changed', 'well');
	well.ended('b', 'unchanged', 'unchanged');
	pass(72_000);
	well.close();
	const interrupted = progress.many('Changing', ['a', 'b']);
	interrupted.ended('a', 'changed', 'well');
	interrupted.close();
	progress.many('Looking', []).close('nothing to do');
	t.deepEqual(await rows(), [
		'✔ Changing: 2 of 2 done (1m 12s)',
		'✖ Changing: 1 of 2 done · 1 waiting',
		'✔ Looking: nothing to do',
	]);
});

test('an agent that ended open is a line once, however often it is told', async t => {
	const {progress, rows} = liveScreen(t);
	const many = progress.many('Changing', ['a']);
	many.ended('a', 'failed', 'open');
	many.ended('a', 'failed', 'open');
	many.ended('a stranger', 'failed', 'open');
	many.close();
	t.deepEqual(await rows(), ['✖ a failed', '✖ Changing: 0 of 1 done · 1 open']);
});

test('notes, warnings and what somebody else writes stand above, in their order', async t => {
	const {progress, rows, stream} = liveScreen(t, 80, 24);
	const many = progress.many('Changing', ['a', 'b']);
	progress.note('a note');
	many.ended('a', 'failed', 'open');
	progress.warn('Warning: look');
	t.deepEqual(await rows(), ['⠋ Changing: 0 of 2 done · 2 waiting']);
	stream.write('interrupted\n');
	t.deepEqual(await rows(), [
		'a note',
		'✖ a failed',
		'Warning: look',
		'interrupted',
		'⠋ Changing: 0 of 2 done · 1 open · 1 waiting',
		'✖ a failed',
	]);
});

test('clearing takes the view away, is safe to repeat, and what ends afterwards is told all the same', async t => {
	const {progress, rows} = liveScreen(t);
	const many = progress.many('Changing', ['a', 'b']);
	many.ended('a', 'failed', 'open');
	progress.clear();
	t.deepEqual(await rows(), ['✖ a failed']);
	progress.clear();
	many.update('b', 'connecting');
	many.ended('b', 'failed, too', 'open');
	many.close('interrupted');
	t.deepEqual(await rows(), ['✖ a failed', '✖ b failed, too', '✖ Changing: interrupted']);
});

test('a step and work on many may follow each other, and what ends late leaves the other where it is', async t => {
	const {progress, rows, redraw} = liveScreen(t);
	const step = progress.step('Health');
	const many = progress.many('Changing', ['a']);
	step.done();
	redraw();
	t.deepEqual(await rows(), ['✔ Health', '⠋ Changing: 0 of 1 done · 1 waiting']);
	progress.step('Package');
	many.close();
	t.deepEqual(await rows(), ['✔ Health', '✖ Changing: 0 of 1 done · 1 waiting', '⠋ Package']);
});

test('wide signs in the rows take the place that they take on a terminal', async t => {
	const {progress, rows, redraw} = liveScreen(t, 40, 24);
	const many = progress.many('代理', ['日本語の名前', 'b']);
	many.update('日本語の名前', '再起動しています再起動しています');
	many.ended('b', '失敗しました失敗しました失敗しました', 'open');
	redraw();
	t.deepEqual(await rows(), [
		'✖ b 失敗しました失敗しました失敗しました',
		'⠋ 代理',
		'  0 of 2 done · 1 open · 1 running',
		'✖ b 失敗しました失敗しました失敗し…',
		'  日本語の名前 再起動しています再…',
	]);
});
