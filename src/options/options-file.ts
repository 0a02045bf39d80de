import {findNodeAtLocation, type Node, parseTree} from 'jsonc-parser';
import {RefusedError} from '../errors/errors.ts';
import {isJsonObject, type Json, type JsonObject} from '../errors/json.ts';
import type {Files} from '../world.ts';
import {withoutKey, withValue} from './edited-text.ts';
import {decoded, positionAt, type TextFault} from './file-text.ts';
import type {JsonPath} from './json-path.ts';
import {syntaxFault} from './syntax-fault.ts';

export type OptionsFile = {
	path: string;
	/** null when there is no such file yet. */
	text: string | null;
	value: JsonObject;
};

/** undefined takes the key out. */
export type OptionsEdit = {path: JsonPath; value: Json | undefined};

/** Throws a RefusedError with line and column when the file is not one JSON object. */
export async function readOptionsFile(path: string, files: Files): Promise<OptionsFile> {
	const bytes = await files.read(path);
	if (bytes === null) return {path, text: null, value: {}};
	const {text, fault} = decoded(bytes);
	const found = fault ?? syntaxFault(text);
	if (found !== null) throw notJson(path, text, found);
	const value: unknown = JSON.parse(text);
	if (!isJsonObject(value)) {
		throw notJson(path, text, {offset: text.search(/\S/), reason: 'it holds no object; options stand between { and }'});
	}
	return {path, text, value};
}

/** The file's text with the edits made and everything else as it was: order, indentation, the last line's end. */
export function edited(text: string | null, edits: readonly OptionsEdit[]): string {
	return edits.reduce(
		(current, {path, value}) => (value === undefined ? withoutKey(current, path) : withValue(current, path, value)),
		text ?? '{}\n',
	);
}

/** The line (from 1) on which a value stands; null when the file does not have it. */
export function lineOf(file: OptionsFile, path: JsonPath): number | null {
	const tree = file.text === null ? undefined : parseTree(file.text);
	const node = path.reduce<Node | undefined>(
		(at, key) => at && findNodeAtLocation(at, [at.type === 'array' ? Number(key) : key]),
		tree,
	);
	if (node === undefined || file.text === null) return null;
	const {offset} = node.parent?.type === 'property' ? node.parent : node;
	return positionAt(file.text, offset).line;
}

function notJson(path: string, text: string, {offset, reason}: TextFault): RefusedError {
	const {line, column} = positionAt(text, offset);
	return new RefusedError(`the options file ${path} is not valid JSON, line ${line}, column ${column}: ${reason}`, {
		hint: `mend line ${line}, or take another file with --options`,
	});
}
