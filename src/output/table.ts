import Table from 'cli-table3';

/**
 * A table as the DC/OS CLI prints it: no lines, upper-case heads, two spaces between columns, numbers to the right.
 * An empty list of rows gives only the heads.
 */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
	const numeric = heads.map((_, column) => rows.length > 0 && rows.every(row => typeof row[column] === 'number'));
	const none = {
		top: '',
		'top-mid': '',
		'top-left': '',
		'top-right': '',
		bottom: '',
		'bottom-mid': '',
		'bottom-left': '',
		'bottom-right': '',
		left: '',
		'left-mid': '',
		mid: '',
		'mid-mid': '',
		right: '',
		'right-mid': '',
		middle: '  ',
	};
	const grid = new Table({
		head: heads.map(head => head.toUpperCase()),
		colAligns: numeric.map(isNumeric => (isNumeric ? 'right' : 'left')),
		chars: none,
		style: {head: [], border: [], 'padding-left': 0, 'padding-right': 0},
	});
	grid.push(...rows.map(row => row.map(String)));
	return grid
		.toString()
		.split('\n')
		.map(line => line.trimEnd())
		.join('\n');
}
