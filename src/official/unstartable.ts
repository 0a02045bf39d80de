import {access, constants, type FileHandle, open, stat} from 'node:fs/promises';
import {elfInterpreter} from './elf-interpreter.ts';

/**
 * Why this file cannot be started here, as a clause; null when nothing speaks against it. Node ends the whole process, with a
 * native stack trace, where execve(2) fails (seen with 22.23.2), so that what can be known is looked at before.
 */
export async function unstartable(path: string, platform: NodeJS.Platform): Promise<string | null> {
	const found = await stat(path).catch((error: NodeJS.ErrnoException) => error);
	if (found instanceof Error) return found.code === 'ENOENT' ? 'it does not exist' : reasonOf(found);
	if (!found.isFile()) return 'it is not a file';
	if (platform === 'win32') return null;
	const denied = await access(path, constants.X_OK).then(() => null, reasonOf);
	if (denied !== null) return denied;
	const file = await open(path).catch(() => null);
	// A program may be executable and not readable
	if (file === null) return null;
	try {
		return await unknownFormat(file, platform);
	} finally {
		await file.close();
	}
}

function reasonOf({code}: NodeJS.ErrnoException): string {
	return code === 'EACCES' ? 'this user may not execute it' : `the system says ${code}`;
}

async function unknownFormat(file: FileHandle, platform: NodeJS.Platform): Promise<string | null> {
	const head = await bytesAt(file, 0, 4096);
	if (head.toString('latin1', 0, 2) === '#!') return interpreterFault(scriptInterpreter(head));
	if (platform === 'darwin') return isMachO(head) ? null : foreign;
	const elf = await elfInterpreter(head, (position, length) => bytesAt(file, position, length));
	if (elf === null) return foreign;
	return elf.interpreter === null ? null : interpreterFault(elf.interpreter);
}

const foreign = 'it is not a program for this machine';

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
	const {buffer, bytesRead} = await file.read(Buffer.alloc(length), 0, length, position);
	return buffer.subarray(0, bytesRead);
}

function scriptInterpreter(head: Buffer): string {
	const [line = ''] = head.toString('utf8', 2).split('\n');
	return line.trim().split(/[ \t]/)[0] ?? '';
}

async function interpreterFault(interpreter: string): Promise<string | null> {
	const fault = await access(interpreter, constants.X_OK).then(
		() => null,
		() => `it needs ${interpreter}, which is not on this machine`,
	);
	return interpreter === '' ? 'its first line names no interpreter' : fault;
}

/** A program of 64 bit or one for several kinds of processor; which kinds macOS runs is left to macOS. */
function isMachO(head: Buffer): boolean {
	return head.length >= 4 && [0xfeedfacf, 0xcafebabe].includes(magicOf(head));
}

function magicOf(head: Buffer): number {
	const magic = head.readUInt32BE();
	return magic === 0xcffaedfe ? 0xfeedfacf : magic;
}
