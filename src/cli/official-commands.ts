import type {TheirHelp} from '../official/official-plugin.ts';

/** The last section of the help of `dcos registry`, as the official plugin tells its commands. */
export function officialCommands(name: string, {lines, failure}: TheirHelp): string[] {
	const entries = lines ?? [`could not be listed: ${failure}`];
	return ['', `Commands of the plugin ${name}:`, ...entries.map(line => `    ${line}`)];
}
