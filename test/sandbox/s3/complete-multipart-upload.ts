import {createHash} from 'node:crypto';
import type {Upload, UploadedPart} from './buckets.ts';
import {findUpload} from './multipart-uploads.ts';
import type {ObjectCall, S3Answer} from './s3-call.ts';
import {S3Error} from './s3-error.ts';
import {buildResult, parseItems} from './xml.ts';

type NamedPart = {number: number; etag: string};

const minPart = 5 * 1024 * 1024;

/** Makes the object out of the parts that the request lists, and forgets the upload. */
export function completeMultipartUpload(call: ObjectCall): S3Answer {
	const {bucket, key, payload, request, now} = call;
	const upload = findUpload(call);
	const named = parseItems(payload, 'CompleteMultipartUpload', 'Part').map(readNamedPart);
	checkOrder(named);
	const parts = named.map(part => findPart(upload, part));
	checkSizes(parts, named);
	const etag = combineEtags(parts);
	const body = Buffer.concat(parts.map(part => part.body));
	bucket.objects.set(key, {body, etag, modified: now, headers: upload.headers});
	bucket.uploads.delete(upload.id);
	const location = `//${request.headers.host}${request.url.replace(/\?.*/, '')}`;
	const result = {Location: location, Bucket: bucket.name, Key: key, ETag: etag};
	return {status: 200, body: buildResult('CompleteMultipartUploadResult', result)};
}

function readNamedPart({PartNumber: number, ETag: etag}: Record<string, unknown>): NamedPart {
	if (typeof number !== 'string' || !/^\s*\d{1,5}\s*$/.test(number)) throw new S3Error('MalformedXML');
	if (typeof etag !== 'string') throw new S3Error('MalformedXML');
	return {number: Number(number), etag: etag.trim()};
}

function checkOrder(named: NamedPart[]): void {
	const rising = named.every(({number}, index) => number > (named[index - 1]?.number ?? 0));
	if (!rising) throw new S3Error('InvalidPartOrder');
}

function findPart({id, parts}: Upload, {number, etag}: NamedPart): UploadedPart {
	const part = parts.get(number);
	if (part && unquote(part.etag) === unquote(etag)) return part;
	throw new S3Error('InvalidPart', {UploadId: id, PartNumber: number, ETag: unquote(etag)});
}

function checkSizes(parts: UploadedPart[], named: NamedPart[]): void {
	const small = parts.findIndex((part, index) => index < parts.length - 1 && part.body.length < minPart);
	const part = parts[small];
	if (!part) return;
	throw new S3Error('EntityTooSmall', {
		ProposedSize: part.body.length,
		MinSizeAllowed: minPart,
		PartNumber: named[small]?.number ?? 0,
		ETag: unquote(part.etag),
	});
}

// S3's entity tag of such an object: the MD5 of its parts' MD5s, and their number.
function combineEtags(parts: UploadedPart[]): string {
	const digests = Buffer.concat(parts.map(part => Buffer.from(unquote(part.etag), 'hex')));
	return `"${createHash('md5').update(digests).digest('hex')}-${parts.length}"`;
}

function unquote(etag: string): string {
	return etag.replaceAll('"', '');
}
