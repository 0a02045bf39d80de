import {spinners} from 'ora';
import {timeTaken} from './elapsed.ts';
import {type ManyView, manyRows} from './many-rows.ts';
import type {Many} from './progress.ts';
import {region, type Shown} from './region.ts';
import {steadyWidth} from './steady-width.ts';
import {stepLine} from './step-line.ts';
import {countsInWords, tally} from './tally.ts';
import type {Terminal} from './terminal.ts';

type Lasting = {
	now: () => number;
	keep: (line: string) => void;
	/** The last line, in place of the view. */
	end: (line: string) => void;
};

/** Work on many agents. A line stays for each that ended open, and one at the end of all; the rest is only in the view. */
export function viewedMany(title: string, names: readonly string[], lasting: Lasting): {many: Many; view: ManyView} {
	const {now, keep, end} = lasting;
	const view = {title, began: now(), agents: tally(names)};
	const {agents, began} = view;
	const many: Many = {
		update: (name, doing) => void agents.update(name, doing, now()),
		ended(name, line, mark) {
			const isNew = agents.ended(name, line, mark);
			if (isNew && mark === 'open') keep(`✖ ${stepLine(`${name} ${line}`)}`);
		},
		close(result) {
			const counts = agents.counts();
			const sign = counts.done === counts.all ? '✔' : '✖';
			end(`${sign} ${stepLine(title, result ?? countsInWords(counts))}${timeTaken(now() - began)}`);
		},
	};
	return {many, view};
}

/** The view at the bottom of a terminal, as large as its window is at each frame. */
export function shownMany(view: ManyView, {stream, color, now}: Terminal): Shown {
	const columns = steadyWidth(stream, now);
	const {frames, interval} = spinners.dots;
	return region(stream, () => {
		const time = now();
		const frame = frames[Math.abs(Math.floor(time / interval)) % frames.length] ?? '';
		const sign = color ? `\u001B[36m${frame}\u001B[39m` : frame;
		return manyRows(view, sign, {columns: columns(), rows: stream.rows, now: time});
	});
}
