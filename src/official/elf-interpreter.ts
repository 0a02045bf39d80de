type ReadAt = (position: number, length: number) => Buffer;

/**
 * The loader that a Linux program of this machine's kind asks for (PT_INTERP; null for a static one). Itself null for what is
 * no such program. Layout: elf(5), 64 bit, little endian, as all machines that this plugin is built for have it.
 */
export function elfInterpreter(head: Buffer, readAt: ReadAt): {interpreter: string | null} | null {
	if (!isOurKind(head)) return null;
	const [offset, size, count] = [Number(head.readBigUInt64LE(32)), head.readUInt16LE(54), head.readUInt16LE(56)];
	if (size < programHeaderSize || size * count > mostHeaders) return null;
	const table = readAt(offset, size * count);
	for (let at = 0; at + size <= table.length; at += size) {
		if (table.readUInt32LE(at) !== interp) continue;
		const [from, length] = [Number(table.readBigUInt64LE(at + 8)), Number(table.readBigUInt64LE(at + 32))];
		return {interpreter: readAt(from, Math.min(length, 4096)).toString('utf8').replace(/\0.*$/s, '')};
	}
	return {interpreter: null};
}

const programHeaderSize = 56;
/** Bytes; a real program has a dozen headers. */
const mostHeaders = 1_000_000;
const interp = 3;
const machines: ReadonlyMap<string, number> = new Map([
	['x64', 62],
	['arm64', 183],
]);

function isOurKind(head: Buffer): boolean {
	const isElf64 = head.length >= 64 && head.toString('latin1', 0, 4) === '\x7fELF' && head[4] === 2 && head[5] === 1;
	return isElf64 && head.readUInt16LE(18) === machines.get(process.arch);
}
