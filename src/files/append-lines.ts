import {open as openDescriptor, writeSync} from 'node:fs';
import {open, stat} from 'node:fs/promises';
import {promisify} from 'node:util';
import type {AppendLine} from '../world.ts';
import {refusal} from './refusal.ts';

/**
 * Opens a file for lines that are written at once, each in one go, so that none is lost or cut when this process is
 * killed, and those of two processes do not mix. It stays open until the process ends. A refusal names `path`; the file is at `place`.
 */
export async function openToAppend(path: string, place = path): Promise<AppendLine> {
	const refuse = (error: unknown) => {
		throw refusal('write', path, error);
	};
	const descriptor = await promisify(openDescriptor)(place, 'a').catch(refuse);
	let before = (await endsWithinLine(place)) ? '\n' : '';
	return line => {
		const bytes = Buffer.from(`${before}${line}\n`);
		before = '';
		try {
			for (let written = 0; written < bytes.length; ) written += writeSync(descriptor, bytes, written);
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
