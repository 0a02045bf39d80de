import {mock} from 'node:test';
import test from 'ava';
import fc from 'fast-check';
import type {Many, Mark, Progress} from '../../../src/output/progress.ts';
import {stepLine} from '../../../src/output/step-line.ts';
import {runs} from '../../support/runs.ts';
import {liveScreen} from './live-screen.ts';

// nothing is drawn unless it is asked for
mock.timers.enable({apis: ['setInterval']});

const agents = (count: number) =>
	Array.from({length: count}, (_, index) => `10.0.${Math.floor(index / 250)}.${(index % 250) + 1}`);

test('a thousand agents stay in the window, and only what lasts scrolls', async t => {
	const {progress, rows, redraw, pass} = liveScreen(t, 80, 24);
	const names = agents(1000);
	const many = progress.many('Changing 1000 agents', names);
	const lasting: string[] = [];
	for (const [index, name] of names.entries()) {
		const ahead = names[index + 32];
		if (ahead !== undefined) many.update(ahead, 'connecting');
		many.update(name, 'restarting Docker');
		if (index % 100 === 50) {
			many.ended(name, 'failed, no route', 'open');
			lasting.push(`✖ ${name} failed, no route`);
		} else many.ended(name, 'changed', 'well');
		pass(100);
		if (index % 7 !== 0) continue;
		redraw();
		const seen = await rows();
		t.deepEqual(seen.slice(0, lasting.length), lasting);
		const region = seen.slice(lasting.length);
		t.true(region.length <= 23);
		t.regex(
			region.join('\n'),
			/^⠋ Changing 1000 agents.*\s+\d+ of 1000 done.*(\n[✖ ] 10\.0\..*)*(\n {2}… and \d+ more)?$/,
		);
	}
	many.close('990 changed, 10 failed');
	t.deepEqual(await rows(), [...lasting, '✖ Changing 1000 agents: 990 changed, 10 failed (1m 40s)']);
});

test('in forty columns nothing is wider, and the lines that stay are whole', async t => {
	const {progress, rows, redraw, pass} = liveScreen(t, 40, 10);
	const many = progress.many('Changing 300 agents', agents(300));
	for (const name of agents(20)) many.update(name, 'asking Docker whether it trusts the registry');
	pass(5000);
	many.ended('10.0.0.1', 'failed, ssh: connect to port 22: refused', 'open');
	redraw();
	t.deepEqual(await rows(), [
		'✖ 10.0.0.1 failed, ssh: connect to port ',
		'22: refused',
		'⠋ Changing 300 agents (5s)',
		'  0 of 300 done · 1 open · 19 running…',
		'✖ 10.0.0.1 failed, ssh: connect to…',
		'  10.0.0.2 asking Docker whet… (5s)',
		'  10.0.0.3 asking Docker whet… (5s)',
		'  10.0.0.4 asking Docker whet… (5s)',
		'  10.0.0.5 asking Docker whet… (5s)',
		'  10.0.0.6 asking Docker whet… (5s)',
		'  … and 14 more',
	]);
});

for (const breaks of [true, false]) {
	test(`a window that ${breaks ? 'breaks' : 'cuts'} its rows may be resized at any time`, async t => {
		const {progress, rows, redraw, resize, pass} = liveScreen(t, 80, 24, {breaks});
		progress.note('above');
		const many = progress.many('Changing 40 agents', agents(40));
		for (const name of agents(35)) many.update(name, 'restarting Docker');
		for (const name of agents(3)) many.ended(name, 'failed', 'open');
		const lasting = ['above', ...agents(3).map(name => `✖ ${name} failed`)];
		redraw();
		for (const [columns, high] of [[77], [70], [40, 24], [40, 8], [100, 8], [100, 40], [60, 12], [80, 24]] as const) {
			resize(columns, high);
			pass(100);
			redraw();
			const seen = (await rows()).map(row => row.trimEnd());
			t.deepEqual(seen.slice(0, 4), lasting);
			t.true(seen.length - 4 < (high ?? 24), JSON.stringify(seen));
			t.regex(seen[4] ?? '', /^⠋ Changing/);
			t.is(seen.filter(row => row.startsWith('⠋')).length, 1);
		}
		pass(500);
		redraw();
		t.is((await rows())[4]?.trimEnd(), '⠋ Changing 40 agents (1s): 0 of 40 done · 3 open · 32 running · 5 waiting');
		many.close('it is done');
		t.deepEqual(
			(await rows()).map(row => row.trimEnd()),
			[...lasting, '✖ Changing 40 agents: it is done (1s)'],
		);
	});
}

test('a long row is broken by no window that is dragged to be narrower', async t => {
	const {progress, rows, redraw, resize, pass} = liveScreen(t, 80, 24);
	const many = progress.many('Changing 9 agents', agents(9));
	for (const name of agents(9)) many.update(name, 'asking Docker '.repeat(9));
	redraw();
	for (let columns = 79; columns >= 45; columns -= 3) {
		resize(columns);
		pass(50);
		redraw();
		t.is((await rows()).length, 11);
	}
});

type Told = {agent: number; doing: string} | {agent: number; line: string; mark: Mark} | {note: string} | 'draw';

const text = fc.string({unit: 'grapheme', maxLength: 60});
const agent = fc.nat(59);
const told: fc.Arbitrary<Told> = fc.oneof(
	{weight: 6, arbitrary: fc.record({agent, doing: text})},
	{weight: 4, arbitrary: fc.record({agent, line: text, mark: fc.constantFrom<Mark>('well', 'unchanged', 'open')})},
	{weight: 1, arbitrary: fc.record({note: text})},
	{weight: 2, arbitrary: fc.constant('draw' as const)},
);

/** What one row tells: how many are done, of how many, and all other counts together. */
function countsIn(row: string): {done: number; all: number; others: number} {
	const [done = 0, all = 0, ...others] = (row.match(/\d+/g) ?? []).map(Number);
	return {done, all, others: others.reduce((sum, count) => sum + count, 0)};
}

function tell(each: Exclude<Told, 'draw'>, {many, progress}: {many: Many; progress: Progress}): void {
	if ('note' in each) progress.note(stepLine(each.note));
	else if ('doing' in each) many.update(String(each.agent), each.doing);
	else many.ended(String(each.agent), each.line, each.mark);
}

test('whatever happens, the view fits, its counts add up, and in the end it is gone', async t => {
	const names = Array.from({length: 60}, (_, index) => String(index));
	const size = fc.record({columns: fc.integer({min: 64, max: 100}), rows: fc.integer({min: 3, max: 30})});
	const property = fc.asyncProperty(fc.array(told, {maxLength: 120, size: 'max'}), size, async (all, size) => {
		const {progress, rows, redraw} = liveScreen(t, size.columns, size.rows);
		const many = progress.many('Title', names);
		for (const each of [...all, 'draw'] as const) {
			if (each !== 'draw') {
				tell(each, {many, progress});
				continue;
			}
			redraw();
			const seen = await rows();
			const first = seen.findIndex(row => row.startsWith('⠋ Title: '));
			const {done, all, others} = countsIn(seen[first] ?? '');
			t.is(all, 60);
			t.is(done + others, 60);
			t.is(seen.filter(row => row.startsWith('⠋ Title')).length, 1);
			t.true(seen.length - first <= size.rows - 1);
		}
		many.close('the end');
		const left = await rows();
		t.regex(left.at(-1) ?? '', /^[✔✖] Title: the end$/);
		t.false(left.some(row => row.startsWith('⠋ Title')));
	});
	await fc.assert(property, {numRuns: runs(40)});
});
