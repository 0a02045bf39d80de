import {accessSync, closeSync, constants, openSync, readSync, statSync} from 'node:fs';
import {elfInterpreter} from './elf-interpreter.ts';

/**
 * Why this file cannot be started here, as a clause; null when nothing speaks against it. Node ends the whole process, with a
 * native stack trace, where execve(2) fails (seen with 22.23.2), so that what can be known is looked at before.
 */
export function unstartable(path: string, platform: NodeJS.Platform): string | null {
	const found = attempt(() => statSync(path));
	if (!found.done) return found.code === 'ENOENT' ? 'it does not exist' : reasonOf(found.code);
	if (!found.value.isFile()) return 'it is not a file';
	if (platform === 'win32') return null;
	const allowed = attempt(() => accessSync(path, constants.X_OK));
	if (!allowed.done) return reasonOf(allowed.code);
	const file = attempt(() => openSync(path, 'r'));
	// A program may be executable and not readable
	if (!file.done) return null;
	try {
		return unknownFormat(file.value, platform);
	} finally {
		closeSync(file.value);
	}
}

type Attempt<T> = {done: true; value: T} | {done: false; code: string | undefined};

function attempt<T>(work: () => T): Attempt<T> {
	try {
		return {done: true, value: work()};
	} catch (error) {
		return {done: false, code: (error as NodeJS.ErrnoException).code};
	}
}

function reasonOf(code: string | undefined): string {
	return code === 'EACCES' ? 'this user may not execute it' : `the system says ${code}`;
}

function unknownFormat(file: number, platform: NodeJS.Platform): string | null {
	const head = bytesAt(file, 0, 4096);
	if (head.toString('latin1', 0, 2) === '#!') return interpreterFault(scriptInterpreter(head));
	if (platform === 'darwin') return isMachO(head) ? null : foreign;
	const elf = elfInterpreter(head, (position, length) => bytesAt(file, position, length));
	if (elf === null) return foreign;
	return elf.interpreter === null ? null : interpreterFault(elf.interpreter);
}

const foreign = 'it is not a program for this machine';

function bytesAt(file: number, position: number, length: number): Buffer {
	const buffer = Buffer.alloc(length);
	return buffer.subarray(0, readSync(file, buffer, 0, length, position));
}

function scriptInterpreter(head: Buffer): string {
	const [line = ''] = head.toString('utf8', 2).split('\n');
	return line.trim().split(/[ \t]/)[0] ?? '';
}

function interpreterFault(interpreter: string): string | null {
	if (interpreter === '') return 'its first line names no interpreter';
	const {done} = attempt(() => accessSync(interpreter, constants.X_OK));
	return done ? null : `it needs ${interpreter}, which is not on this machine`;
}

/** A program of 64 bit or one for several kinds of processor; which kinds macOS runs is left to macOS. */
function isMachO(head: Buffer): boolean {
	return head.length >= 4 && [0xfeedfacf, 0xcafebabe].includes(magicOf(head));
}

function magicOf(head: Buffer): number {
	const magic = head.readUInt32BE();
	return magic === 0xcffaedfe ? 0xfeedfacf : magic;
}
