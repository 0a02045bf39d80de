import {readFileSync} from 'node:fs';
import {rm, writeFile} from 'node:fs/promises';
import {join} from 'node:path';

// Below the directory that isolation.ts calls dockerState.
const directory = 'run/docker';

/** How often systemctl was told to restart an agent's Docker: it writes a line each time. */
export function restartsOf(root: string): number {
	try {
		return readFileSync(join(root, directory, 'restarts'), 'utf8').length;
	} catch {
		return 0;
	}
}

/** Docker's daemon does not run while there is such a file. */
export async function letDockerRun(root: string, runs: boolean): Promise<void> {
	const stopped = join(root, directory, 'stopped');
	if (runs) await rm(stopped, {force: true});
	else await writeFile(stopped, '');
}
