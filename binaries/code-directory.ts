import {createHash} from 'node:crypto';

// From <kern/cs_blobs.h> of Apple's XNU. All numbers of a signature are big-endian, unlike those of the file around it.
export const signatureMagic = 0xfade0cc0;
export const directoryMagic = 0xfade0c02;
export const pageSize = 4096;
export const hashSize = 32;
const version = 0x20400;
const adHoc = 0x2;
const sha256 = 2;
const mainBinary = 1n;
const headerSize = 88;
// Two slots before the pages': the requirements, which are hashed, and an Info.plist, which is none.
const specialSlots = 2;

/** No requirement of whoever runs it. */
export const requirements = Buffer.from([0xfa, 0xde, 0x0c, 0x01, 0, 0, 0, 12, 0, 0, 0, 0]);

export function hashOf(bytes: Buffer): Buffer {
	return createHash('sha256').update(bytes).digest();
}

/** The hashes of all pages of `code`, which is all of the file before its signature. */
export function pageHashes(code: Buffer): readonly Buffer[] {
	const count = Math.ceil(code.length / pageSize);
	return Array.from({length: count}, (_, page) => hashOf(code.subarray(page * pageSize, (page + 1) * pageSize)));
}

/** Bytes of the directory of so much code under such a name. */
export function directorySize(codeSize: number, name: string): number {
	return headerSize + name.length + 1 + (specialSlots + Math.ceil(codeSize / pageSize)) * hashSize;
}

/** What the kernel compares each page with before it runs it. `text` is where the segment of the program is in the file. */
export function codeDirectory(code: Buffer, name: string, text: {offset: number; size: number}): Buffer {
	const directory = Buffer.alloc(directorySize(code.length, name));
	const hashes = pageHashes(code);
	const hashOffset = headerSize + name.length + 1 + specialSlots * hashSize;
	const numbers = [directoryMagic, directory.length, version, adHoc, hashOffset, headerSize];
	const at = [...numbers, specialSlots, hashes.length, code.length].reduce(
		(offset, number) => directory.writeUInt32BE(number, offset),
		0,
	);
	directory.set([hashSize, sha256, 0, Math.log2(pageSize)], at);
	// Between them stay zero: what is spare, a scatter list, a team, and the limit of a file above 4 GB.
	directory.writeBigUInt64BE(BigInt(text.offset), 64);
	directory.writeBigUInt64BE(BigInt(text.size), 72);
	directory.writeBigUInt64BE(mainBinary, 80);
	directory.write(name, headerSize, 'latin1');
	const special = hashOffset - specialSlots * hashSize;
	Buffer.concat([hashOf(requirements), Buffer.alloc(hashSize), ...hashes]).copy(directory, special);
	return directory;
}
