import {positionAt} from './file-text.ts';

/** A quotation mark with a line to itself, from the end of the line before. Neither \s nor $ will do: JSON has fewer blanks and line ends. */
const strayLine = /(?:\r\n?|\n)[ \t]*"[ \t]*(?=[\r\n])/;

/**
 * The text without its first line that holds a quotation mark alone, between two tokens, and the number of that line; null
 * when there is none. No text of JSON goes over the end of a line, so where that leaves JSON the mark meant nothing.
 */
export function withoutStrayQuote(text: string): {text: string; line: number} | null {
	const stray = strayLine.exec(text);
	if (stray === null) return null;
	const before = text.slice(0, stray.index);
	const after = text.slice(stray.index + stray[0].length);
	if (before.trim() === '' || after.trim() === '') return null;
	return {text: before + after, line: positionAt(text, stray.index).line + 1};
}
