import cliCursor from 'cli-cursor';

/** What moves at the bottom of a terminal. */
export type Shown = {
	/** A line that stays, above what moves. */
	keep(line: string): void;
	/** Takes what moves away; to be called once. */
	stop(): void;
};

/** Milliseconds from one frame to the next. */
const pace = 80;

/** Not all at once: whoever erases from the first cell on has tmux keep the whole screen in its history. */
const eraseBelow = '\r\u001B[K\u001B[C\u001B[J\r';
const wrapOff = '\u001B[?7l';
const wrapOn = '\u001B[?7h';
/** What stands between these is shown at once, by the terminals that know them. */
const hold = '\u001B[?2026h';
const release = '\u001B[?2026l';

/**
 * Rows that are asked for and drawn some twelve times a second, below all that is written to the stream meanwhile.
 * Between two frames the cursor is at the start of the first row. That is where a terminal keeps it when a window that gets narrower
 * breaks rows in two, and everything from there on is erased with the next frame.
 */
export function region(stream: NodeJS.WriteStream, rows: () => readonly string[]): Shown {
	// oxlint-disable-next-line typescript/unbound-method -- it is put back as it was
	const write = stream.write;
	const out = (text: string) => void write.call(stream, text);
	let kept: string[] = [];
	const taken = () => {
		const lines = kept.map(line => `${line}\n`).join('');
		kept = [];
		return `${eraseBelow}${lines}`;
	};
	const draw = () => out(`${hold}${taken()}${inPlace(rows())}${release}`);
	cliCursor.hide(stream);
	stream.write = (...words: unknown[]) => {
		out(taken());
		const more: boolean = Reflect.apply(write, stream, words);
		if (!endsItsLine(words[0])) out('\n');
		draw();
		return more;
	};
	draw();
	const timer = setInterval(() => {
		if (!stream.writableNeedDrain) draw();
	}, pace);
	timer.unref();
	return {
		keep: line => void kept.push(line),
		stop() {
			clearInterval(timer);
			stream.write = write;
			out(taken());
			cliCursor.show(stream);
		},
	};
}

/** A frame that is on its way while the window gets narrower does not wrap. */
function inPlace(rows: readonly string[]): string {
	const up = rows.length > 1 ? `\u001B[${rows.length - 1}A` : '';
	return `${wrapOff}${rows.join('\n')}${wrapOn}${up}\r`;
}

/** The next frame would erase a line that has no end. */
function endsItsLine(chunk: unknown): boolean {
	const last = typeof chunk === 'string' || chunk instanceof Uint8Array ? chunk.at(-1) : undefined;
	return last === '\n' || last === '\r' || last === 10 || last === undefined;
}
