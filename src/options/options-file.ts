import {
	applyEdits,
	type FormattingOptions,
	findNodeAtLocation,
	modify,
	type Node,
	type ParseError,
	parseTree,
	printParseErrorCode,
} from 'jsonc-parser';
import {RefusedError} from '../errors/errors.ts';
import {isJsonObject, type Json, type JsonObject} from '../errors/json.ts';
import type {Files} from '../world.ts';
import type {JsonPath} from './json-path.ts';

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
	const text = bytes.toString('utf8');
	const errors: ParseError[] = [];
	const tree = parseTree(text, errors, {allowTrailingComma: false, disallowComments: true, allowEmptyContent: false});
	const [first] = errors;
	if (first !== undefined) throw notJson(path, text, first.offset, wordsFor(first));
	const repeated = tree && repeatedKey(tree);
	if (repeated) throw notJson(path, text, repeated.offset, `the key ${repeated.key} stands there twice`);
	const value: unknown = JSON.parse(text);
	if (!isJsonObject(value)) throw notJson(path, text, 0, 'it is not an object');
	return {path, text, value};
}

/** The file's text with the edits made and everything else as it was: order, indentation, the last line's end. */
export function edited(text: string | null, edits: readonly OptionsEdit[]): string {
	const formattingOptions = formattingOf(text ?? '');
	return edits.reduce(
		(current, {path, value}) => applyEdits(current, modify(current, [...path], value, {formattingOptions})),
		text ?? '{}\n',
	);
}

/** The line (from 1) on which a value stands; null when the file does not have it. */
export function lineOf(file: OptionsFile, path: JsonPath): number | null {
	const tree = file.text === null ? undefined : parseTree(file.text);
	const node = tree && findNodeAtLocation(tree, [...path]);
	return node && file.text !== null ? positionAt(file.text, (node.parent ?? node).offset).line : null;
}

function formattingOf(text: string): FormattingOptions {
	const [, indentation = '  '] = /\n([ \t]+)\S/.exec(text) ?? [];
	const eol = text.includes('\r\n') ? '\r\n' : '\n';
	return {
		insertSpaces: !indentation.startsWith('\t'),
		tabSize: indentation.startsWith('\t') ? 1 : indentation.length,
		eol,
	};
}

function repeatedKey(node: Node): {offset: number; key: string} | null {
	if (node.type === 'object') {
		const keys = (node.children ?? []).flatMap(property => property.children?.[0] ?? []);
		const repeated = keys.find((key, index) => keys.findIndex(other => other.value === key.value) < index);
		if (repeated) return {offset: repeated.offset, key: JSON.stringify(repeated.value)};
	}
	for (const child of node.children ?? []) {
		const found = repeatedKey(child);
		if (found) return found;
	}
	return null;
}

function wordsFor({error}: ParseError): string {
	return printParseErrorCode(error).replaceAll(
		/([a-z])([A-Z])/g,
		(_, a: string, b: string) => `${a} ${b.toLowerCase()}`,
	);
}

function notJson(path: string, text: string, offset: number, reason: string): RefusedError {
	const {line, column} = positionAt(text, offset);
	return new RefusedError(`the options file ${path} is not valid JSON, line ${line}, column ${column}: ${reason}`, {
		hint: `mend line ${line}, or take another file with --options`,
	});
}

function positionAt(text: string, offset: number): {line: number; column: number} {
	const before = text.slice(0, offset).split('\n');
	return {line: before.length, column: (before.at(-1)?.length ?? 0) + 1};
}
