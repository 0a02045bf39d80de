/** One load command of a Mach-O file: what it is, and where it stands in the file. */
export type LoadCommand = {kind: number; offset: number; size: number};

/** A part of the file that is mapped into memory. */
export type Segment = {name: string; command: LoadCommand; fileOffset: number; fileSize: number};

export const headerSize = 32;
export const codeSignature = 0x1d;
const segment64 = 0x19;
const magic64 = 0xfeedfacf;

/** The processors by Mach-O's numbers. */
export const processors: ReadonlyMap<number, string> = new Map([
	[0x01000007, 'x64'],
	[0x0100000c, 'arm64'],
]);

/** Throws when the file is no Mach-O file for one 64-bit processor. */
export function loadCommands(file: Buffer): readonly LoadCommand[] {
	if (file.readUInt32LE(0) !== magic64) throw new Error('it is not a 64-bit Mach-O file');
	const commands: LoadCommand[] = [];
	let offset = headerSize;
	for (let left = file.readUInt32LE(16); left > 0; left--) {
		const size = file.readUInt32LE(offset + 4);
		commands.push({kind: file.readUInt32LE(offset), offset, size});
		offset += size;
	}
	return commands;
}

export function segments(file: Buffer): readonly Segment[] {
	return loadCommands(file)
		.filter(({kind}) => kind === segment64)
		.map(command => ({
			name: nameAt(file, command.offset + 8),
			command,
			fileOffset: Number(file.readBigUInt64LE(command.offset + 40)),
			fileSize: Number(file.readBigUInt64LE(command.offset + 48)),
		}));
}

/** The sections of a segment: their names, and where their content is. */
export function sections(file: Buffer, {command}: Segment): readonly {name: string; offset: number; size: number}[] {
	const count = file.readUInt32LE(command.offset + 64);
	return Array.from({length: count}, (_, index) => {
		const at = command.offset + 72 + index * 80;
		return {
			name: nameAt(file, at),
			offset: file.readUInt32LE(at + 48),
			size: Number(file.readBigUInt64LE(at + 40)),
		};
	});
}

/** Names have sixteen bytes, the unused ones zero. */
function nameAt(file: Buffer, offset: number): string {
	return file.toString('latin1', offset, offset + 16).replace(/\0.*$/s, '');
}
