import {clearLine, cursorTo, moveCursor} from 'node:readline';
import {Writable} from 'node:stream';
import xterm from '@xterm/headless';

/** A terminal that has drawn what was written to its stream. */
export type Screen = {
	stream: NodeJS.WriteStream;
	/** What a person sees: every row down to the last one that is not empty, without the blanks behind it. */
	rows: () => Promise<string[]>;
	/** Where the cursor is, from the left and from the first row that is remembered. */
	cursor: () => Promise<{column: number; row: number}>;
	/** All that was written so far, with its control sequences. */
	written: () => string;
	/** Somebody changes the size of the window. */
	resize: (columns: number, rows?: number) => void;
};

/** Some terminals break the rows of a window that gets narrower in two, some cut them. */
export function screen(columns = 80, rows = 40, {breaks = true} = {}): Screen {
	const terminal = new xterm.Terminal({
		cols: columns,
		rows,
		// a terminal adds the carriage return to each line feed
		convertEol: true,
		allowProposedApi: true,
		windowsMode: !breaks,
	});
	let written = '';
	const stream: Writable & {columns: number; rows: number} = Object.assign(
		new Writable({
			decodeStrings: false,
			write(chunk: string, _, done) {
				written += chunk;
				terminal.write(chunk);
				done();
			},
		}),
		{
			isTTY: true,
			columns,
			rows,
			cursorTo: (column: number) => cursorTo(stream, column),
			moveCursor: (right: number, down: number) => moveCursor(stream, right, down),
			clearLine: (direction: -1 | 0 | 1) => clearLine(stream, direction),
		},
	);
	const settled = () => new Promise<void>(resolve => terminal.write('', resolve));
	return {
		stream: stream as unknown as NodeJS.WriteStream,
		async rows() {
			await settled();
			const buffer = terminal.buffer.active;
			const all = Array.from(
				{length: buffer.length},
				(_, row) => buffer.getLine(row)?.translateToString(true, 0, terminal.cols) ?? '',
			);
			return all.slice(0, all.findLastIndex(row => row !== '') + 1);
		},
		async cursor() {
			await settled();
			const {cursorX, cursorY, baseY} = terminal.buffer.active;
			return {column: cursorX, row: baseY + cursorY};
		},
		written: () => written,
		resize(to, high = stream.rows) {
			// what was written before has been drawn by then
			terminal.write('', () => terminal.resize(to, high));
			stream.columns = to;
			stream.rows = high;
			stream.emit('resize');
		},
	};
}
