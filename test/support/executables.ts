import {execFile} from 'node:child_process';
import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';

/**
 * Writes programs that can be run as soon as this resolves, with mode 755: the name below the directory to its text.
 *
 * A file that this process writes may not be runnable yet ("Text file busy", ETXTBSY): where another thread of ava starts
 * a program at that moment, the new process holds our open file until it has become that program. `cp` starts none.
 */
export async function writeExecutables(directory: string, programs: Readonly<Record<string, string>>): Promise<void> {
	const staging = await mkdtemp(join(tmpdir(), 'executables-'));
	try {
		const staged = Object.entries(programs).map(async ([name, text]) => {
			await writeFile(join(staging, name), text);
			await chmod(join(staging, name), 0o755);
			return join(staging, name);
		});
		if (staged.length > 0) await promisify(execFile)('cp', ['-p', ...(await Promise.all(staged)), directory]);
	} finally {
		await rm(staging, {recursive: true});
	}
}

/** Copies a program to where it can be run as soon as this resolves, for the same reason by `cp`. */
export async function copyExecutable(from: string, to: string): Promise<void> {
	await promisify(execFile)('cp', ['-p', from, to]);
}
