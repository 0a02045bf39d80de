import {join} from 'node:path';
import {type Beside, besideUs, nobody} from './beside.ts';
import type {Host} from './hand-over.ts';
import {keptHelp} from './kept-help.ts';
import type {Official} from './official-plugin.ts';
import {besideExecutable, ownMemory} from './own-place.ts';
import {takeOver} from './take-over.ts';
import {theirHelp} from './their-help.ts';

export type Around = {
	host: Host;
	/** The attached cluster's directory, for an executable that runs from outside of it; null for none. */
	clusterDirectory: () => Promise<string | null>;
	/** What tells our own plugins from the official one, which can have any name: the description in plugin.toml. */
	ourDescription: string;
};

/** The official plugin of the attached cluster, and what else has its word. */
export async function systemOfficial({host, ...around}: Around): Promise<Official> {
	const beside = besideExecutable(host.execPath, around.ourDescription) ?? (await besideAttached(around));
	const [first, ...others] = beside.theirs;
	if (first === undefined) return {plugin: null, beside};
	const plugin = {
		help: () => keptHelp(first, ownMemory(host.execPath), () => theirHelp(first, host)),
		takeOver: (argv: readonly string[]) => takeOver([first, ...others], argv, host),
	};
	return {plugin, beside};
}

async function besideAttached({clusterDirectory, ourDescription}: Omit<Around, 'host'>): Promise<Beside> {
	const directory = await clusterDirectory();
	return directory === null ? nobody : besideUs(join(directory, 'subcommands'), null, ourDescription);
}
