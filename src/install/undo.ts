import {UserError} from '../errors/errors.ts';
import {exitCodes} from '../errors/exit-codes.ts';
import type {World} from '../world.ts';

/** Something that this run made, or may have made when its answer was lost. */
export type Made = {
	what: string;
	/** Takes it back if it is there and ours. Safe to repeat. */
	undo(): Promise<'undone' | 'nothing to undo'>;
	/** What does the same by hand; null where the CLI has no command for it, and it does no harm. */
	command: string | null;
};

/** What this run made, in the order in which it was made. */
export type Journal = {
	/** To be called before the write, so that a lost answer leaves nothing out. `forget` it when it turned out to be somebody else's. */
	add(made: Made): {forget(): void};
	/** For when somebody else has come to use what this run made. */
	forgetAll(): void;
	made(): readonly Made[];
};

export function createJournal(): Journal {
	let all: readonly Made[] = [];
	return {
		add(made) {
			all = [...all, made];
			return {
				forget() {
					all = all.filter(each => each !== made);
				},
			};
		},
		forgetAll() {
			all = [];
		},
		made: () => all,
	};
}

export type Undone = {
	undone: readonly string[];
	/** What is still there, in the order in which it has to go. */
	left: readonly Made[];
	/** Why the first of those could not be undone; null when nothing is left. */
	reason: string | null;
};

/**
 * Takes back what was made, the newest first: a package repository must be gone before its registry, and an account before
 * the secret with its key. So the first failure ends it: what is left is whole, and no worse than before.
 */
export async function undoAll(journal: Journal, {progress}: Pick<World, 'progress'>): Promise<Undone> {
	const undone: string[] = [];
	const newestFirst = [...journal.made()].reverse();
	for (const [index, made] of newestFirst.entries()) {
		const step = progress.step(`Undo ${made.what}`);
		try {
			if ((await made.undo()) === 'undone') {
				undone.push(made.what);
				step.done('taken back');
			} else {
				step.unchanged('there is nothing to take back');
			}
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			step.failed(reason);
			return {undone, left: newestFirst.slice(index), reason};
		}
	}
	return {undone, left: [], reason: null};
}

/** The first error as it was, with what became of the rest; `again` is the command that begins anew. */
export function afterUndo(error: UserError, {undone, left, reason}: Undone, again: string): UserError {
	const commands = left.flatMap(({command}) => (command === null ? [] : [`  ${command}`]));
	const details = [
		...error.details,
		...(undone.length === 0 ? [] : [`undone: ${undone.join(', ')}`]),
		...(reason === null ? [] : [`could not undo ${left[0]?.what}: ${reason}`]),
		...(commands.length === 0 ? [] : ['to undo the rest by hand, in this order:', ...commands]),
	];
	// what the error advises to go on with is not there any more
	const waited = error.exitCode === exitCodes.timedOut || error.exitCode === exitCodes.interrupted;
	const hint = waited && left.length === 0 ? `nothing of this run is left; to begin anew: ${again}` : error.hint;
	return new UserError(error.message, error.exitCode, {hint, details, cause: error});
}
