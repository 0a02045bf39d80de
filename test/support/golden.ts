import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {ExecutionContext} from 'ava';

const directory = path.join(import.meta.dirname, '..', 'golden');

/**
 * Compares a text with test/golden/<name>.txt, which is what a user sees, to be read in every change.
 * UPDATE_GOLDEN=1 writes the file; without it a missing one fails.
 */
export async function golden(t: ExecutionContext, name: string, text: string): Promise<void> {
	const file = path.join(directory, `${name}.txt`);
	if (process.env.UPDATE_GOLDEN === '1') await writeFile(file, text);
	t.is(text, await readFile(file, 'utf8'));
}
