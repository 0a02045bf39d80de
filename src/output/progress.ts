/** What a long-running command tells while it works, always on stderr. Which renderer shows it is chosen once. */
export type Progress = {
	/** Begins a step that takes time. It ends with exactly one of `done`, `unchanged` and `failed`. */
	step(title: string): Step;
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
