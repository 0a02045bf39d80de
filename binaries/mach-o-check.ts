import {directoryMagic, pageHashes, signatureMagic} from './code-directory.ts';
import {codeSignature, loadCommands, segments} from './mach-o.ts';

/** What is wrong with the code signature of a Mach-O file, in words; empty when macOS would take it. */
export function signatureFaults(file: Buffer): readonly string[] {
	const command = loadCommands(file).find(({kind}) => kind === codeSignature);
	if (command === undefined) return ['it has no code signature, so macOS on Apple silicon would kill it'];
	const start = file.readUInt32LE(command.offset + 8);
	const size = file.readUInt32LE(command.offset + 12);
	const end = segments(file).find(({name}) => name === '__LINKEDIT');
	const isLast = start + size === file.length && end !== undefined && end.fileOffset + end.fileSize === file.length;
	if (!isLast) return ['its code signature is not the end of the file'];
	const directory = directoryIn(file.subarray(start));
	if (directory === null) return ['its code signature has no code directory'];
	return directoryFaults(directory, file.subarray(0, start));
}

/** The first blob of the signature that is a code directory; null when there is none. */
function directoryIn(signature: Buffer): Buffer | null {
	if (signature.readUInt32BE(0) !== signatureMagic) return null;
	const count = signature.readUInt32BE(8);
	for (let index = 0; index < count; index++) {
		const blob = signature.subarray(signature.readUInt32BE(12 + index * 8 + 4));
		if (blob.readUInt32BE(0) === directoryMagic) return blob.subarray(0, blob.readUInt32BE(4));
	}
	return null;
}

function directoryFaults(directory: Buffer, code: Buffer): readonly string[] {
	const [firstHash, count, limit] = [16, 28, 32].map(offset => directory.readUInt32BE(offset)) as [
		number,
		number,
		number,
	];
	const hashes = pageHashes(code);
	if (limit !== code.length || count !== hashes.length) return ['its code signature is one of another length'];
	const wrong = hashes.filter((hash, page) => {
		const at = firstHash + page * hash.length;
		return !hash.equals(directory.subarray(at, at + hash.length));
	});
	return wrong.length === 0
		? []
		: [`${wrong.length} of its ${count} pages are not those that its code signature names`];
}
