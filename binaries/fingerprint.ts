import {createHash} from 'node:crypto';
import {glob, readFile} from 'node:fs/promises';
import path from 'node:path';

/** The packages are those of the lockfile; of tsconfig.json esbuild takes how strict the scripts are. */
export const inputs = [
	'src/**/*.{ts,sh}',
	'binaries/*.ts',
	'package.json',
	'package-lock.json',
	'tsconfig.json',
	'plugin.toml',
	'LICENSE',
] as const;

/** SHA-256, in hex, of the names and contents of all files that the binary and the zip are made of. */
export async function fingerprint(project: string): Promise<string> {
	const names: string[] = [];
	for await (const name of glob([...inputs], {cwd: project})) names.push(name);
	const hash = createHash('sha256');
	for (const name of names.sort()) {
		const content = await readFile(path.join(project, name));
		hash.update(`${name}\0${content.length}\0`).update(content);
	}
	return hash.digest('hex');
}
