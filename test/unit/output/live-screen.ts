import type {ExecutionContext} from 'ava';
import {liveProgress} from '../../../src/output/live-line.ts';
import type {Progress} from '../../../src/output/progress.ts';
import {type Screen, screen} from './screen.ts';

export type LiveScreen = Screen & {
	progress: Progress;
	pass: (milliseconds: number) => void;
	/** Has what moves drawn again. */
	redraw: () => void;
};

/** Progress on a terminal of that size, with a clock that stands still until `pass`. */
export function liveScreen(t: ExecutionContext, ...size: Parameters<typeof screen>): LiveScreen {
	const terminal = screen(...size);
	let time = 0;
	const progress = liveProgress({stream: terminal.stream, color: false, now: () => time});
	t.teardown(() => progress.clear());
	return {
		...terminal,
		// the spinner turns by the time
		rows: async () => (await terminal.rows()).map(row => row.replace(/^[⠁-⣿]/, '⠋')),
		progress,
		pass(milliseconds) {
			time += milliseconds;
		},
		// what moves draws itself again under whatever is written
		redraw: () => void terminal.stream.write('\r'),
	};
}
