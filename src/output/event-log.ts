import {jsonText} from '../errors/escaped.ts';
import type {Clock, Ending} from '../world.ts';
import type {Many, Mark, Progress, Step} from './progress.ts';
import {tally} from './tally.ts';

/** What happened, for programs. In the log each stands on a line of its own, as JSON, with the `time` (ISO 8601, UTC) before it. */
export type Event =
	/** With the number of its agents when it works on many at once. */
	| {event: 'begin'; step: string; agents?: number}
	/** Only when one of the two is another than before. */
	| {event: 'state'; step: string; state: string; why: string | null}
	/** Only when it is another than before. */
	| {event: 'agent-state'; step: string; agent: string; state: string}
	| {event: 'agent-ended'; step: string; agent: string; mark: Mark; result: string}
	| {event: 'done'; step: string; result: string | null; seconds: number}
	| {event: 'unchanged'; step: string; result: string}
	| {event: 'failed'; step: string; reason: string}
	| {event: 'note'; text: string}
	| {event: 'warning'; text: string}
	/** The last one of a run, unless it was killed. */
	| ({event: 'end'} & Ending);

export type EventLog = {
	progress: Progress;
	/** A step that an error left open has failed because of it, so that every `begin` has its end. */
	end: (ending: Ending) => void;
};

type Log = {
	append: (line: string) => void;
	clock: Pick<Clock, 'now' | 'elapsed'>;
};

/** Progress as JSON lines, each appended when it happens. */
export function eventLog({append, clock}: Log): EventLog {
	const open = new Set<Step>();
	const tell = (event: Event) => append(jsonText({time: new Date(clock.now()).toISOString(), ...event}));
	return {
		progress: {
			step: title => loggedStep(title, {tell, clock, open}),
			many: (title, names) => loggedMany(title, names, {tell, clock, open}),
			note: text => tell({event: 'note', text}),
			warn: text => tell({event: 'warning', text}),
			clear() {},
		},
		end(ending) {
			for (const step of open) step.failed(ending.error ?? 'left unfinished');
			tell({event: 'end', ...ending});
		},
	};
}

type Logging = {tell: (event: Event) => void; clock: Log['clock']; open: Set<Step>};

function loggedMany(title: string, names: readonly string[], logging: Logging): Many {
	const {tell, clock, open} = logging;
	const agents = tally(names);
	const step = loggedStep(title, logging, {agents: names.length});
	return {
		update(agent, state) {
			if (open.has(step) && agents.update(agent, state, clock.elapsed()))
				tell({event: 'agent-state', step: title, agent, state});
		},
		ended(agent, result, mark) {
			if (open.has(step) && agents.ended(agent, result, mark))
				tell({event: 'agent-ended', step: title, agent, mark, result});
		},
		close: result => step.done(result),
	};
}

function loggedStep(title: string, {tell, clock, open}: Logging, more: {agents?: number} = {}): Step {
	const began = clock.elapsed();
	let last: Parameters<Step['update']> | [] = [];
	const end = (event: Event) => {
		if (open.delete(step)) tell(event);
	};
	const step: Step = {
		update(state, why) {
			if (!open.has(step) || (state === last[0] && why === last[1])) return;
			last = [state, why];
			tell({event: 'state', step: title, state, why: why ?? null});
		},
		done(result) {
			const seconds = (clock.elapsed() - began) / 1000;
			end({event: 'done', step: title, result: result ?? null, seconds});
		},
		unchanged: result => end({event: 'unchanged', step: title, result}),
		failed: reason => end({event: 'failed', step: title, reason}),
	};
	open.add(step);
	tell({event: 'begin', step: title, ...more});
	return step;
}
