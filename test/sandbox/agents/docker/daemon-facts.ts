/** What the daemon says of itself, by the names that `--format` takes. No containers run on an agent of the sandbox. */
export const daemonFacts = {
	version: {'Client.Version': '20.10.24', 'Server.Version': '20.10.24', 'Server.Os': 'linux'},
	info: {ServerVersion: '20.10.24', Containers: '0', ContainersRunning: '0', LiveRestoreEnabled: 'false'},
};

/** One line a fact, or the template after `--format` filled in. */
export function printFacts(facts: Record<string, string>, words: string[]): string {
	const format = words.indexOf('--format');
	const template = format < 0 ? undefined : words[format + 1];
	if (template !== undefined)
		return `${template.replaceAll(/{{\s*\.([\w.]+)\s*}}/g, (_, name) => fact(facts, name))}\n`;
	const lines = Object.entries(facts).map(([name, value]) => `${name}: ${value}\n`);
	return lines.join('');
}

function fact(facts: Record<string, string>, name: string): string {
	const value = facts[name];
	if (value === undefined) throw new Error(`template parsing error: can't evaluate field ${name}`);
	return value;
}
