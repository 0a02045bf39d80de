import {commandLine} from '../errors/command-line.ts';
import {howToInstall} from '../errors/how-to-install.ts';
import type {Beside} from '../official/beside.ts';
import type {TheirHelp} from '../official/official-plugin.ts';

/** The last sections of the help of `dcos registry`: the official plugin's commands as it tells them, and what should not be there. */
export function officialCommands(beside: Beside, help: TheirHelp | null): string[] {
	const [first, ...others] = beside.theirs;
	const listed = first === undefined || help === null ? [] : ['', ...commandsOf(first.name, help)];
	const odd = [
		...others.map(({name}) => `${name} has the same commands, and is not run: ${removal(name)}`),
		...beside.copies.map(name => `${name} is this plugin once more: ${removal(name)}`),
		...(beside.hollow === null ? [] : [`${beside.hollow} has no command in it: ${howToInstall}`]),
	];
	return odd.length === 0 ? listed : [...listed, '', 'Other plugins:', ...odd.map(line => `    ${line}`)];
}

function commandsOf(name: string, {lines, failure}: TheirHelp): string[] {
	const entries = lines ?? [`could not be listed: ${failure}`];
	return [`Commands of the plugin ${name}:`, ...entries.map(line => `    ${line}`)];
}

function removal(name: string): string {
	return commandLine(['dcos', 'plugin', 'remove', name]);
}
