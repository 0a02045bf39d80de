import test from 'ava';
import fc from 'fast-check';
import stringWidth from 'string-width';
import {manyRows} from '../../../src/output/many-rows.ts';
import {tally} from '../../../src/output/tally.ts';

type Agents = {open?: number; running?: number; waiting?: number; doing?: string; line?: string};

/** The rows of so many agents at 72 seconds; each began what it does a second after the one before, or ended so. */
function rowsOf(
	{open = 0, running = 0, waiting = 0, doing = 'restarting Docker', line = 'failed, no route'}: Agents,
	window: {columns?: number; rows?: number} = {},
): string[] {
	const names = Array.from({length: open + running + waiting}, (_, index) => `10.0.0.${index}`);
	const agents = tally(names);
	for (const name of names.slice(0, open)) agents.ended(name, line, 'open');
	for (const [index, name] of names.slice(open, open + running).entries()) agents.update(name, doing, index * 1000);
	const view = {title: 'Changing', began: 0, agents};
	return manyRows(view, '*', {columns: 80, rows: 24, ...window, now: 72_000});
}

test('first how far it is, then who is open, then who is worked on and since when', t => {
	t.deepEqual(rowsOf({open: 2, running: 2, waiting: 6}), [
		'* Changing (1m 12s): 0 of 10 done · 2 open · 2 running · 6 waiting',
		'✖ 10.0.0.0 failed, no route',
		'✖ 10.0.0.1 failed, no route',
		'  10.0.0.2 restarting Docker (1m 12s)',
		'  10.0.0.3 restarting Docker (1m 11s)',
	]);
});

test('where not all fit, those that do what they do for the longest time are shown, and how many there are besides', t => {
	t.deepEqual(rowsOf({running: 30}, {rows: 6}), [
		'* Changing (1m 12s): 0 of 30 done · 30 running',
		'  10.0.0.0 restarting Docker (1m 12s)',
		'  10.0.0.1 restarting Docker (1m 11s)',
		'  10.0.0.2 restarting Docker (1m 10s)',
		'  … and 27 more',
	]);
	t.is(rowsOf({running: 4}, {rows: 6}).at(-1), '  10.0.0.3 restarting Docker (1m 09s)');
});

test('of many that are open the latest are shown, and half of the rows are left to those that run', t => {
	t.deepEqual(rowsOf({open: 30, running: 30}, {rows: 8}).slice(1), [
		'✖ 10.0.0.27 failed, no route',
		'✖ 10.0.0.28 failed, no route',
		'✖ 10.0.0.29 failed, no route',
		'  10.0.0.30 restarting Docker (1m 12s)',
		'  10.0.0.31 restarting Docker (1m 11s)',
		'  … and 55 more',
	]);
	t.deepEqual(rowsOf({open: 30, running: 1}, {rows: 7}).slice(1), [
		'✖ 10.0.0.27 failed, no route',
		'✖ 10.0.0.28 failed, no route',
		'✖ 10.0.0.29 failed, no route',
		'  10.0.0.30 restarting Docker (1m 12s)',
		'  … and 27 more',
	]);
});

test('in a narrow window the counts have a row of their own, and the times are seen all the same', t => {
	const agents = {open: 1, running: 1, waiting: 98, doing: 'asking Docker whether it trusts', line: 'failed, no route'};
	t.deepEqual(rowsOf(agents, {columns: 40}), [
		'* Changing (1m 12s)',
		'  0 of 100 done · 1 open · 1 running ·…',
		'✖ 10.0.0.0 failed, no route',
		'  10.0.0.1 asking Docker… (1m 12s)',
	]);
});

for (const [rows, shown] of [
	[4, 3],
	[3, 2],
	[2, 1],
	[1, 1],
	[0, 1],
] as const) {
	test(`in a window of ${rows} rows are ${shown}`, t => {
		t.is(rowsOf({open: 9, running: 9}, {rows}).length, shown);
	});
}

test('line ends and control sequences in what an agent says do not move anything', t => {
	t.deepEqual(rowsOf({open: 1, running: 1, doing: 'a\r\nb\u001B[2J', line: 'no\n\tspace\u0007'}).slice(1), [
		'✖ 10.0.0.0 no space ',
		'  10.0.0.1 a b (1m 12s)',
	]);
});

test('whatever there is to show, it fits, and those that are shown and the others are all', t => {
	const text = fc.string({unit: 'grapheme', maxLength: 100});
	const agents = fc.record({open: fc.nat(60), running: fc.nat(60), waiting: fc.nat(60), doing: text, line: text});
	const window = fc.record({columns: fc.integer({min: 24, max: 120}), rows: fc.integer({min: 4, max: 60})});
	fc.assert(
		fc.property(agents, window, (there, size) => {
			const rows = rowsOf(there, size);
			t.true(rows.length <= size.rows - 1);
			for (const row of rows) t.true(stringWidth(row) < size.columns, row);
			const more = Number(/^ {2}… and (\d+) more$/.exec(rows.at(-1) ?? '')?.[1] ?? 0);
			const agentRows = rows.filter(row => / 10\.0\.0\.\d/.test(row)).length;
			t.is(agentRows + more, there.open + there.running);
		}),
	);
});
