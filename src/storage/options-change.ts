import {dotted} from '../options/json-path.ts';
import {edited, type OptionsEdit, type OptionsFile} from '../options/options-file.ts';
import {serviceIn} from '../options/shape.ts';
import type {World} from '../world.ts';
import type {Situation} from './situation.ts';
import {removedOptions} from './storage-edits.ts';

export type OptionsChange = {
	path: string;
	state: 'created' | 'changed' | 'unchanged';
	/** What was wrong with the file, as it was read; the edited one is without it. */
	repaired?: OptionsFile['repaired'];
	/** Options of another storage that gave way, in dotted words. */
	removed: readonly string[];
	/** Where the service's options were put, because this version of the package reads them there; null when they were there. */
	movedTo: string | null;
};

/** Writes the file in one step, unless it says everything already or nothing shall be done. */
export async function changeOptions(
	{file, shape}: Pick<Situation, 'file' | 'shape'>,
	{edits, dryRun}: {edits: readonly OptionsEdit[]; dryRun: boolean},
	{files}: Pick<World, 'files'>,
): Promise<OptionsChange> {
	const text = edited(file.text, edits);
	const {repaired} = file;
	// what was repaired is repaired in the text alone so far
	const changed = text !== file.text || repaired !== undefined;
	if (changed && !dryRun) await files.writeAtomically(file.path, text);
	const moved = serviceIn(file.value, shape).moved.length > 0;
	const state = file.text === null ? 'created' : changed ? 'changed' : 'unchanged';
	return {
		path: file.path,
		state,
		...(repaired && {repaired}),
		removed: removedOptions({file, shape}, edits),
		movedTo: moved ? dotted(shape.service) : null,
	};
}
