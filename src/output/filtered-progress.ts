import type {Progress} from './progress.ts';

/** A Progress that is told everything as the filter gives it: before it is cut to the width of a terminal, or written as an event. */
export function filteredProgress(progress: Progress, filter: (text: string) => string): Progress {
	const maybe = (text?: string) => (text === undefined ? undefined : filter(text));
	return {
		step(title) {
			const step = progress.step(filter(title));
			return {
				update: (state, why) => step.update(filter(state), maybe(why)),
				done: result => step.done(maybe(result)),
				unchanged: result => step.unchanged(filter(result)),
				failed: reason => step.failed(filter(reason)),
			};
		},
		many(title, names) {
			// a name stays what it was when it was first told
			const shown = new Map(names.map(name => [name, filter(name)]));
			const many = progress.many(
				filter(title),
				names.map(name => shown.get(name) ?? name),
			);
			return {
				update: (name, doing) => many.update(shown.get(name) ?? filter(name), filter(doing)),
				ended: (name, line, mark) => many.ended(shown.get(name) ?? filter(name), filter(line), mark),
				close: result => many.close(maybe(result)),
			};
		},
		note: line => progress.note(filter(line)),
		warn: line => progress.warn(filter(line)),
		clear: () => progress.clear(),
	};
}
