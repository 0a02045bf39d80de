/** Milliseconds for which a window has to keep its width until the whole of it is used again. */
const pause = 500;

/**
 * How many columns to use of a window. While it is being resized those are half of them: a row that is as wide as the window
 * is broken in two by every column that the window loses, and some terminals, such as tmux, scroll at each of these.
 */
export function steadyWidth(stream: {columns: number}, now: () => number): () => number {
	let last = stream.columns;
	let until = 0;
	return () => {
		if (stream.columns !== last) until = now() + pause;
		last = stream.columns;
		return now() < until ? Math.floor(last / 2) : last;
	};
}
