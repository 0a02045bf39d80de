import type {JsonObject} from '../errors/json.ts';
import {withEdits} from '../options/edits.ts';
import type {OptionsFile} from '../options/options-file.ts';
import {serviceIn, shapeOf} from '../options/shape.ts';
import {unknownKeys, unknownKeysInWords} from '../options/unknown-keys.ts';
import type {World} from '../world.ts';

/** Cosmos takes a misspelt option without a word, and the package never sees it. Nothing is said when there is no schema to judge by. */
export function warnOfUnknownKeys(file: OptionsFile, config: JsonObject | null, progress: World['progress']): void {
	// the other version's place for the service's options is understood, and moved
	const {moved} = serviceIn(file.value, shapeOf(config));
	const keys = unknownKeys(config, withEdits(file.value, moved));
	for (const words of unknownKeysInWords(keys, file)) progress.warn(`Warning: ${words}`);
}
