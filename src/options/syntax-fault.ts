import {type Node, type ParseError, parseTree, printParseErrorCode} from 'jsonc-parser';
import {positionAt, type TextFault} from './file-text.ts';
import {wordsForSymbol} from './symbol-words.ts';

/** Where the parser stumbled: the offending token (empty at the end of the file) and the last character before it that is no blank. */
type Place = {text: string; offset: number; token: string; before: number};

/** The first thing that makes a text no JSON, or JSON that programs read differently; null when there is none. */
export function syntaxFault(text: string): TextFault | null {
	const errors: ParseError[] = [];
	const tree = parseTree(text, errors, {allowTrailingComma: false, disallowComments: true, allowEmptyContent: false});
	const [first] = errors;
	if (first !== undefined) return explained(text, first);
	return tree === undefined ? null : (repeatedKey(tree, text) ?? halfCharacter(tree));
}

function explained(text: string, {error, offset, length}: ParseError): TextFault {
	if (text.trim() === '') return {offset: 0, reason: 'the file is empty; without any options it holds {}'};
	const before = text.slice(0, offset).trimEnd().length - 1;
	const place = {text, offset, token: text.slice(offset, offset + length), before};
	const kind = printParseErrorCode(error);
	if (place.token === '')
		return {offset, reason: 'the file ends here, before all that was opened with { or [ is closed'};
	return commaFault(kind, place) ?? {offset, reason: words.get(kind)?.(place) ?? 'JSON has something else here'};
}

const words: ReadonlyMap<string, (place: Place) => string> = new Map<string, (place: Place) => string>([
	[
		'InvalidSymbol',
		({text, offset, token}) =>
			wordsForSymbol(token, {previous: text[offset - 1] ?? '', next: text[offset + token.length] ?? ''}),
	],
	['UnexpectedEndOfNumber', () => 'this number is not complete'],
	['PropertyNameExpected', () => 'a key in double quotes belongs here'],
	['ValueExpected', () => 'a value is missing here'],
	['ColonExpected', () => 'a colon is missing between a key and its value'],
	['EndOfFileExpected', () => 'something stands after the end of the document'],
	['InvalidCommentToken', () => 'comments are not allowed in JSON'],
	// a text begins after one of these; anywhere else its first quotation mark is a stray one
	[
		'UnexpectedEndOfString',
		({text, before}) =>
			/[{[,:]/.test(text[before] ?? '')
				? 'this text has no closing quotation mark'
				: 'this quotation mark is one too many, or the one before it is missing',
	],
	['InvalidUnicode', () => 'this text has an incomplete \\u; it takes four hexadecimal digits'],
	['InvalidEscapeCharacter', () => 'this text has a single backslash; in JSON a backslash is written \\\\'],
	['InvalidCharacter', () => 'this text holds a tab or another control character; a tab is written \\t'],
]);

/** What is wrong with the commas around a place; null when they are not the matter. */
function commaFault(kind: string, {text, offset, token, before}: Place): TextFault | null {
	const previous = text[before] ?? '';
	const closing = token === '}' || token === ']';
	if (kind === 'CommaExpected') {
		if (closing) return {offset, reason: `this ${token} closes what was opened with ${token === '}' ? '[' : '{'}`};
		const number = before === offset - 1 && previous === '0' && /^\d/.test(token);
		if (number) return {offset: before, reason: 'a number must not begin with 0'};
		return {offset: before + 1, reason: 'a comma is missing between two entries'};
	}
	if (kind !== 'ValueExpected' && kind !== 'PropertyNameExpected') return null;
	if (closing && previous === ',') return {offset: before, reason: 'a comma stands after the last entry'};
	return token === ',' && /[{[,]/.test(previous) ? {offset, reason: 'a comma too many stands here'} : null;
}

/** An escape such as \ud800 without its other half: no name, path or request can hold it. */
function halfCharacter({type, value, offset, children = []}: Node): TextFault | null {
	if (type === 'string' && typeof value === 'string' && !value.isWellFormed())
		return {offset, reason: 'this text has one half of a character, as \\ud800 is; such escapes come in pairs'};
	for (const child of children) {
		const found = halfCharacter(child);
		if (found) return found;
	}
	return null;
}

/** Of two equal keys most programs take the last one, some the first: we would lose one of them silently. */
function repeatedKey(node: Node, text: string): TextFault | null {
	const children = node.children ?? [];
	const seen = new Map<unknown, number>();
	for (const key of node.type === 'object' ? children.flatMap(property => property.children?.[0] ?? []) : []) {
		const first = seen.get(key.value);
		if (first !== undefined) {
			const {line} = positionAt(text, first);
			return {
				offset: key.offset,
				reason: `the key ${JSON.stringify(key.value)} stands there twice, first in line ${line}`,
			};
		}
		seen.set(key.value, key.offset);
	}
	for (const child of children) {
		const found = repeatedKey(child, text);
		if (found) return found;
	}
	return null;
}
