import type {BucketCall, S3Answer} from './s3-call.ts';
import {S3Error} from './s3-error.ts';
import {buildResult, parseItems, parseText} from './xml.ts';

const mostObjects = 1000;

/** DeleteObjects: many keys in one request, each judged alone; a key that is not there counts as deleted. */
export function deleteObjects({bucket, payload, request, permissions}: BucketCall): S3Answer {
	const digests = Object.keys(request.headers).filter(name => /^(content-md5|x-amz-checksum-.+)$/.test(name));
	if (digests.length === 0) throw new S3Error('InvalidRequest', {}, missingDigest);
	const keys = parseItems(payload, 'Delete', 'Object').map(readKey);
	if (keys.length > mostObjects) throw new S3Error('MalformedXML');
	const [allowed, refused] = [true, false].map(may => keys.filter(key => permissions.may('delete', key) === may));
	for (const key of allowed ?? []) bucket.objects.delete(key);
	const quiet = parseText(payload, 'Delete', 'Quiet')?.trim() === 'true';
	const deleted = quiet ? [] : allowed?.map(key => ({Key: key}));
	const errors = refused?.map(key => ({Key: key, Code: 'AccessDenied', Message: 'Access Denied'}));
	return {status: 200, body: buildResult('DeleteResult', {Deleted: deleted, Error: errors})};
}

const missingDigest = 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*';

function readKey({Key: key, VersionId: version}: Record<string, unknown>): string {
	if (typeof key !== 'string' || key === '') throw new S3Error('MalformedXML');
	if (version !== undefined) throw new S3Error('NotImplemented');
	return key;
}
