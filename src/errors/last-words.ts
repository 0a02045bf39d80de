/** As much of what a program printed as is judged: what made it end stands at its end, and others can send megabytes before it. */
export function lastWords(text: string): string {
	return text.slice(-8192);
}
