import {lstat, readdir, readFile, readlink} from 'node:fs/promises';
import {join} from 'node:path';

/** All that is below a directory, by its path: kind, mode, owner, and what is in it; of files their time too. Empty where there is nothing. */
export async function fileTree(root: string): Promise<Readonly<Record<string, string>>> {
	const found = await lstat(root).catch(() => null);
	if (found === null) return {};
	const entries: Record<string, string> = {};
	await look(root, '.', entries);
	return entries;
}

async function look(root: string, path: string, entries: Record<string, string>): Promise<void> {
	const own = join(root, path);
	const found = await lstat(own);
	const owner = `${(found.mode & 0o7777).toString(8)} ${found.uid}:${found.gid}`;
	if (found.isDirectory()) {
		entries[path] = `directory ${owner}`;
		for (const name of (await readdir(own)).sort()) await look(root, join(path, name), entries);
	} else if (found.isSymbolicLink()) entries[path] = `link to ${await readlink(own)}`;
	else entries[path] = `file ${owner} ${found.mtimeMs} ${found.nlink} ${(await readFile(own)).toString('base64')}`;
}
