/** An entry of the table of directories in a PE file's optional header: where something is, and how many bytes. */
type Directory = {at: number; address: number; size: number};

const peMagic = 0x4550;
const pe32Plus = 0x20b;
const resources = 2;
const certificates = 4;
/** The type of a resource that is only bytes, RT_RCDATA. */
const rawData = 10;

/** Throws when the file is no PE file of the 64-bit kind. */
function optionalHeader(file: Buffer): number {
	const header = file.readUInt32LE(0x3c);
	if (file.readUInt32LE(header) !== peMagic || file.readUInt16LE(header + 24) !== pe32Plus) {
		throw new Error('it is not a 64-bit PE file');
	}
	return header + 24;
}

/** What the file names its processor by: 0x8664 for x64. */
export function processorOf(file: Buffer): number {
	return file.readUInt16LE(optionalHeader(file) - 20);
}

function directory(file: Buffer, index: number): Directory {
	const at = optionalHeader(file) + 112 + index * 8;
	return {at, address: file.readUInt32LE(at), size: file.readUInt32LE(at + 4)};
}

export function hasCertificate(file: Buffer): boolean {
	return directory(file, certificates).size > 0;
}

/** The file without its Authenticode signature, which is at its end; its checksum is zero then, which means none. */
export function withoutCertificate(file: Buffer): Buffer {
	const {at, address, size} = directory(file, certificates);
	if (size === 0) return file;
	if (address + size !== file.length) throw new Error('its signature is not the end of the PE file');
	const bare = Buffer.from(file.subarray(0, address));
	bare.fill(0, at, at + 8);
	bare.writeUInt32LE(0, optionalHeader(file) + 64);
	return bare;
}

/** The raw data that stands under that name among a PE file's resources, in its first language; null when there is none. */
export function resourceIn(file: Buffer, name: string): Buffer | null {
	const {address} = directory(file, resources);
	const root = offsetOf(file, address);
	if (root === null) return null;
	const type = entries(file, root, 0).find(({id}) => id === rawData);
	const named = type && entries(file, root, type.target).find(({id}) => id === name);
	const language = named && entries(file, root, named.target)[0];
	if (language === undefined) return null;
	const data = root + language.target;
	const start = offsetOf(file, file.readUInt32LE(data));
	return start === null ? null : file.subarray(start, start + file.readUInt32LE(data + 4));
}

/** The tree has three levels, type, name and language; a name is text or a number. `target` counts from the tree's root. */
function entries(file: Buffer, root: number, table: number): {id: string | number; target: number}[] {
	const at = root + table;
	const count = file.readUInt16LE(at + 12) + file.readUInt16LE(at + 14);
	return Array.from({length: count}, (_, index) => {
		const entry = at + 16 + index * 8;
		const id = file.readUInt32LE(entry);
		return {
			id: id >= flag ? textAt(file, root + id - flag) : id,
			target: file.readUInt32LE(entry + 4) % flag,
		};
	});
}

/** The highest bit says that a number is the place of a text, or of one more table. */
const flag = 2 ** 31;

function textAt(file: Buffer, at: number): string {
	return file.toString('utf16le', at + 2, at + 2 + file.readUInt16LE(at) * 2);
}

/** Where in the file stands what is at that address in memory; null when no section has it. */
function offsetOf(file: Buffer, address: number): number | null {
	const header = optionalHeader(file);
	const table = header + file.readUInt16LE(header - 4);
	for (let index = 0; index < file.readUInt16LE(header - 18); index++) {
		const section = table + index * 40;
		const [start, size, offset] = [12, 16, 20].map(at => file.readUInt32LE(section + at)) as [number, number, number];
		if (address >= start && address < start + size) return offset + address - start;
	}
	return null;
}
