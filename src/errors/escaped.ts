/** The text in quotes, with what moves the cursor, breaks the line or turns the direction of writing shown as an escape. */
export function escaped(text: string): string {
	return JSON.stringify(text).replaceAll(
		/[\p{Cc}\p{Cf}\u2028\u2029]/gu,
		each => `\\u${(each.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
	);
}
