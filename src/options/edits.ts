import {isJsonObject, type Json, type JsonObject} from '../errors/json.ts';
import {type JsonPath, valueAt, withValueAt} from './json-path.ts';
import type {OptionsEdit} from './options-file.ts';

/** The document with the edits made, as `edited` makes them in its text. */
export function withEdits(options: JsonObject, edits: readonly OptionsEdit[]): JsonObject {
	return edits.reduce((document, {path, value}) => withValueAt(document, path, value), options);
}

/**
 * The edits, and those that take out the objects that they leave empty. An object that was empty before stays, and so
 * does one that gets other keys in the same edits, at its old place.
 */
export function pruning(options: JsonObject, edits: readonly OptionsEdit[]): readonly OptionsEdit[] {
	const removals = edits.filter(({value}) => value === undefined);
	return removals.reduce((all, {path}) => all.concat(emptiedAbove(path, {options, edits: all})), edits);
}

type Change = {options: JsonObject; edits: readonly OptionsEdit[]};

function emptiedAbove(path: JsonPath, {options, edits}: Change): OptionsEdit[] {
	const above = path.slice(0, -1);
	const emptied = isEmpty(valueAt(withEdits(options, edits), above)) && !isEmpty(valueAt(options, above));
	if (above.length === 0 || !emptied) return [];
	const removal = {path: above, value: undefined};
	return [removal, ...emptiedAbove(above, {options, edits: [...edits, removal]})];
}

function isEmpty(value: Json | undefined): boolean {
	return isJsonObject(value) && Object.keys(value).length === 0;
}
