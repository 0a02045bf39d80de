import {basename, dirname, join, sep} from 'node:path';
import type {Files} from '../world.ts';
import {commandPath} from './command-path.ts';

/** A plugin of the CLI: the name of its directory, and the absolute path of the executable for `registry`. */
export type Found = {name: string; path: string};

export type Surroundings = {
	/** The path of our own executable. */
	execPath: string;
	files: Files;
	/** The attached cluster's directory, for a binary that runs from outside of it; null for none. */
	clusterDirectory(): Promise<string | null>;
	/** What tells our own plugins from the official one, which can have any name: the description in plugin.toml. */
	ourDescription: string;
};

/**
 * The first other plugin of the attached cluster that has the command `registry`; null for none. The CLI runs the first in
 * the order of the directories' names, which is then us; only those after us are looked at, so that two copies of this plugin
 * never call each other in a circle.
 */
export async function findOfficial(around: Surroundings): Promise<Found | null> {
	const own = ownDirectory(around.execPath);
	const subcommands = own === null ? await subcommandsOf(around) : dirname(own);
	if (subcommands === null) return null;
	const names = (await around.files.list(subcommands)).toSorted();
	for (const name of names.filter(each => own === null || each > basename(own))) {
		const path = await commandPath(join(subcommands, name, 'env'), around);
		if (path !== null) return {name, path};
	}
	return null;
}

async function subcommandsOf(around: Surroundings): Promise<string | null> {
	const directory = await around.clusterDirectory();
	return directory === null ? null : join(directory, 'subcommands');
}

/** `…/subcommands/<name>` for an executable that the CLI unpacked to `…/subcommands/<name>/env/…`; null for any other. */
function ownDirectory(execPath: string): string | null {
	const parts = execPath.split(sep);
	const at = parts.lastIndexOf('subcommands');
	return at !== -1 && parts[at + 2] === 'env' ? parts.slice(0, at + 2).join(sep) : null;
}
