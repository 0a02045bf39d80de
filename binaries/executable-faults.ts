import {processors} from './mach-o.ts';
import {signatureFaults} from './mach-o-check.ts';
import {hasCertificate, processorOf} from './pe.ts';
import {blobOfElf, blobOfMachO, blobOfPe, unsealed} from './sea-blob.ts';
import type {Target} from './targets.ts';

/** What is wrong with a target's executable, in words that go on from its name; empty when nothing is. */
export function executableFaults(target: Target, file: Buffer): readonly string[] {
	const format = formats[target.platform];
	try {
		if (!format.isFor(file, target.arch)) return [`is no executable for ${target.name}`];
		const blob = format.blob(file);
		return [...fuseFaults(file), ...blobFaults(blob), ...format.faults(file)];
	} catch (error) {
		return [`cannot be read as an executable for ${target.name}: ${String(error)}`];
	}
}

type Format = {
	isFor(file: Buffer, arch: Target['arch']): boolean;
	blob(file: Buffer): Buffer | null;
	faults(file: Buffer): readonly string[];
};

const x64 = 0x3e;
const amd64 = 0x8664;

const formats: Readonly<Record<Target['platform'], Format>> = {
	linux: {
		isFor: file => file.toString('latin1', 0, 5) === '\x7fELF\x02' && file.readUInt16LE(18) === x64,
		blob: blobOfElf,
		faults: () => [],
	},
	macos: {
		isFor: (file, arch) => file.readUInt32LE(0) === 0xfeedfacf && processors.get(file.readUInt32LE(4)) === arch,
		blob: blobOfMachO,
		faults: signatureFaults,
	},
	win: {
		isFor: file => file.toString('latin1', 0, 2) === 'MZ' && processorOf(file) === amd64,
		blob: blobOfPe,
		faults: file => (hasCertificate(file) ? ['has the signature of another file'] : []),
	},
};

/** What Node.js looks for to know that it carries a program: 1 behind the colon, and it runs that and no other. */
const fuse = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2:';

function fuseFaults(file: Buffer): readonly string[] {
	const at = file.indexOf(fuse);
	if (at === -1) return ['has no fuse of Node.js'];
	return file[at + fuse.length] === 0x31 ? [] : ['is a bare Node.js: its fuse is not set'];
}

function blobFaults(blob: Buffer | null): readonly string[] {
	if (blob === null) return ['has no program sealed in it'];
	const {assets, nodeArguments, takesMoreArguments} = unsealed(blob);
	return [
		...(assets.has('app') ? [] : ['has no plugin among what is sealed in it']),
		...(takesMoreArguments ? ['takes arguments for Node.js from its environment'] : []),
		...(nodeArguments.includes('--disable-sigusr1') ? [] : ['lets a debugger in by SIGUSR1']),
	];
}
