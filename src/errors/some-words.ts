/** As much of what others say as stands in a sentence or a table of ours. */
export function firstWords(text: string): string {
	return text.length <= longest ? text : `${text.slice(0, longest)}…`;
}

/** Characters. */
const longest = 1000;

/** As much of what a program printed as is judged: what made it end stands at its end, and others can send megabytes before it. */
export function lastWords(text: string): string {
	return text.slice(-8192);
}
