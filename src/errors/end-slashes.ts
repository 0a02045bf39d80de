/** The same URL or path without slashes at its end. */
export function withoutEndSlashes(text: string): string {
	return text.replace(/(?<!\/)\/+$/, '');
}
