import ora, {type Ora} from 'ora';
import type {Progress, Step} from './progress.ts';

type Terminal = {stream: NodeJS.WriteStream; color: boolean};

/** Progress on a terminal: a spinner on the step under way, a line that stays for each that ended. */
export function liveProgress(terminal: Terminal): Progress {
	let running: Ora | null = null;
	const settle = () => {
		running?.stop();
		running = null;
	};
	const keep = (line: string) => {
		const spinner = running;
		spinner?.clear();
		terminal.stream.write(`${line}\n`);
		spinner?.render();
	};
	return {
		step(title) {
			settle();
			const spinner = ora({
				text: title,
				stream: terminal.stream,
				color: terminal.color ? 'cyan' : false,
				discardStdin: false,
			}).start();
			running = spinner;
			return stepOn(spinner, {title, settle});
		},
		note: keep,
		warn: keep,
		clear: settle,
	};
}

function stepOn(spinner: Ora, {title, settle}: {title: string; settle: () => void}): Step {
	const end = (symbol: string, text: string) => {
		settle();
		spinner.stopAndPersist({symbol, text});
	};
	return {
		update(state) {
			spinner.text = `${title}: ${state}`;
		},
		done: result => end('✔', result === undefined ? title : `${title}: ${result}`),
		unchanged: result => end('=', `${title}: unchanged, ${result}`),
		failed: reason => end('✖', `${title}: failed, ${reason}`),
	};
}
