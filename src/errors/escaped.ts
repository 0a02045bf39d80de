import type {Json} from './json.ts';

/** What moves the cursor, breaks the line, turns the direction of writing, is not seen, or is no text at all. */
export const unshown = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/gu;

/** Tried first: what is plain, and most text is, takes no time. */
const plain = /^[ -~]*$/;

const short: ReadonlyMap<string, string> = new Map([
	['\n', '\\n'],
	['\r', '\\r'],
	['\t', '\\t'],
]);

/** The text as one line that does nothing to a terminal: what would is shown as an escape. What was escaped stays as it is. */
export function inOneLine(text: string): string {
	return plain.test(text) ? text : text.replaceAll(unshown, sign => short.get(sign) ?? inHexadecimal(sign));
}

/** Characters: a command to paste that names a thousand agents has half as many. */
const longestShown = 32_000;

/** A line for people: what is longer than anybody reads is cut, and said to be. */
export function lineForPeople(text: string): string {
	const line = inOneLine(text.slice(0, longestShown));
	return text.length <= longestShown ? line : `${line}… (${text.length - longestShown} characters more)`;
}

/** The same in quotes, for a text of which it matters where it begins and ends. */
export function escaped(text: string): string {
	return jsonText(text);
}

/** The same value as JSON, with escapes also for what JSON lets stand and a terminal obeys. `indent` is that of JSON.stringify. */
export function jsonText(value: Json | object, indent?: number): string {
	// a line break here is one of the indentation
	return JSON.stringify(value, null, indent).replaceAll(unshown, sign => (sign === '\n' ? sign : inHexadecimal(sign)));
}

/** As in JSON: two escapes for what takes two units of UTF-16. */
function inHexadecimal(sign: string): string {
	return sign
		.split('')
		.map(unit => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
		.join('');
}
