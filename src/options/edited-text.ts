import {findNodeAtLocation, type Node, parseTree} from 'jsonc-parser';
import type {Json} from '../errors/json.ts';
import type {JsonPath} from './json-path.ts';

/** How a document is laid out; `indentation` is null when all of it stands in one line. */
type Layout = {indentation: string | null; lineEnd: string};

type Span = {offset: number; length: number};

/** The text with a value at this place. Everything else keeps its bytes; what is no object on the way (`registry: null`) gives way to one. */
export function withValue(text: string, path: JsonPath, value: Json): string {
	const document = parseTree(text);
	if (document === undefined) return text;
	const nodes = nodesOnTheWay(document, path);
	const last = nodes.at(-1) ?? document;
	const missing = path.slice(nodes.length - 1);
	const [key] = missing;
	const layout = layoutOf(text);
	if (key === undefined && sameJson(text.slice(last.offset, endOf(last)), value)) return text;
	if (key === undefined) return replaced(text, last, printed(value, lineIndentation(text, last.offset), layout));
	const below = missing.slice(1).reduceRight<Json>((inner, each) => ({[each]: inner}), value);
	const sibling = last.type === 'object' ? last.children?.at(-1) : undefined;
	if (sibling !== undefined) return insertedAfter(text, sibling, {key, value: below, layout});
	return replaced(text, last, printed({[key]: below}, lineIndentation(text, last.offset), layout));
}

/** The text without a key, its value and its comma. An object that loses its only key is printed `{}`. */
export function withoutKey(text: string, path: JsonPath): string {
	const document = parseTree(text);
	const nodes = document === undefined ? [] : nodesOnTheWay(document, path);
	const property = nodes.length === path.length + 1 ? nodes.at(-1)?.parent : undefined;
	const object = property?.parent;
	if (property === undefined || object === undefined) return text;
	const siblings = object.children ?? [];
	const index = siblings.indexOf(property);
	const [previous, next] = [siblings[index - 1], siblings[index + 1]];
	if (previous !== undefined) return replaced(text, between(endOf(previous), endOf(property)), '');
	return next === undefined ? replaced(text, object, '{}') : replaced(text, between(property.offset, next.offset), '');
}

/** The document, then the value of each key of the path, as far as they are there. */
function nodesOnTheWay(document: Node, path: JsonPath): Node[] {
	const nodes = [document];
	for (const key of path) {
		const above = nodes.at(-1);
		const node = above?.type === 'object' ? findNodeAtLocation(above, [key]) : undefined;
		if (node === undefined) break;
		nodes.push(node);
	}
	return nodes;
}

/** A new last entry, set apart from its neighbour as that one is from its own. */
function insertedAfter(text: string, sibling: Node, entry: {key: string; value: Json; layout: Layout}): string {
	const {key, value, layout} = entry;
	const [siblingKey, siblingValue] = sibling.children ?? [];
	const colon = siblingKey && siblingValue ? text.slice(endOf(siblingKey), siblingValue.offset) : ': ';
	const separator = separatorBefore(text, sibling, /\s$/.test(colon) ? ', ' : ',');
	const margin = lineIndentation(separator, separator.length);
	const content = /[\r\n]/.test(separator) ? printed(value, margin, layout) : JSON.stringify(value);
	const inserted = `${separator}${JSON.stringify(key)}${colon}${content}`;
	return replaced(text, {offset: endOf(sibling), length: 0}, inserted);
}

function separatorBefore(text: string, property: Node, inOneLine: string): string {
	const siblings = property.parent?.children ?? [];
	const previous = siblings[siblings.indexOf(property) - 1];
	if (previous !== undefined) return text.slice(endOf(previous), property.offset);
	const blank = text.slice((property.parent?.offset ?? 0) + 1, property.offset);
	return /[\r\n]/.test(blank) ? `,${blank}` : inOneLine;
}

function layoutOf(text: string): Layout {
	const [, indentation = '  '] = /[\r\n]([ \t]+)\S/.exec(text) ?? [];
	const [lineEnd] = /\r\n|\n|\r/.exec(text) ?? ['\n'];
	const document = text.trim();
	const inOneLine = !/[\r\n]/.test(document) && !/^\{\s*\}$/.test(document);
	return {indentation: inOneLine ? null : indentation, lineEnd};
}

/** A value as it stands behind a key whose line begins with `margin`. */
function printed(value: Json, margin: string, {indentation, lineEnd}: Layout): string {
	if (indentation === null) return JSON.stringify(value);
	return JSON.stringify(value, null, indentation).replaceAll('\n', `${lineEnd}${margin}`);
}

/** Written alike or not: 2 and 2.0, {"a":1} and { "a": 1 }. */
function sameJson(text: string, value: Json): boolean {
	return JSON.stringify(JSON.parse(text)) === JSON.stringify(value);
}

function lineIndentation(text: string, offset: number): string {
	const before = text.slice(0, offset);
	const lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
	return /^[ \t]*/.exec(before.slice(lineStart))?.[0] ?? '';
}

function endOf({offset, length}: Span): number {
	return offset + length;
}

function between(start: number, end: number): Span {
	return {offset: start, length: end - start};
}

function replaced(text: string, {offset, length}: Span, content: string): string {
	return text.slice(0, offset) + content + text.slice(offset + length);
}
