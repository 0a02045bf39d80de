import {readFile, writeFile} from 'node:fs/promises';
import path from 'node:path';
import type {ExecutionContext} from 'ava';

const project = path.join(import.meta.dirname, '..', '..');

/**
 * Compares a text with test/golden/<name>.txt, which is what a user sees, to be read in every change.
 * UPDATE_GOLDEN=1 writes the file; without it a missing one fails.
 */
export function golden(t: ExecutionContext, name: string, text: string): Promise<void> {
	return compared(t, path.join(project, 'test', 'golden', `${name}.txt`), text);
}

/** The same for docs/<name>.md, a page that a test writes because it alone knows. */
export function documented(t: ExecutionContext, name: string, text: string): Promise<void> {
	return compared(t, path.join(project, 'docs', `${name}.md`), text);
}

async function compared(t: ExecutionContext, file: string, text: string): Promise<void> {
	if (process.env.UPDATE_GOLDEN === '1') await writeFile(file, text);
	t.is(text, await readFile(file, 'utf8'));
}
