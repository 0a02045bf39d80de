import test from 'ava';
import fc from 'fast-check';
import {table} from '../../../src/output/table.ts';

test('a table is as the DC/OS CLI prints it: upper-case heads, two spaces, numbers to the right', t => {
	const rows = [
		['dcos-registry', 2, 'healthy'],
		['r', 10, ''],
	];
	t.deepEqual(table(['name', 'instances', 'health'], rows), [
		'NAME           INSTANCES  HEALTH',
		'dcos-registry          2  healthy',
		'r                     10',
	]);
});

test('without rows there are only the heads', t => {
	t.deepEqual(table(['name', 'id'], []), ['NAME  ID']);
});

test('a column with one text in it is no column of numbers', t => {
	t.deepEqual(table(['a'], [[1], ['-']]), ['A', '1', '-']);
});

test('wide signs take the place that they take on a terminal', t => {
	t.deepEqual(
		table(
			['name', 'x'],
			[
				['日本', 'a'],
				['abcd', 'b'],
			],
		),
		['NAME  X', '日本  a', 'abcd  b'],
	);
});

test('no cell is cut, and no line ends in a blank', t => {
	const cell = fc.stringMatching(/^[a-z0-9:/.-]{0,60}$/);
	fc.assert(
		fc.property(fc.array(fc.tuple(cell, cell, cell)), rows => {
			const lines = table(['one', 'two', 'three'], rows);
			t.is(lines.length, rows.length + 1);
			for (const [index, row] of rows.entries()) {
				const line = lines[index + 1] ?? '';
				t.is(line, line.trimEnd());
				t.deepEqual(
					line.split(/\s+/).filter(word => word !== ''),
					row.filter(word => word !== ''),
				);
			}
		}),
	);
});

test('what a cell would do to a terminal is shown, and the columns stay under each other', t => {
	t.deepEqual(
		table(
			['name', 'x'],
			[
				['a\u001b[2Jb', 'c'],
				['a\nHint: b', 'd'],
			],
		),
		['NAME         X', 'a\\u001b[2Jb  c', 'a\\nHint: b   d'],
	);
});

test('a cell that nobody reads to its end makes no row as long as it is', t => {
	const lines = table(
		['option', 'value'],
		[
			['bucket', 'x'.repeat(100_000)],
			['path', 'a'],
		],
	);
	t.true(lines.every(line => line.length < 1100));
	t.true(lines[1]?.endsWith('x…'));
});
