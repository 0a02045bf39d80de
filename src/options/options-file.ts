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
import {type JsonPath, valueAt} from './json-path.ts';

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
	const text = utf8(bytes, path);
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
	return edits.reduce((current, edit) => editedOnce(current, edit, formattingOptions), text ?? '{}\n');
}

function editedOnce(text: string, {path, value}: OptionsEdit, formattingOptions: FormattingOptions): string {
	const document: Json = JSON.parse(text);
	if (value === undefined && valueAt(document, path) === undefined) return text;
	// what is no object on the way (registry: null) gives way to one
	const above = path.map((_, length) => path.slice(0, length));
	const blocked = above.find(each => valueAt(document, each) !== undefined && !isJsonObject(valueAt(document, each)));
	const cleared = blocked === undefined ? text : applyEdits(text, modify(text, [...blocked], {}, {formattingOptions}));
	return applyEdits(cleared, modify(cleared, [...path], value, {formattingOptions}));
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

function utf8(bytes: Buffer, path: string): string {
	const hint = 'save it as UTF-8 without a byte order mark';
	try {
		const text = new TextDecoder('utf-8', {fatal: true, ignoreBOM: true}).decode(bytes);
		if (!text.startsWith('\uFEFF')) return text;
	} catch {
		throw new RefusedError(`the options file ${path} is not UTF-8`, {hint});
	}
	throw new RefusedError(`the options file ${path} begins with a byte order mark, which is not JSON`, {hint});
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
