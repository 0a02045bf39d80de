import {mkdir, writeFile} from 'node:fs/promises';
import {dirname, join} from 'node:path';

/** Writes files below a root, with the directories that they are in. */
export async function writeFiles(
	root: string,
	contents: Readonly<Record<string, string | Uint8Array>>,
	mode = 0o644,
): Promise<void> {
	for (const [path, content] of Object.entries(contents)) {
		await mkdir(dirname(join(root, path)), {recursive: true});
		await writeFile(join(root, path), content, {mode});
	}
}
