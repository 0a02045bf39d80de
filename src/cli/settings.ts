import type {Environment} from '../world.ts';
import {readValue} from './checks.ts';
import type {Option, Options} from './option.ts';

/**
 * What `dcos config set registry.<flag> …` says, as the CLI hands it over: DCOS_REGISTRY_<FLAG>, with the key's hyphens kept
 * (the CLI replaces only the command's own) or replaced. An empty setting is none.
 */
export function settingsFor(options: Options, env: Environment): Record<string, unknown> {
	const found = Object.entries(options).flatMap(([name, option]) => {
		const setting = settingFor(name, option, env);
		return setting === null ? [] : [[name, readValue(option, setting.text, setting.source)]];
	});
	return Object.fromEntries(found);
}

function settingFor(name: string, option: Option, env: Environment): {text: string; source: string} | null {
	if (option.neverFromSettings) return null;
	const key = `DCOS_REGISTRY_${name.toUpperCase()}`;
	const source = [key, key.replaceAll('-', '_')].find(each => env[each]);
	return source === undefined ? null : {text: env[source] ?? '', source};
}
