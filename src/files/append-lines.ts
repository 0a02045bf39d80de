import {constants, open as openDescriptor, writeSync} from 'node:fs';
import {open, stat} from 'node:fs/promises';
import {promisify} from 'node:util';
import type {AppendLine} from '../world.ts';
import {codeOf, refusal} from './refusal.ts';

/** To add to a file, which is made where there is none. A pipe that nobody reads is refused at once, and a full one does not stop the run. */
export const appending = constants.O_APPEND | constants.O_CREAT | constants.O_WRONLY | (constants.O_NONBLOCK ?? 0);

/** Milliseconds that whoever reads a pipe may take for a line, with the whole run waiting. */
const stalled = 2000;

/**
 * Opens a file for lines that are written at once, each in one go, so that none is lost or cut when this process is
 * killed, and those of two processes do not mix. It stays open until the process ends. A refusal names `path`; the file is at `place`.
 */
export async function openToAppend(path: string, place = path): Promise<AppendLine> {
	const refuse = (error: unknown) => {
		throw refusal('write', path, error);
	};
	const descriptor = await promisify(openDescriptor)(place, appending, 0o666).catch(refuse);
	let before = (await endsWithinLine(place)) ? '\n' : '';
	return line => {
		const bytes = Buffer.from(`${before}${line}\n`);
		before = '';
		try {
			for (let written = 0; written < bytes.length; ) written += writeWithin(stalled, {descriptor, bytes, written});
		} catch (error) {
			refuse(error);
		}
	};
}

/** Whether the last line of a file was cut, e.g. by a disk that got full. That of a file that may not be read counts as whole. */
async function endsWithinLine(path: string): Promise<boolean> {
	const {size} = await stat(path);
	// pipes and devices have no size: to open one for reading could take for ever
	if (size === 0) return false;
	const file = await open(path).catch(() => null);
	try {
		const last = await file?.read(Buffer.alloc(1), 0, 1, size - 1);
		return last !== undefined && last.bytesRead === 1 && last.buffer[0] !== 0x0a;
	} finally {
		await file?.close();
	}
}

type Rest = {descriptor: number; bytes: Buffer; written: number};

/** How many bytes were written, after the wait for some room. */
function writeWithin(limit: number, {descriptor, bytes, written}: Rest): number {
	const began = performance.now();
	for (;;) {
		try {
			return writeSync(descriptor, bytes, written);
		} catch (error) {
			if (codeOf(error) !== 'EAGAIN' || performance.now() - began > limit) throw error;
			// each line is written when the call returns, so that this has to wait without giving way
			Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 20);
		}
	}
}
