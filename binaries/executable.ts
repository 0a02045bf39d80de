import {chmod, mkdtemp, readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import {writeBareNode} from './bare-node.ts';
import type {Bundle} from './bundle.ts';
import {makeCodeCache} from './code-cache.ts';
import {signed} from './mach-o-signature.ts';
import {nodeOf} from './node-package.ts';
import {placeForNode} from './pkg-cache.ts';
import type {Target} from './targets.ts';

/** Makes the single executable of the bundle and the target's own Node.js below `scratch`, and gives its absolute path. */
export async function makeExecutable(
	target: Target,
	{launcher, app}: Bundle,
	{project, scratch}: {project: string; scratch: string},
): Promise<string> {
	const home = await mkdtemp(path.join(scratch, `${target.name}-`));
	const output = path.join(home, path.basename(target.executable));
	const bare = await placeForNode(target, process.versions.node, home);
	await writeBareNode(target, await nodeOf(target, {project, scratch: home}), bare);
	// pkg copies it with its mode, and takes the one of Linux to make the blob.
	await chmod(bare, 0o755);
	const cache = path.join(home, 'cache');
	await writeFile(cache, await makeCodeCache(target, app, {node: bare, home}));
	// In a process of its own: pkg changes the working directory, and writes below HOME and TMPDIR.
	await execa(
		process.execPath,
		[path.join(import.meta.dirname, 'seal.ts'), target.name, launcher, app, cache, output],
		{extendEnv: false, env: {HOME: home, TMPDIR: path.dirname(launcher)}},
	);
	if (target.platform === 'macos') await writeFile(output, signed(await readFile(output), 'dcos-registry'));
	return output;
}
