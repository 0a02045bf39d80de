import type {Progress} from './progress.ts';

/** What a run has done, for whoever has to be told when it ends by a defect. */
export type Deeds = {
	/** Told of everything that the run tells its user. */
	progress: Progress;
	/** In the order in which it ended; then what was begun and has not ended. What was found as it should be is no deed. */
	lines: () => readonly string[];
};

/** `over`: an agent that ended and needs somebody's attention. */
const [done, over, begun] = ['done before: ', 'ended before: ', 'begun, and nobody knows how far: '];

export function deeds(): Deeds {
	const ended: string[] = [];
	const underWay = new Map<object | string, string>();
	const endOf = (key: object | string, line?: string) => {
		underWay.delete(key);
		if (line !== undefined) ended.push(line);
	};
	const progress: Progress = {
		step(title) {
			const key = {};
			underWay.set(key, title);
			return {
				update() {},
				done: result => endOf(key, `${done}${title}${result === undefined ? '' : `: ${result}`}`),
				unchanged: () => endOf(key),
				failed: () => endOf(key),
			};
		},
		many: () => ({
			update: (name, doing) => void underWay.set(name, `${name}: ${doing}`),
			ended: (name, line, mark) =>
				endOf(name, mark === 'unchanged' ? undefined : `${mark === 'open' ? over : done}${name}: ${line}`),
			close() {},
		}),
		note() {},
		warn() {},
		clear() {},
	};
	return {progress, lines: () => [...ended, ...[...underWay.values()].map(line => `${begun}${line}`)]};
}
