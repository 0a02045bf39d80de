/** What the progress said about one of its steps, line by line. */
export function linesOf(stderr: string, step: string): string[] {
	return stderr.split('\n').flatMap(line => (line.startsWith(`${step}: `) ? [line.slice(step.length + 2)] : []));
}

/** The error with its details and hint, which come last. */
export function errorIn(stderr: string): string {
	const start = stderr.search(/^Error: /m);
	if (start < 0) throw new Error(`there is no error:\n${stderr}`);
	return stderr.slice(start);
}
