const programHeaderSize = 56;
const note = 4;

/** The content of an ELF file's note of that name; null when there is none. */
export function noteIn(file: Buffer, name: string): Buffer | null {
	const [headers, count] = [Number(file.readBigUInt64LE(32)), file.readUInt16LE(56)];
	for (let index = 0; index < count; index++) {
		const header = headers + index * programHeaderSize;
		if (file.readUInt32LE(header) !== note) continue;
		const offset = Number(file.readBigUInt64LE(header + 8));
		const found = noteOf(file.subarray(offset, offset + Number(file.readBigUInt64LE(header + 32))), name);
		if (found !== null) return found;
	}
	return null;
}

/** Notes stand one behind the other: three numbers, a name that ends with a zero, the content, each filled up to four bytes. */
function noteOf(notes: Buffer, name: string): Buffer | null {
	for (let at = 0; at + 12 <= notes.length; ) {
		const [nameSize, size] = [notes.readUInt32LE(at), notes.readUInt32LE(at + 4)];
		const content = at + 12 + aligned(nameSize);
		if (notes.toString('latin1', at + 12, at + 12 + nameSize) === `${name}\0`) {
			return notes.subarray(content, content + size);
		}
		at = content + aligned(size);
	}
	return null;
}

function aligned(size: number): number {
	return Math.ceil(size / 4) * 4;
}
