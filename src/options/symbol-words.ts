/**
 * Says what is wrong with a run of characters that JSON does not have. The characters themselves are left out:
 * a credential file that was taken for an options file would be shown in part.
 */
export function wordsForSymbol(symbol: string, {previous, next}: {previous: string; next: string}): string {
	const [, reason] = rules.find(([pattern]) => pattern.test(symbol)) ?? [];
	if (reason !== undefined) return reason;
	if (previous === '"' || next === '"') return 'a quotation mark is missing or one too many beside this word';
	if (/\d/.test(previous)) return 'a number must not go on like this; a text stands in double quotes';
	return /\p{L}/u.test(symbol)
		? 'a key or a text needs double quotes around it'
		: 'this character means nothing in JSON';
}

/** The first that fits counts. */
const rules: readonly (readonly [RegExp, string])[] = [
	[/^#/, 'comments are not allowed in JSON'],
	[/^'/, 'keys and texts stand in double quotes, not in single ones'],
	[/^[“”„‟«»‘’]/, 'this is a typographic quotation mark; JSON takes the plain one: "'],
	[
		/^[\p{Z}\p{Cf}]/u,
		'an invisible character stands here that is no plain blank, as copied from a web page; retype it',
	],
	[/^\p{Cc}/u, 'a control character stands here; this is probably no text file'],
	[/^(?:NaN|Infinity|undefined)$/, 'JSON has no NaN, Infinity or undefined; write a number, or leave the key out'],
	[/^true$/i, 'it is written in small letters: true'],
	[/^false$/i, 'it is written in small letters: false'],
	[/^(?:null|none|nil)$/i, 'nothing is written null'],
	[/^[+.-]/, 'this is no number as JSON writes it, such as 1, -2 or 0.5'],
];
