import {createHash} from 'node:crypto';
import {glob, readFile} from 'node:fs/promises';
import path from 'node:path';

const inputs = ['src/**/*.ts', 'binaries/*.ts', 'package.json', 'package-lock.json', 'plugin.toml', 'LICENSE'];

/** SHA-256, in hex, of the names and contents of all files that the binary and the zip are made of. */
export async function fingerprint(project: string): Promise<string> {
	const names: string[] = [];
	for await (const name of glob(inputs, {cwd: project})) names.push(name);
	const hash = createHash('sha256');
	for (const name of names.sort()) {
		const content = await readFile(path.join(project, name));
		hash.update(`${name}\0${content.length}\0`).update(content);
	}
	return hash.digest('hex');
}
