import {clearLine, cursorTo, moveCursor} from 'node:readline';
import {Writable} from 'node:stream';
import xterm from '@xterm/headless';

/** A terminal that has drawn what was written to its stream. */
export type Screen = {
	stream: NodeJS.WriteStream;
	/** What a person sees: every row down to the last one that is not empty, without the blanks behind it. */
	rows: () => Promise<string[]>;
	/** Where the cursor is, from the left. */
	cursorColumn: () => Promise<number>;
	/** All that was written so far, with its control sequences. */
	written: () => string;
	/** Somebody changes the width of the window. */
	resize: (columns: number) => void;
};

export function screen(columns = 80): Screen {
	// a terminal adds the carriage return to each line feed
	const terminal = new xterm.Terminal({cols: columns, rows: 40, convertEol: true, allowProposedApi: true});
	let written = '';
	const stream: Writable & {columns: number} = Object.assign(
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
			rows: 40,
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
			const all = Array.from({length: buffer.length}, (_, row) => buffer.getLine(row)?.translateToString(true) ?? '');
			return all.slice(0, all.findLastIndex(row => row !== '') + 1);
		},
		async cursorColumn() {
			await settled();
			return terminal.buffer.active.cursorX;
		},
		written: () => written,
		resize(to) {
			terminal.resize(to, 40);
			stream.columns = to;
			stream.emit('resize');
		},
	};
}
