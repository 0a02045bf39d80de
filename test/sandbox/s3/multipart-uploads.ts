import {randomBytes} from 'node:crypto';
import {type Bucket, compareNames, type Upload} from './buckets.ts';
import {describeOwner} from './describe-buckets.ts';
import {computeEtag} from './objects.ts';
import type {BucketCall, ObjectCall, S3Answer} from './s3-call.ts';
import {invalidArgument, S3Error} from './s3-error.ts';
import {queryValue} from './s3-request.ts';
import {pickStoredHeaders} from './stored-headers.ts';
import {buildResult, type XmlElements} from './xml.ts';

export function createMultipartUpload({bucket, key, request, now}: ObjectCall): S3Answer {
	const id = randomBytes(48).toString('base64url');
	const headers = pickStoredHeaders(request.headers);
	bucket.uploads.set(id, {id, key, initiated: now, headers, parts: new Map()});
	const body = buildResult('InitiateMultipartUploadResult', {Bucket: bucket.name, Key: key, UploadId: id});
	return {status: 200, body};
}

/** Keeps one part; its size is judged on completion, since any part may turn out to be the last one. */
export function uploadPart(call: ObjectCall): S3Answer {
	const number = readPartNumber(queryValue(call.request, 'partNumber') ?? '');
	const etag = computeEtag(call.payload);
	findUpload(call).parts.set(number, {body: call.payload, etag});
	return {status: 200, headers: {etag}};
}

export function abortMultipartUpload(call: ObjectCall): S3Answer {
	call.bucket.uploads.delete(findUpload(call).id);
	return {status: 204};
}

/** All unfinished uploads under the prefix, always in one page of at most 1000. */
export function listMultipartUploads({bucket, request}: BucketCall): S3Answer {
	const prefix = queryValue(request, 'prefix') ?? '';
	const uploads = [...bucket.uploads.values()].filter(({key}) => key.startsWith(prefix));
	if (uploads.length > mostUploads) throw new S3Error('NotImplemented');
	const body = buildResult('ListMultipartUploadsResult', {
		Bucket: bucket.name,
		Prefix: prefix,
		MaxUploads: mostUploads,
		IsTruncated: false,
		Upload: uploads.sort((a, b) => compareNames(a.key, b.key)).map(upload => describeUpload(upload, bucket)),
	});
	return {status: 200, body};
}

/** The upload that the request names; NoSuchUpload when it is finished, aborted or another key's. */
export function findUpload({bucket, key, request}: ObjectCall): Upload {
	const id = queryValue(request, 'uploadId') ?? '';
	const upload = bucket.uploads.get(id);
	if (upload?.key !== key) throw new S3Error('NoSuchUpload', {UploadId: id});
	return upload;
}

const mostUploads = 1000;
const mostParts = 10_000;

function readPartNumber(text: string): number {
	const number = /^\d{1,5}$/.test(text) ? Number(text) : 0;
	if (number >= 1 && number <= mostParts) return number;
	throw invalidArgument('partNumber', text, 'Part number must be an integer between 1 and 10000, inclusive');
}

function describeUpload({key, id, initiated, headers}: Upload, {owner}: Bucket): XmlElements {
	return {
		Key: key,
		UploadId: id,
		Initiator: describeOwner(owner),
		Owner: describeOwner(owner),
		StorageClass: headers['x-amz-storage-class'] ?? 'STANDARD',
		Initiated: initiated.toISOString(),
	};
}
