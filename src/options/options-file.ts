import {findNodeAtLocation, type Node, parseTree} from 'jsonc-parser';
import {RefusedError} from '../errors/errors.ts';
import {aDocument, deepest, readAs} from '../errors/expected.ts';
import {isJsonObject, type Json, type JsonObject} from '../errors/json.ts';
import type {Files} from '../world.ts';
import {withoutKey, withValue} from './edited-text.ts';
import {decoded, positionAt, type TextFault} from './file-text.ts';
import type {JsonPath} from './json-path.ts';
import {withoutStrayQuote} from './stray-quote.ts';
import {syntaxFault} from './syntax-fault.ts';

export type OptionsFile = {
	path: string;
	/** null when there is no such file yet. */
	text: string | null;
	value: JsonObject;
	/** The line (from 1) of a stray quotation mark that `text` is without; absent when the file is JSON as it is. */
	repaired?: {line: number};
};

/** undefined takes the key out. */
export type OptionsEdit = {path: JsonPath; value: Json | undefined};

/**
 * Throws a RefusedError with line and column when the file is not one JSON object. The one fault that is mended is the stray
 * quotation mark of the published sample, which operators have copied.
 */
export async function readOptionsFile(path: string, files: Files): Promise<OptionsFile> {
	const bytes = await files.read(path);
	if (bytes === null) return {path, text: null, value: {}};
	if (bytes.length > longest) throw tooLong(path);
	const {text, fault} = decoded(bytes);
	const found = fault ?? faultIn(text);
	if (found === null) return {path, text, value: JSON.parse(text) as JsonObject};
	const mended = fault === null ? withoutStrayQuote(text) : null;
	if (mended === null || faultIn(mended.text) !== null) throw notJson(path, text, found);
	return {path, text: mended.text, value: JSON.parse(mended.text) as JsonObject, repaired: {line: mended.line}};
}

/** Bytes; an options file has some hundreds. */
const longest = 250_000;

function tooLong(path: string): RefusedError {
	return new RefusedError(`${path} has more than 250 kB, which no options file has`, {
		hint: 'see whether it is the file that you meant; another one can be named with --options',
	});
}

/** The first thing that keeps a text from being one JSON object; null when there is none. */
function faultIn(text: string): TextFault | null {
	const fault = syntaxFaultIn(text);
	if (fault !== null) return fault;
	const value: unknown = JSON.parse(text);
	if (!isJsonObject(value))
		return {offset: text.search(/\S/), reason: 'it holds no object; options stand between { and }'};
	return readAs(aDocument, value).fault === null ? null : tooDeep;
}

const tooDeep: TextFault = {offset: 0, reason: `it has more than ${deepest} levels in each other`};

/** A parser that calls itself for each level runs out of stack at some thousands. */
function syntaxFaultIn(text: string): TextFault | null {
	try {
		return syntaxFault(text);
	} catch (error) {
		if (error instanceof RangeError) return tooDeep;
		throw error;
	}
}

/** The file's text with the edits made and everything else as it was: order, indentation, the last line's end. */
export function edited(text: string | null, edits: readonly OptionsEdit[]): string {
	return edits.reduce(
		(current, {path, value}) => (value === undefined ? withoutKey(current, path) : withValue(current, path, value)),
		text ?? '{}\n',
	);
}

const trees = new WeakMap<OptionsFile, Node | undefined>();

/** Parsed once, whatever is asked about it. */
function treeOf(file: OptionsFile): Node | undefined {
	if (!trees.has(file)) trees.set(file, file.text === null ? undefined : parseTree(file.text));
	return trees.get(file);
}

/** The line (from 1) of the file, as it was read, on which a value stands; null when the file does not have it. */
export function lineOf(file: OptionsFile, path: JsonPath): number | null {
	const tree = treeOf(file);
	const node = path.reduce<Node | undefined>(
		(at, key) => at && findNodeAtLocation(at, [at.type === 'array' ? Number(key) : key]),
		tree,
	);
	if (node === undefined || file.text === null) return null;
	const {offset} = node.parent?.type === 'property' ? node.parent : node;
	const {line} = positionAt(file.text, offset);
	// the line of a stray quotation mark is no longer in the text
	return file.repaired !== undefined && line >= file.repaired.line ? line + 1 : line;
}

function notJson(path: string, text: string, {offset, reason}: TextFault): RefusedError {
	const {line, column} = positionAt(text, offset);
	return new RefusedError(`the options file ${path} is not valid JSON, line ${line}, column ${column}: ${reason}`, {
		hint: `mend line ${line}, or take another file with --options`,
	});
}
