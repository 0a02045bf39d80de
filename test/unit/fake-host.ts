type Traits = {
	env?: Readonly<Record<string, string>>;
	/** A terminal of that many columns behind stderr; null for a pipe. */
	columns?: number | null;
};

/** As much of a process as the plugin asks for, with what it wrote. */
export function fakeHost({env = {}, columns = null}: Traits = {}) {
	const written = {stdout: '', stderr: ''};
	const stream = (name: 'stdout' | 'stderr') => ({
		write(text: string) {
			written[name] += text;
			return true;
		},
		on() {
			return this;
		},
		...(name === 'stderr' &&
			columns !== null && {isTTY: true, columns, cursorTo() {}, clearLine() {}, moveCursor() {}}),
	});
	const host = {env, stdin: {isTTY: false}, stdout: stream('stdout'), stderr: stream('stderr'), on() {}};
	return {host: host as unknown as NodeJS.Process, written};
}
