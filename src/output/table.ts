import stringWidth from 'string-width';
import {inOneLine} from '../errors/escaped.ts';
import {firstWords} from '../errors/some-words.ts';

/**
 * A table as the DC/OS CLI prints it: no lines, upper-case heads, two spaces between columns, numbers to the right.
 * An empty list of rows gives only the heads. What a cell does to a terminal is escaped here, as its width counts. Not by cli-table3, whose layout of a thousand agents takes two seconds.
 */
export function table(heads: readonly string[], rows: readonly (readonly (string | number)[])[]): string[] {
	const numeric = heads.map((_, column) => rows.length > 0 && rows.every(row => typeof row[column] === 'number'));
	const cells = [
		heads.map(head => head.toUpperCase()),
		...rows.map(row => row.map(cell => firstWords(inOneLine(String(cell))))),
	];
	const widths = heads.map((_, column) =>
		cells.reduce((widest, row) => Math.max(widest, widthOf(row[column] ?? '')), 0),
	);
	const line = (row: readonly string[]) =>
		row.map((cell, column) => padded(cell, widths[column] ?? 0, numeric[column] ?? false)).join('  ');
	return cells.map(row => line(row).trimEnd());
}

function padded(cell: string, width: number, right: boolean): string {
	const blanks = ' '.repeat(width - widthOf(cell));
	return right ? blanks + cell : cell + blanks;
}

/** Asking for the columns of plain signs one by one takes its time. */
function widthOf(cell: string): number {
	return /^[ -~]*$/.test(cell) ? cell.length : stringWidth(cell);
}
