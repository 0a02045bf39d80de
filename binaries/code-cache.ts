import {readFile} from 'node:fs/promises';
import path from 'node:path';
import {execa} from 'execa';
import {linux, type Target} from './targets.ts';

/**
 * What V8 makes of the app before it runs it, so that it has not to be made at each start. V8 takes it only on the system that
 * made it, so it is empty for the others, whose V8 then compiles as ever.
 */
export async function makeCodeCache(
	target: Target,
	app: string,
	{node, home}: {node: string; home: string},
): Promise<Buffer> {
	if (target !== linux) return Buffer.alloc(0);
	const output = path.join(home, 'code-cache');
	// V8 seeds the hashes of strings by chance, and they are in the cache: with a fixed seed two builds are the same. That flag,
	// unlike --hash-seed, is none that V8 wants to be the same where the cache is used.
	await execa(node, ['--random-seed=1', path.join(import.meta.dirname, 'warm-up.ts'), app, output], {
		extendEnv: false,
		env: {HOME: home},
		cwd: home,
	});
	return readFile(output);
}
