import type {Environment} from '../world.ts';
import {readValue} from './checks.ts';
import type {Option, Options} from './option.ts';
import {refuseUnprintable} from './printable.ts';
import {settingSource} from './source.ts';

/**
 * What `dcos config set registry.<flag> …` says, as the CLI hands it over: DCOS_REGISTRY_<FLAG>, with the key's hyphens kept
 * (the CLI replaces only the command's own) or replaced. An empty setting is none.
 */
export function settingsFor(options: Options, env: Environment): Record<string, unknown> {
	const found = Object.entries(options).flatMap(([name, option]) => {
		const setting = settingFor(name, option, env);
		if (setting === null) return [];
		const {text, variable} = setting;
		refuseUnprintable(text, variable);
		return [[name, readValue(option, text, settingSource(variable, name, option))]];
	});
	return Object.fromEntries(found);
}

/** The variables that a flag is read from, the one that the CLI makes first. */
export function settingVariables(name: string): readonly string[] {
	const key = `DCOS_REGISTRY_${name.toUpperCase()}`;
	return [...new Set([key, key.replaceAll('-', '_')])];
}

function settingFor(name: string, option: Option, env: Environment): {text: string; variable: string} | null {
	if (option.neverFromSettings) return null;
	const variable = settingVariables(name).find(each => env[each]);
	return variable === undefined ? null : {text: env[variable] ?? '', variable};
}
