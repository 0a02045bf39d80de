import test from 'ava';
import fc from 'fast-check';
import {table} from '../../../src/output/table.ts';

test('a table is as the DC/OS CLI prints it: upper-case heads, two spaces, numbers to the right', t => {
	const rows = [
		['dcos-registry', 2, 'healthy'],
		['r', 10, ''],
	];
	t.is(
		table(['name', 'instances', 'health'], rows),
		['NAME           INSTANCES  HEALTH', 'dcos-registry          2  healthy', 'r                     10'].join('\n'),
	);
});

test('without rows there are only the heads', t => {
	t.is(table(['name', 'id'], []), 'NAME  ID');
});

test('a column with one text in it is no column of numbers', t => {
	t.is(table(['a'], [[1], ['-']]), 'A\n1\n-');
});

test('wide signs take the place that they take on a terminal', t => {
	t.is(
		table(
			['name', 'x'],
			[
				['日本', 'a'],
				['abcd', 'b'],
			],
		),
		'NAME  X\n日本  a\nabcd  b',
	);
});

test('no cell is cut, and no line ends in a blank', t => {
	const cell = fc.stringMatching(/^[a-z0-9:/.-]{0,60}$/);
	fc.assert(
		fc.property(fc.array(fc.tuple(cell, cell, cell)), rows => {
			const lines = table(['one', 'two', 'three'], rows).split('\n');
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
