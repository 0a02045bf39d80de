import {mkdir, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {Target} from './targets.ts';

/**
 * Makes room below `home` for a Node.js where pkg 6.23.0 looks before it downloads one, and gives the path to put it at. The
 * layout is pkg's own and written down nowhere: pkg is pinned, and the packaging fails without a network when it changes.
 */
export async function placeForNode({platform, arch}: Target, version: string, home: string): Promise<string> {
	const system = {linux: 'linux', macos: 'darwin', win: 'win'}[platform];
	const folder = path.join(home, '.pkg-cache', 'sea');
	const archive = `node-v${version}-${system}-${arch}`;
	const node = platform === 'win' ? path.join(folder, `${archive}.exe`) : path.join(folder, archive, 'bin', 'node');
	const packed = path.join(folder, `${archive}${platform === 'win' ? '.zip' : '.tar.gz'}`);
	await mkdir(path.dirname(node), {recursive: true});
	// pkg takes an `.ok` beside a file to mean that it was checked; the archive itself is not opened then.
	for (const file of [packed, `${packed}.ok`, `${node}.ok`]) await writeFile(file, '');
	return node;
}
