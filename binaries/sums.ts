import {createHash} from 'node:crypto';
import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';

/** The list of checksums, as `sha256sum --check` reads it too. */
export const sumsFile = 'SHA256SUMS';

export async function writeSums(folder: string, names: readonly string[]): Promise<void> {
	const sorted = names.toSorted();
	const lines = await Promise.all(sorted.map(async name => `${await sumOf(path.join(folder, name))}  ${name}\n`));
	await writeFile(path.join(folder, sumsFile), lines.join(''));
}

/** The checksums by the files' names. Throws when there is no list, or a line of it is none. */
export async function readSums(folder: string): Promise<ReadonlyMap<string, string>> {
	const text = await readFile(path.join(folder, sumsFile), 'utf8');
	const sums = text
		.split('\n')
		.filter(line => line !== '')
		.map(line => {
			const [, sum, name] = /^([0-9a-f]{64}) [ *]([^/]+)$/.exec(line) ?? [];
			if (sum === undefined || name === undefined) throw new Error(`${sumsFile} has a line that is none: ${line}`);
			return [name, sum] as const;
		});
	return new Map(sums);
}

/** SHA-256, in hex. */
export async function sumOf(file: string): Promise<string> {
	return createHash('sha256')
		.update(await readFile(file))
		.digest('hex');
}
