import {basename, dirname, join, sep} from 'node:path';
import {type Beside, besideUs} from './beside.ts';

/** The cluster's directory of plugins in which this executable stands, and the name of its own directory there. */
type OwnPlace = {subcommands: string; own: string};

/** null for an executable that the CLI did not unpack to `…/subcommands/<name>/env/…`. */
function ownPlace(execPath: string): OwnPlace | null {
	const parts = execPath.split(sep);
	const at = parts.lastIndexOf('subcommands');
	if (at === -1 || parts[at + 2] !== 'env') return null;
	const directory = parts.slice(0, at + 2).join(sep);
	return {subcommands: dirname(directory), own: basename(directory)};
}

/** The file in which this plugin keeps what it knows of another; it goes with the plugin. null for one that runs from elsewhere. */
export function ownMemory(execPath: string): string | null {
	const place = ownPlace(execPath);
	return place === null ? null : join(place.subcommands, place.own, 'env', 'official-help.json');
}

/** What stands beside an executable where the CLI has unpacked it; null where it runs from elsewhere. */
export function besideExecutable(execPath: string, ourDescription: string): Beside | null {
	const place = ownPlace(execPath);
	return place === null ? null : besideUs(place.subcommands, place.own, ourDescription);
}
