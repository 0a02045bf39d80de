import type {TheirHelp} from '../official/official-plugin.ts';

/** The last section of the help of `dcos registry`, as the official plugin tells its commands. */
export function officialCommands(name: string, {lines, failure}: TheirHelp): string {
	const entries = lines ?? [`could not be listed: ${failure}`];
	return `\nCommands of the plugin ${name}:\n${entries.map(line => `    ${line}\n`).join('')}`;
}
