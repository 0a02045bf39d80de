import type {Progress} from './progress.ts';

/** A Progress that is told everything as `redacted` gives it: before it is cut to the width of a terminal, or written as an event. */
export function redactedProgress(progress: Progress, redacted: (text: string) => string): Progress {
	const maybe = (text?: string) => (text === undefined ? undefined : redacted(text));
	return {
		step(title) {
			const step = progress.step(redacted(title));
			return {
				update: (state, why) => step.update(redacted(state), maybe(why)),
				done: result => step.done(maybe(result)),
				unchanged: result => step.unchanged(redacted(result)),
				failed: reason => step.failed(redacted(reason)),
			};
		},
		many(title, names) {
			// a name stays what it was when it was first told
			const shown = new Map(names.map(name => [name, redacted(name)]));
			const many = progress.many(
				redacted(title),
				names.map(name => shown.get(name) ?? name),
			);
			return {
				update: (name, doing) => many.update(shown.get(name) ?? redacted(name), redacted(doing)),
				ended: (name, line, mark) => many.ended(shown.get(name) ?? redacted(name), redacted(line), mark),
				close: result => many.close(maybe(result)),
			};
		},
		note: line => progress.note(redacted(line)),
		warn: line => progress.warn(redacted(line)),
		clear: () => progress.clear(),
	};
}
