import {readFileSync, statSync} from 'node:fs';
import {isAbsolute, join} from 'node:path';
import {parse} from 'smol-toml';
import {orNull} from './or-null.ts';

export type Command = {
	/** Absolute, whether or not something is there. */
	path: string;
	/** Empty where plugin.toml says nothing. */
	description: string;
};

/**
 * The command `registry` of the plugin in this directory (the `env` of its zip); null when it has none.
 *
 * The CLI rewrites plugin.toml with absolute paths when it first loads a plugin, and these are wrong once DCOS_DIR was moved. A
 * plugin without plugin.toml, or one without commands in it, has `bin/dcos-<command>`, on Windows `Scripts` as well (dcos-cli
 * pkg/plugin/manager.go).
 */
export function commandIn(directory: string): Command | null {
	const commands = declaredCommands(join(directory, 'plugin.toml'));
	if (commands.length === 0) return undeclared(directory);
	const registry = commands.find(({name}) => name === 'registry');
	if (registry === undefined) return null;
	return {path: whereItIs(registry.path, directory), description: registry.description};
}

type Declared = {name: string; path: string; description: string};

/** Bytes of a plugin.toml; a real one has some hundreds. */
const most = 1_000_000;

/** Empty as well for a plugin.toml that cannot be read: what can be run all the same is run. */
function declaredCommands(path: string): Declared[] {
	const found = orNull(() => statSync(path));
	if (found === null || !found.isFile() || found.size > most) return [];
	const commands = orNull(() => parse(readFileSync(path, 'utf8')))?.commands;
	return Array.isArray(commands) ? commands.flatMap(declaredIn) : [];
}

function declaredIn(entry: unknown): Declared[] {
	const {name, path, description} = Object(entry) as Partial<Record<string, unknown>>;
	if (typeof name !== 'string' || typeof path !== 'string') return [];
	return [{name, path, description: typeof description === 'string' ? description : ''}];
}

function whereItIs(path: string, directory: string): string {
	if (!isAbsolute(path)) return join(directory, path);
	return isThere(path) ? path : join(directory, belowEnv(path));
}

/** What follows the last `env` of a path that the CLI made absolute. */
function belowEnv(path: string): string {
	return path.replace(/^.*[\\/]env[\\/]/s, '');
}

function undeclared(directory: string): Command | null {
	const places = ['bin/dcos-registry', 'bin/dcos-registry.exe', 'Scripts/dcos-registry.exe'];
	const path = places.map(place => join(directory, place)).find(isThere);
	return path === undefined ? null : {path, description: ''};
}

function isThere(path: string): boolean {
	return orNull(() => statSync(path)) !== null;
}
