import {isUnclear} from '../errors/api-error.ts';
import type {World} from '../world.ts';

type Write = {
	/** `exists`: it was there and was left alone; any other word: it was made. */
	write: () => Promise<string>;
	/** Whether it is there now, with the content that was meant. */
	isThere: () => Promise<boolean>;
};

const tries = 3;

/**
 * Makes something although an answer may get lost and a server may fail: looks whether it was made all the same, and
 * writes again only when it was not. `ours`: this run made it. Throws what the last try threw.
 */
export async function surely(
	{write, isThere}: Write,
	{clock, interrupted}: Pick<World, 'clock' | 'interrupted'>,
): Promise<'ours' | 'theirs'> {
	for (let attempt = 1; ; attempt += 1) {
		try {
			if ((await write()) !== 'exists') return 'ours';
			// after an answer that got lost, what exists with our content is our own
			return attempt > 1 && (await isThere()) ? 'ours' : 'theirs';
		} catch (error) {
			if (!isUnclear(error)) throw error;
			if (await isThere()) return 'ours';
			if (attempt === tries || interrupted.aborted) throw error;
			await clock.sleep(1000 * attempt, interrupted);
		}
	}
}
