/** What a POSIX shell makes of a line of plain and single-quoted words. */
export function shellWords(line: string): string[] {
	return (line.match(/(?:'[^']*'|\\.|[^\s'\\])+/g) ?? []).map(word =>
		word.replace(
			/'([^']*)'|\\(.)/g,
			(_, quoted: string | undefined, escaped: string | undefined) => quoted ?? escaped ?? '',
		),
	);
}
