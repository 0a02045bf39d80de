import type {Many, Progress, Step} from '../../../src/output/progress.ts';

/** A step of the progress that keeps what it was told, in order. */
export function recordedStep(): {step: Step; states: readonly string[]} {
	const states: string[] = [];
	return {step: stepInto(states, ''), states};
}

/** A progress that keeps what it was told, in order, each with the title of its step. */
export function recordedProgress(): {progress: Progress; lines: readonly string[]} {
	const lines: string[] = [];
	const progress: Progress = {
		step: title => stepInto(lines, `${title}: `),
		note: line => void lines.push(line),
		warn: line => void lines.push(line),
		many: title => manyInto(lines, `${title}: `),
		clear: () => {},
	};
	return {progress, lines};
}

function manyInto(lines: string[], title: string): Many {
	return {
		update: (name, doing) => void lines.push(`${title}${name} ${doing}`),
		ended: (name, line, mark) => void lines.push(`${title}${name} ended: ${line} (${mark})`),
		close: result => void lines.push(`${title}closed: ${result ?? ''}`),
	};
}

function stepInto(lines: string[], title: string): Step {
	return {
		update: (state, why) => void lines.push(`${title}${state}${why === undefined ? '' : ` (${why})`}`),
		done: result => void lines.push(`${title}done: ${result ?? ''}`),
		unchanged: result => void lines.push(`${title}unchanged: ${result}`),
		failed: reason => void lines.push(`${title}failed: ${reason}`),
	};
}
