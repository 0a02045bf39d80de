import {readdirSync} from 'node:fs';
import {join} from 'node:path';
import {commandIn} from './command-in.ts';
import {orNull} from './or-null.ts';

/** A plugin of the CLI: the name of its directory, and the absolute path of its executable for `registry`, there or not. */
export type Found = {name: string; path: string};

/** What else has the word `registry` among the plugins of a cluster. */
export type Beside = {
	/** Other people's, in the order in which the CLI would call them if this plugin were not there: the first is the one to be run. */
	theirs: readonly Found[];
	/** Other people's that the CLI calls in place of this plugin, since its name comes first; null for none. */
	before: Found | null;
	/** The names of other copies of this plugin. */
	copies: readonly string[];
	/** The directory that Cosmos makes for the official plugin, where no command is in it; null where that is not so. */
	hollow: string | null;
};

export const nobody: Beside = {theirs: [], before: null, copies: [], hollow: null};

/**
 * Looks through `subcommands`, the directory of a cluster's plugins. `own` is the name of this plugin's directory in it, null for one
 * that runs from elsewhere. The CLI calls the first in the order of their names (dcos-cli pkg/plugin/manager.go, spf13/cobra).
 */
export function besideUs(subcommands: string, own: string | null, ourDescription: string): Beside {
	const found: Found[] = [];
	const copies: string[] = [];
	let hollow: string | null = null;
	for (const name of namesIn(subcommands).filter(each => each !== own)) {
		const directory = join(subcommands, name);
		const command = commandIn(join(directory, 'env'));
		if (command === null) hollow = name === official ? directory : hollow;
		else if (command.description === ourDescription) copies.push(name);
		else found.push({name, path: command.path});
	}
	// one that comes first and is a copy of ours after all would call us again
	const isBefore = ({name}: Found) => own !== null && name < own;
	return {theirs: found.filter(each => !isBefore(each)), before: found.find(isBefore) ?? null, copies, hollow};
}

/** As `dcos package install package-registry --cli` names it, unless its plugin.toml says otherwise. */
const official = 'package-registry';

/** In the order of the CLI; empty where there is no such directory, or nobody may read it. */
function namesIn(directory: string): string[] {
	const entries = orNull(() => readdirSync(directory, {withFileTypes: true})) ?? [];
	return entries
		.filter(entry => !entry.isFile())
		.map(({name}) => name)
		.sort((one, other) => (one < other ? -1 : 1));
}
