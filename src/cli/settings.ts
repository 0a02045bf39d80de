import {commandLine} from '../errors/command-line.ts';
import {UsageError} from '../errors/errors.ts';
import type {Environment} from '../world.ts';
import {readValue} from './checks.ts';
import type {Options} from './option.ts';
import {refuseUnprintable} from './printable.ts';
import {settingSource} from './source.ts';

/**
 * What `dcos config set registry.<flag> …` says, as the CLI hands it over: DCOS_REGISTRY_<FLAG>, with the key's hyphens kept
 * (the CLI replaces only the command's own) or replaced. An empty setting is none.
 */
export function settingsFor(options: Options, env: Environment): Record<string, unknown> {
	const found = Object.entries(options).flatMap(([name, option]) => {
		const setting = settingFor(name, env);
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

/**
 * Throws a UsageError for a setting of a flag that is to be said each time. It would be passed over, and whoever has set it believes
 * that it counts. A command that does not have the flag does not mind it.
 */
export function refuseNeverSettings(options: Options, env: Environment): void {
	for (const [name, {neverFromSettings: why}] of Object.entries(options)) {
		const variable = why === undefined ? undefined : variableOf(name, env);
		if (variable === undefined) continue;
		throw new UsageError(`registry.${name} (${variable}) cannot be set for good: ${why}`, {
			hint: `${commandLine(['dcos', 'config', 'unset', `registry.${name}`])} (or unset ${variable}), and give --${name} each time`,
		});
	}
}

function variableOf(name: string, env: Environment): string | undefined {
	return settingVariables(name).find(each => env[each]);
}

function settingFor(name: string, env: Environment): {text: string; variable: string} | null {
	const variable = variableOf(name, env);
	return variable === undefined ? null : {text: env[variable] ?? '', variable};
}
