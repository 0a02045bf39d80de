import type {Files} from '../world.ts';
import {findOfficial} from './find.ts';
import type {OfficialPlugin} from './official-plugin.ts';
import {takeOver} from './take-over.ts';
import {theirHelp} from './their-help.ts';

export type Around = {
	host: NodeJS.Process;
	files: Files;
	clusterDirectory(): Promise<string | null>;
	ourDescription: string;
};

/** The official plugin of the attached cluster; null when it is not installed. */
export async function systemOfficial({host, ...around}: Around): Promise<OfficialPlugin | null> {
	const found = await findOfficial({...around, execPath: host.execPath});
	if (found === null) return null;
	return {
		name: found.name,
		help: () => theirHelp(found, host),
		takeOver: argv => takeOver(found, argv, host),
	};
}
