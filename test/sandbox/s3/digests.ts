import {createHash} from 'node:crypto';
import {crc32} from 'node:zlib';
import {S3Error} from './s3-error.ts';

const checksums: Record<string, (data: Buffer) => Buffer> = {
	'x-amz-checksum-crc32': computeCrc32,
	'x-amz-checksum-sha1': data => createHash('sha1').update(data).digest(),
	'x-amz-checksum-sha256': data => createHash('sha256').update(data).digest(),
};

// Fields that name an algorithm or a wish, and hold no checksum.
const checksumSettings = new Set(['x-amz-checksum-algorithm', 'x-amz-checksum-mode', 'x-amz-checksum-type']);

/** Holds the data against Content-MD5 and every x-amz-checksum-*; BadDigest when one differs. */
export function checkDigests(data: Buffer, fields: Record<string, string>): void {
	checkMd5(data, fields['content-md5']);
	for (const [name, value] of Object.entries(fields)) {
		if (!name.startsWith('x-amz-checksum-') || checksumSettings.has(name)) continue;
		const compute = checksums[name];
		if (!compute) throw new S3Error('NotImplemented', {Header: name});
		if (compute(data).toString('base64') !== value) throw new S3Error('BadDigest', {}, mismatch(name));
	}
}

function checkMd5(data: Buffer, declared: string | undefined): void {
	if (declared === undefined) return;
	if (Buffer.from(declared, 'base64').length !== 16) throw new S3Error('InvalidDigest', {'Content-MD5': declared});
	const computed = createHash('md5').update(data).digest('base64');
	if (computed === declared) return;
	const details = {ExpectedDigest: declared, CalculatedDigest: computed};
	throw new S3Error('BadDigest', details, 'The Content-MD5 you specified did not match what we received.');
}

function computeCrc32(data: Buffer): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(crc32(data));
	return bytes;
}

function mismatch(name: string): string {
	const algorithm = name.slice('x-amz-checksum-'.length).toUpperCase();
	return `The ${algorithm} you specified did not match the calculated checksum.`;
}
