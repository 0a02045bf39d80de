import type {Progress} from './progress.ts';

/** Progress for a pipe, a log or CI: one line per change, nothing that moves. */
export function lineProgress(write: (text: string) => void): Progress {
	const line = (text: string) => write(`${text}\n`);
	return {
		step(title) {
			let last = '';
			return {
				update(state) {
					if (state !== last) line(`${title}: ${state}`);
					last = state;
				},
				done: result => line(`${title}: ${result ?? 'done'}`),
				unchanged: result => line(`${title}: unchanged, ${result}`),
				failed: reason => line(`${title}: failed, ${reason}`),
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
