import {createHash} from 'node:crypto';
import type {StoredObject} from './buckets.ts';
import type {ObjectCall, S3Answer} from './s3-call.ts';
import {S3Error} from './s3-error.ts';
import {pickStoredHeaders} from './stored-headers.ts';

export function putObject({bucket, key, payload, request, now}: ObjectCall): S3Answer {
	const etag = computeEtag(payload);
	bucket.objects.set(key, {body: payload, etag, modified: now, headers: pickStoredHeaders(request.headers)});
	return {status: 200, headers: {etag}};
}

export function getObject(call: ObjectCall): S3Answer {
	const object = findObject(call);
	return {status: 200, headers: describeObject(object), body: object.body};
}

export function headObject(call: ObjectCall): S3Answer {
	return {status: 200, headers: describeObject(findObject(call))};
}

/** Deletes the object; S3 answers the same when there was none. */
export function deleteObject({bucket, key}: ObjectCall): S3Answer {
	bucket.objects.delete(key);
	return {status: 204};
}

/** The entity tag of content that was uploaded in one piece: its MD5, quoted. */
export function computeEtag(content: Buffer): string {
	return `"${createHash('md5').update(content).digest('hex')}"`;
}

// Without the right to list the whole bucket S3 does not even say that a key is missing.
function findObject({bucket, key, permissions}: ObjectCall): StoredObject {
	const object = bucket.objects.get(key);
	if (object) return object;
	throw permissions.may('list', '') ? new S3Error('NoSuchKey', {Key: key}) : new S3Error('AccessDenied');
}

function describeObject({body, etag, modified, headers}: StoredObject): Record<string, string> {
	return {
		...headers,
		etag,
		'content-length': String(body.length),
		'last-modified': modified.toUTCString(),
	};
}
