import {inOneLine, unshown} from './escaped.ts';

/** The words as a line that can be pasted into bash, zsh or ksh; without control characters among them, into any POSIX shell. */
export function commandLine(words: readonly string[]): string {
	return words.map(quoted).join(' ');
}

/** For a template: a part of a command as it stands, each value in it as one word for a shell, whatever it holds. */
export function pasteable(texts: TemplateStringsArray, ...values: readonly string[]): string {
	return texts.map((text, index) => (index === 0 ? text : quoted(values[index - 1] ?? '') + text)).join('');
}

function quoted(word: string): string {
	// zsh takes =ls for the path of ls
	if (/^[\w@%+:,./-][\w@%+=:,./-]*$/.test(word)) return word;
	// as it is, a control character would move the cursor, and a line break end the line
	if (inOneLine(word) !== word) return `$'${word.replaceAll(/[\\']/g, inOctal).replaceAll(unshown, inOctal)}'`;
	return `'${word.replaceAll("'", `'\\''`)}'`;
}

function inOctal(sign: string): string {
	return [...Buffer.from(sign)].map(byte => `\\${byte.toString(8).padStart(3, '0')}`).join('');
}
