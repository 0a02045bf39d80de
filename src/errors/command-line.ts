/** The words as a line that can be pasted into a POSIX shell. */
export function commandLine(words: readonly string[]): string {
	return words.map(quoted).join(' ');
}

function quoted(word: string): string {
	return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`;
}
