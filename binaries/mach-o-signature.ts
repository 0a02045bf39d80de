import {codeDirectory, directorySize, requirements, signatureMagic} from './code-directory.ts';
import {codeSignature, headerSize, loadCommands, processors, type Segment, sections, segments} from './mach-o.ts';

const commandSize = 16;
const signatureAlignment = 16;
/** An empty wrapper where Apple's certificates would stand. */
const noCertificates = Buffer.from([0xfa, 0xde, 0x0b, 0x01, 0, 0, 0, 8]);

/**
 * The Mach-O file with an ad-hoc signature, which names nobody, but without which macOS on Apple silicon kills the program at its
 * start. Apple's codesign runs on macOS only. Throws when the file is signed already.
 */
export function signed(file: Buffer, name: string): Buffer {
	const all = segments(file);
	const [text, link] = [segmentOf(all, '__TEXT'), segmentOf(all, '__LINKEDIT')];
	if (link.fileOffset + link.fileSize !== file.length) throw new Error('__LINKEDIT is not the end of the file');
	const start = Math.ceil(file.length / signatureAlignment) * signatureAlignment;
	const blobs: readonly (readonly [slot: number, size: number])[] = [
		[0, directorySize(start, name)],
		[2, requirements.length],
		[0x10000, noCertificates.length],
	];
	const indexSize = 12 + blobs.length * 8;
	const used = blobs.reduce((sum, [, size]) => sum + size, indexSize);
	const signature = Buffer.alloc(Math.ceil(used / signatureAlignment) * signatureAlignment);
	const code = Buffer.alloc(start);
	file.copy(code);
	// The commands are part of what is hashed, so they have to be final.
	addCommand(code, {start, size: signature.length, room: firstContent(file, all)});
	growLink(code, link, start + signature.length - link.fileOffset);
	writeIndex(signature, {used, indexSize, blobs});
	const directory = codeDirectory(code, name, {offset: text.fileOffset, size: text.fileSize});
	Buffer.concat([directory, requirements, noCertificates]).copy(signature, indexSize);
	return Buffer.concat([code, signature]);
}

function segmentOf(all: readonly Segment[], name: string): Segment {
	const found = all.find(each => each.name === name);
	if (found === undefined) throw new Error(`the Mach-O file has no segment ${name}`);
	return found;
}

/** Where the first section begins: what is before it is room for commands. */
function firstContent(file: Buffer, all: readonly Segment[]): number {
	const offsets = all.flatMap(segment => sections(file, segment).map(({offset}) => offset));
	return Math.min(...offsets.filter(offset => offset > 0));
}

function addCommand(code: Buffer, {start, size, room}: {start: number; size: number; room: number}): void {
	if (loadCommands(code).some(({kind}) => kind === codeSignature)) throw new Error('the Mach-O file is signed already');
	const [count, bytes] = [code.readUInt32LE(16), code.readUInt32LE(20)];
	const at = headerSize + bytes;
	if (at + commandSize > room) throw new Error('the Mach-O file has no room for one more command');
	code.writeUInt32LE(count + 1, 16);
	code.writeUInt32LE(bytes + commandSize, 20);
	[codeSignature, commandSize, start, size].reduce((offset, number) => code.writeUInt32LE(number, offset), at);
}

/** The signature belongs to the last segment, which is mapped in whole pages of the processor. */
function growLink(code: Buffer, {command}: Segment, size: number): void {
	const page = processors.get(code.readUInt32LE(4)) === 'arm64' ? 16_384 : 4096;
	code.writeBigUInt64LE(BigInt(Math.ceil(size / page) * page), command.offset + 32);
	code.writeBigUInt64LE(BigInt(size), command.offset + 48);
}

function writeIndex(
	signature: Buffer,
	{used, indexSize, blobs}: {used: number; indexSize: number; blobs: readonly (readonly [number, number])[]},
): void {
	let at = [signatureMagic, used, blobs.length].reduce((offset, number) => signature.writeUInt32BE(number, offset), 0);
	let blobAt = indexSize;
	for (const [slot, size] of blobs) {
		at = signature.writeUInt32BE(slot, at);
		at = signature.writeUInt32BE(blobAt, at);
		blobAt += size;
	}
}
