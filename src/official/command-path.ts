import {access} from 'node:fs/promises';
import {isAbsolute, join} from 'node:path';
import type {Files} from '../world.ts';

type Command = {name: string; path: string; description: string};

/**
 * Where the plugin in this directory (the `env` of its zip) has the executable of `registry`, whether or not it is there; null when
 * it has no such command or is a copy of ours.
 *
 * The CLI rewrites plugin.toml with absolute paths when it first loads a plugin, and these are wrong once DCOS_DIR was moved. A
 * plugin without plugin.toml, or one without commands in it, has `bin/dcos-<command>` (dcos-cli pkg/plugin/manager.go).
 */
export async function commandPath(
	directory: string,
	{files, ourDescription}: {files: Files; ourDescription: string},
): Promise<string | null> {
	const commands = await declaredCommands(join(directory, 'plugin.toml'), files);
	if (commands.length === 0) return undeclared(directory);
	const registry = commands.find(({name}) => name === 'registry');
	if (registry === undefined || registry.description === ourDescription) return null;
	if (!isAbsolute(registry.path)) return join(directory, registry.path);
	return (await isThere(registry.path)) ? registry.path : join(directory, belowEnv(registry.path));
}

/** Empty as well for a plugin.toml that cannot be read: then the CLI too goes by the files. */
async function declaredCommands(path: string, files: Files): Promise<Command[]> {
	const text = await files.read(path).catch(() => null);
	if (text === null) return [];
	const {parse} = await import('smol-toml');
	try {
		const {commands} = parse(text.toString('utf8'));
		return Array.isArray(commands) ? commands.flatMap(commandIn) : [];
	} catch {
		return [];
	}
}

function commandIn(entry: unknown): Command[] {
	const {name, path, description} = Object(entry) as Partial<Record<string, unknown>>;
	if (typeof name !== 'string' || typeof path !== 'string') return [];
	return [{name, path, description: typeof description === 'string' ? description : ''}];
}

async function undeclared(directory: string): Promise<string | null> {
	for (const name of ['dcos-registry', 'dcos-registry.exe']) {
		const path = join(directory, 'bin', name);
		if (await isThere(path)) return path;
	}
	return null;
}

/** What follows the last `env` of a path that the CLI made absolute. */
function belowEnv(path: string): string {
	return path.replace(/^.*[\\/]env[\\/]/s, '');
}

function isThere(path: string): Promise<boolean> {
	return access(path).then(
		() => true,
		() => false,
	);
}
