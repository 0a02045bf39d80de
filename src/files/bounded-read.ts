import {constants} from 'node:fs';
import {type FileHandle, open} from 'node:fs/promises';
import {setTimeout} from 'node:timers/promises';
import {isatty} from 'node:tty';
import {codeOf} from './refusal.ts';

export type ReadLimits = {
	/** Bytes; what has more is refused. */
	longest: number;
	/** Milliseconds in which all of it has to come out of a pipe or a device. */
	patience: number;
};

const usual: ReadLimits = {longest: 4_000_000, patience: 30_000};

/**
 * What stands in a file, or comes out of a pipe such as <(…): no device or pipe can keep the run waiting for ever, or fill its memory.
 * Throws as the system does, with the code EISDIR, and with ETOOLONG, ETIME and ENOTTY for what is refused.
 */
export async function boundedRead(path: string, {longest, patience}: ReadLimits = usual): Promise<Buffer> {
	// opened at once, even a pipe that nobody writes to
	const file = await open(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0) | (constants.O_NOCTTY ?? 0));
	try {
		const found = await file.stat();
		if (found.isDirectory()) throw fault('EISDIR');
		if (found.size > longest) throw fault('ETOOLONG');
		if (isatty(file.fd)) throw fault('ENOTTY');
		return await allOf(file, {longest, patience, isPipe: found.isFIFO()});
	} finally {
		await file.close();
	}
}

async function allOf(file: FileHandle, {longest, patience, isPipe}: ReadLimits & {isPipe: boolean}): Promise<Buffer> {
	const chunks: Buffer[] = [];
	let length = 0;
	const began = performance.now();
	for (;;) {
		const chunk = await nextOf(file);
		if (chunk !== null && chunk.length > 0) {
			chunks.push(chunk);
			length += chunk.length;
			if (length > longest) throw fault('ETOOLONG');
		} else if (chunk !== null && (length > 0 || !isPipe)) return Buffer.concat(chunks);
		// a pipe to which nobody has written yet looks like one at its end
		else await setTimeout(20);
		if ((isPipe || chunk === null) && performance.now() - began > patience) throw fault('ETIME');
	}
}

/** null where nothing is there yet. */
async function nextOf(file: FileHandle): Promise<Buffer | null> {
	try {
		const {bytesRead, buffer} = await file.read(Buffer.allocUnsafe(65_536), 0, 65_536, null);
		return buffer.subarray(0, bytesRead);
	} catch (error) {
		if (codeOf(error) === 'EAGAIN') return null;
		throw error;
	}
}

function fault(code: string): Error {
	return Object.assign(new Error(code), {code});
}
