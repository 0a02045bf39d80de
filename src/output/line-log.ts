import type {Progress} from './progress.ts';
import {stepLine} from './step-line.ts';

/** Progress for a pipe, a log or CI: one line per change, nothing that moves. */
export function lineProgress(write: (text: string) => void): Progress {
	const line = (text: string) => write(`${text}\n`);
	return {
		step(title) {
			let last = '';
			return {
				update(state, why) {
					const now = stepLine(title, state, why);
					if (now !== last) line(now);
					last = now;
				},
				done: result => line(stepLine(title, result ?? 'done')),
				unchanged: result => line(stepLine(title, `unchanged, ${result}`)),
				failed: reason => line(stepLine(title, `failed, ${reason}`)),
			};
		},
		note: line,
		warn: line,
		clear() {},
	};
}

/** With --quiet: only warnings. */
export function quietProgress(write: (text: string) => void): Progress {
	const nothing = () => {};
	return {
		step: () => ({update: nothing, done: nothing, unchanged: nothing, failed: nothing}),
		note: nothing,
		warn: text => write(`${text}\n`),
		clear: nothing,
	};
}
