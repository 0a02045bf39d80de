import {noteIn} from './elf.ts';
import {sections, segments} from './mach-o.ts';
import {resourceIn} from './pe.ts';

/** The name under which postject puts Node.js' blob into a file of each kind. */
const blobName = 'NODE_SEA_BLOB';

export function blobOfElf(file: Buffer): Buffer | null {
	return noteIn(file, blobName);
}

export function blobOfMachO(file: Buffer): Buffer | null {
	const segment = segments(file).find(({name}) => name === 'NODE_SEA');
	const section = segment && sections(file, segment).find(({name}) => name === `__${blobName}`);
	return section === undefined ? null : file.subarray(section.offset, section.offset + section.size);
}

export function blobOfPe(file: Buffer): Buffer | null {
	return resourceIn(file, blobName);
}

/** What Node.js' blob holds, as node_sea.cc of 22.23 writes it. */
export type Sealed = {
	/** The script that runs at the start. */
	main: Buffer;
	assets: ReadonlyMap<string, Buffer>;
	/** Arguments for Node.js itself, on every start. */
	nodeArguments: readonly string[];
	/** Whether NODE_OPTIONS or a word of the command line can add to them. */
	takesMoreArguments: boolean;
};

const blobMagic = 0x143da20;
/** The magic number, the flags, and a byte that says how arguments for Node.js are taken. */
const headerSize = 9;
const hasCodeCache = 1 << 2;
const hasAssets = 1 << 3;
const hasArguments = 1 << 4;

/** Throws when the blob is none, or one with a code cache of its own. */
export function unsealed(blob: Buffer): Sealed {
	const flags = blob.readUInt32LE(4);
	if (blob.readUInt32LE(0) !== blobMagic || (flags & hasCodeCache) !== 0 || (flags & hasAssets) === 0) {
		throw new Error(`the resource ${blobName} is not a blob as this build makes it`);
	}
	let at = headerSize;
	const number = () => {
		at += 8;
		return Number(blob.readBigUInt64LE(at - 8));
	};
	const bytes = () => {
		const size = number();
		at += size;
		return blob.subarray(at - size, at);
	};
	bytes(); // where the script stood when it was sealed
	const main = bytes();
	const assets = Array.from({length: number()}, () => [bytes().toString(), bytes()] as const);
	const nodeArguments = flags & hasArguments ? Array.from({length: number()}, () => bytes().toString()) : [];
	return {main, assets: new Map(assets), nodeArguments, takesMoreArguments: blob[headerSize - 1] !== 0};
}
