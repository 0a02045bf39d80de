import type {Many, Progress} from './progress.ts';
import {stepLine} from './step-line.ts';
import {countsInWords, tally} from './tally.ts';

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
		many: (title, names) => numberedLines(title, names, line),
		note: line,
		warn: line,
		clear() {},
	};
}

/** Each agent that ends is one line, with a number that says how many have ended. */
function numberedLines(title: string, names: readonly string[], line: (text: string) => void): Many {
	const agents = tally(names);
	line(stepLine(title));
	return {
		update() {},
		ended(name, how, mark) {
			if (!agents.ended(name, how, mark)) return;
			const {all, done, open} = agents.counts();
			const number = String(done + open).padStart(String(all).length, '0');
			line(stepLine(`[${number}/${all}] ${name} ${how}`));
		},
		close: result => line(stepLine(title, result ?? countsInWords(agents.counts()))),
	};
}

/** With --quiet: only warnings. */
export function quietProgress(write: (text: string) => void): Progress {
	const nothing = () => {};
	return {
		step: () => ({update: nothing, done: nothing, unchanged: nothing, failed: nothing}),
		many: () => ({update: nothing, ended: nothing, close: nothing}),
		note: nothing,
		warn: text => write(`${text}\n`),
		clear: nothing,
	};
}
