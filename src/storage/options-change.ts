import type {JsonObject} from '../errors/json.ts';
import {withEdits} from '../options/edits.ts';
import {dotted} from '../options/json-path.ts';
import {edited, type OptionsEdit, type OptionsFile} from '../options/options-file.ts';
import {serviceIn} from '../options/shape.ts';
import type {World} from '../world.ts';
import {asItIsNow} from './edited-meanwhile.ts';
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

type Wish = {
	/** What is to be changed in the file, as it is now. */
	editsFor: (file: OptionsFile) => readonly OptionsEdit[];
	dryRun: boolean;
};

/**
 * Writes the file in one step, unless it says everything already or nothing shall be done; what somebody saved in it since it was read
 * stays. Throws a RefusedError where that contradicts the choice. `options`: the whole document.
 */
export async function changeOptions(
	{file: read, shape}: Pick<Situation, 'file' | 'shape'>,
	{editsFor, dryRun}: Wish,
	world: Pick<World, 'files' | 'progress'>,
): Promise<{optionsFile: OptionsChange; options: JsonObject}> {
	const file = await asItIsNow({file: read, shape}, world);
	if (file !== read) world.progress.note(`${file.path} was edited while this command ran; those edits stay in it`);
	const edits = editsFor(file);
	const text = edited(file.text, edits);
	const {repaired} = file;
	// what was repaired is repaired in the text alone so far
	const changed = text !== file.text || repaired !== undefined;
	if (changed && !dryRun) await world.files.writeAtomically(file.path, text);
	const moved = serviceIn(file.value, shape).moved.length > 0;
	const state = file.text === null ? 'created' : changed ? 'changed' : 'unchanged';
	const optionsFile: OptionsChange = {
		path: file.path,
		state,
		...(repaired && {repaired}),
		removed: removedOptions({file, shape}, edits),
		movedTo: moved ? dotted(shape.service) : null,
	};
	return {optionsFile, options: withEdits(file.value, edits)};
}
