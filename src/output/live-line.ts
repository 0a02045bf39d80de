import ora from 'ora';
import {timeTaken} from './elapsed.ts';
import {inPlace} from './in-place.ts';
import {shownMany, viewedMany} from './live-many.ts';
import type {Progress, Step} from './progress.ts';
import type {Shown} from './region.ts';
import {steadyWidth} from './steady-width.ts';
import {stepLine} from './step-line.ts';
import type {Terminal} from './terminal.ts';

/**
 * Progress on a terminal: a spinner and the time on the step under way, or a view of the agents that are worked on, and a line
 * that stays for each that ended.
 */
export function liveProgress(terminal: Terminal): Progress {
	const {stream, now} = terminal;
	let shown: Shown | null = null;
	const settle = () => {
		shown?.stop();
		shown = null;
	};
	const keep = (line: string) => (shown === null ? void stream.write(`${line}\n`) : shown.keep(line));
	/** In place of what moved there, if that is still what moves. */
	const keepFor = (ended: Shown, line: string) => {
		if (shown === ended) settle();
		keep(line);
	};
	return {
		step(title) {
			settle();
			const {step, line} = timedStep(title, {now, end: text => keepFor(spinner, text)});
			const spinner = spinnerOn(terminal, line);
			shown = spinner;
			return step;
		},
		many(title, names) {
			settle();
			const {many, view} = viewedMany(title, names, {now, keep, end: text => keepFor(region, text)});
			const region = shownMany(view, terminal);
			shown = region;
			return many;
		},
		note: keep,
		warn: keep,
		clear: settle,
	};
}

/** Its line is asked for at every frame, so that the time goes on and a window that was resized counts at once. */
function spinnerOn({stream, color, now}: Terminal, line: () => string): Shown {
	const columns = steadyWidth(stream, now);
	const spinner = ora({
		suffixText: () => inPlace(line(), columns()),
		stream,
		color: color ? 'cyan' : false,
		discardStdin: false,
		// whoever chose this renderer has seen that it is a terminal
		isEnabled: true,
	}).start();
	return {
		// the spinner makes room for whatever else is written to its stream
		keep: text => void stream.write(`${text}\n`),
		stop: () => void spinner.stop(),
	};
}

type Timed = {now: () => number; end: (line: string) => void};

function timedStep(title: string, {now, end}: Timed): {step: Step; line: () => string} {
	const began = now();
	const time = () => timeTaken(now() - began);
	let seen: Parameters<Step['update']> | [] = [];
	const step: Step = {
		update(...what) {
			seen = what;
		},
		done: result => end(`✔ ${stepLine(title, result)}${time()}`),
		unchanged: result => end(`= ${stepLine(title, `unchanged, ${result}`)}${time()}`),
		failed: reason => end(`✖ ${stepLine(title, `failed, ${reason}`)}${time()}`),
	};
	return {step, line: () => stepLine(`${title}${time()}`, ...seen)};
}
