/** A script as it goes to an agent, on standard input. */
export type SentScript = {
	/** One line, with its end. */
	line: string;
	/** How many signs the line has, without its end: when as many arrive, nothing was lost. */
	length: number;
};

/**
 * The script as one word for `printf %b`: letters and digits as they are, of every other byte its number. So whatever is lost of it,
 * and whichever shell gets the rest, that is the name of no program: it begins and ends with the number of a line break.
 */
export function sentScript(script: string): SentScript {
	const bytes = Buffer.from(`\n${script}\n`, 'utf8').toString('latin1');
	const line = bytes.replaceAll(/[^A-Za-z0-9]/g, sign => `\\0${sign.charCodeAt(0).toString(8).padStart(3, '0')}`);
	return {line: `${line}\n`, length: line.length};
}
