import type {Progress} from './progress.ts';

/** One Progress that tells two, the first one first. */
export function tellBoth(first: Progress, second: Progress): Progress {
	return {
		step(title) {
			const [one, other] = [first.step(title), second.step(title)];
			return {
				update(...seen) {
					one.update(...seen);
					other.update(...seen);
				},
				done(result) {
					one.done(result);
					other.done(result);
				},
				unchanged(result) {
					one.unchanged(result);
					other.unchanged(result);
				},
				failed(reason) {
					one.failed(reason);
					other.failed(reason);
				},
			};
		},
		many(title, names) {
			const [one, other] = [first.many(title, names), second.many(title, names)];
			return {
				update(...seen) {
					one.update(...seen);
					other.update(...seen);
				},
				ended(...how) {
					one.ended(...how);
					other.ended(...how);
				},
				close(result) {
					one.close(result);
					other.close(result);
				},
			};
		},
		note(line) {
			first.note(line);
			second.note(line);
		},
		warn(line) {
			first.warn(line);
			second.warn(line);
		},
		clear() {
			first.clear();
			second.clear();
		},
	};
}
