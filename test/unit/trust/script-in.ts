/** The script in what goes to an agent on standard input, as `printf %b` makes it there. */
export function scriptIn(input: string): string {
	const bytes = input
		.replace(/\n$/, '')
		.replaceAll(/\\0(\d{3})/g, (_, digits) => String.fromCharCode(Number.parseInt(digits, 8)));
	return Buffer.from(bytes, 'latin1').toString('utf8');
}
