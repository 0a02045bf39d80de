import {randomUUID} from 'node:crypto';
import {readFileSync, renameSync, rmSync, statSync, writeFileSync} from 'node:fs';
import type {Found} from './beside.ts';
import type {TheirHelp} from './official-plugin.ts';
import {orNull} from './or-null.ts';

/** What the lines were told by. */
type Program = {path: string; modified: number; size: number};

/**
 * What `ask` tells of a plugin's commands, kept in `file` for as long as its executable is the same by path, time of its last change
 * and size. A file that cannot be read or written is done without; what failed is asked again. `file` is null for no keeping.
 */
export async function keptHelp({path}: Found, file: string | null, ask: () => Promise<TheirHelp>): Promise<TheirHelp> {
	const program = programAt(path);
	if (program === null || file === null) return ask();
	const kept = keptIn(file, program);
	if (kept !== null) return {lines: kept, failure: null};
	const told = await ask();
	if (told.lines !== null) keep(file, {...program, lines: told.lines});
	return told;
}

function programAt(path: string): Program | null {
	const found = orNull(() => statSync(path));
	return found && {path, modified: found.mtimeMs, size: found.size};
}

function keptIn(file: string, program: Program): readonly string[] | null {
	try {
		const {lines, ...of} = JSON.parse(readFileSync(file, 'utf8')) as Program & {lines: unknown};
		const isSame = of.path === program.path && of.modified === program.modified && of.size === program.size;
		return isSame && Array.isArray(lines) && lines.every(line => typeof line === 'string') ? lines : null;
	} catch {
		return null;
	}
}

/** In one step, so that another run never reads a half. */
function keep(file: string, content: Program & {lines: readonly string[]}): void {
	const beside = `${file}.${randomUUID()}`;
	try {
		writeFileSync(beside, JSON.stringify(content), {mode: 0o600});
		renameSync(beside, file);
	} catch {
		rmSync(beside, {force: true});
	}
}
