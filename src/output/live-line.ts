import ora, {type Ora} from 'ora';
import {elapsed} from './elapsed.ts';
import {inPlace} from './in-place.ts';
import type {Progress, Step} from './progress.ts';
import {steadyWidth} from './steady-width.ts';
import {stepLine} from './step-line.ts';

export type Terminal = {
	/** It has to know its columns. */
	stream: NodeJS.WriteStream;
	color: boolean;
	/** Milliseconds since 1970. */
	now: () => number;
};

/** Progress on a terminal: a spinner and the time on the step under way, a line that stays for each that ended. */
export function liveProgress(terminal: Terminal): Progress {
	let running: Ora | null = null;
	const settle = () => {
		running?.stop();
		running = null;
	};
	// the spinner makes room for whatever else is written to its stream
	const keep = (line: string) => void terminal.stream.write(`${line}\n`);
	return {
		step(title) {
			settle();
			const {step, line} = timedStep(title, {
				now: terminal.now,
				end(text) {
					if (running === spinner) settle();
					keep(text);
				},
			});
			const spinner = spinnerOn(terminal, line);
			running = spinner;
			return step;
		},
		note: keep,
		warn: keep,
		clear: settle,
	};
}

/** Its line is asked for at every frame, so that the time goes on and a window that was resized counts at once. */
function spinnerOn({stream, color, now}: Terminal, line: () => string): Ora {
	const columns = steadyWidth(stream, now);
	return ora({
		suffixText: () => inPlace(line(), columns()),
		stream,
		color: color ? 'cyan' : false,
		discardStdin: false,
		// whoever chose this renderer has seen that it is a terminal
		isEnabled: true,
	}).start();
}

type Timed = {now: () => number; end: (line: string) => void};

function timedStep(title: string, {now, end}: Timed): {step: Step; line: () => string} {
	const began = now();
	const time = () => {
		const passed = elapsed(now() - began);
		return passed === null ? '' : ` (${passed})`;
	};
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
