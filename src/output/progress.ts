/** What a long-running command tells while it works, always on stderr. Which renderer shows it is chosen once. */
export type Progress = {
	/** Begins a step that takes time. It ends with exactly one of `done`, `unchanged` and `failed`. */
	step(title: string): Step;
	/** Begins work on many agents at once; ends with `close`. `names` are all of them, in the order of the cluster. */
	many(title: string, names: readonly string[]): Many;
	/** A line that stays on the screen. */
	note(line: string): void;
	/** A line that stays on the screen even with --quiet. */
	warn(line: string): void;
	/** Takes the live line away, so that the terminal is the user's again. Safe to repeat. */
	clear(): void;
};

export type Step = {
	/**
	 * `state` is what was seen last, e.g. "1 of 2 instances healthy", `why` the reason for still waiting, e.g. "no agent offers
	 * 2048 MiB of memory". Shown at once on a terminal, on change anywhere else, so that it may be told at every look.
	 */
	update(state: string, why?: string): void;
	done(result?: string): void;
	unchanged(result: string): void;
	failed(reason: string): void;
};

/** What is told of an agent that was not among the names, or that came to its end before, is not shown. */
export type Many = {
	/** What is being done with one agent now, e.g. "connecting", "restarting Docker"; the first one begins it. */
	update(name: string, doing: string): void;
	/** One agent has come to an end. `line` says how in words, e.g. "changed, Docker says trusted". */
	ended(name: string, line: string, mark: Mark): void;
	/** Ends the view. Without a result the counts are one. */
	close(result?: string): void;
};

/** `open` is an agent that needs somebody's attention, and so stays in view. */
export type Mark = 'well' | 'unchanged' | 'open';
