import {isDeepStrictEqual} from 'node:util';
import {RefusedError} from '../errors/errors.ts';
import {refuseContradictions} from '../options/contradictions.ts';
import {dotted, type JsonPath, valueAt} from '../options/json-path.ts';
import {type OptionsFile, readOptionsFile} from '../options/options-file.ts';
import {type OptionsShape, servicePlaces} from '../options/shape.ts';
import {optionsOf} from '../registry/package-options.ts';
import type {World} from '../world.ts';

/**
 * The options file as it is now: somebody may have edited it while a question stood or the bucket was tried, and their edits stay. Throws a
 * RefusedError where they changed what was looked at to choose the storage, or where the file is no JSON any more. The same object where
 * nobody did.
 */
export async function asItIsNow(
	{file, shape}: {file: OptionsFile; shape: OptionsShape},
	{files}: Pick<World, 'files'>,
): Promise<OptionsFile> {
	const now = await readOptionsFile(file.path, files);
	if (now.text === file.text && now.repaired?.line === file.repaired?.line) return file;
	const changed = placesLookedAt(shape).filter(path => !isDeepStrictEqual(...bothAt(path, file, now)));
	if (changed.length > 0) {
		throw new RefusedError(`${file.path} was edited while this command ran, and it is not overwritten`, {
			details: changed.map(path => `${dotted(path)} was ${shown(path, file)}, and is ${shown(path, now)} now`),
			hint: 'run the same command again: it goes by what the file says then',
		});
	}
	refuseContradictions(now, shape);
	return now;
}

/** The storage, and what goes with it. */
function placesLookedAt(shape: OptionsShape): JsonPath[] {
	return [...Object.values(optionsOf), ...servicePlaces(shape, ['name']), ...servicePlaces(shape, ['instances'])];
}

function bothAt(path: JsonPath, one: OptionsFile, other: OptionsFile): [unknown, unknown] {
	return [valueAt(one.value, path), valueAt(other.value, path)];
}

function shown(path: JsonPath, {value}: OptionsFile): string {
	const text = JSON.stringify(valueAt(value, path)) ?? 'not there';
	return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
