import {completeMultipartUpload} from './complete-multipart-upload.ts';
import {deleteObjects} from './delete-objects.ts';
import {getBucketLocation, headBucket, listBuckets} from './describe-buckets.ts';
import type {S3Action} from './keys.ts';
import {listObjects, listObjectsV2} from './list-objects.ts';
import {abortMultipartUpload, createMultipartUpload, listMultipartUploads, uploadPart} from './multipart-uploads.ts';
import {deleteObject, getObject, headObject, putObject} from './objects.ts';
import type {BucketCall, ObjectCall, S3Answer, ServiceCall} from './s3-call.ts';

type Handler =
	| {on: 'service'; answer: (call: ServiceCall) => S3Answer}
	| {on: 'bucket'; answer: (call: BucketCall) => S3Answer}
	| {on: 'object'; answer: (call: ObjectCall) => S3Answer};

/** One operation of S3: what addresses it, what right it takes, and who answers it. */
export type Operation = Handler & {
	/** S3's name for it. */
	name: string;
	/** Absent where the operation judges each of its keys alone. */
	action?: S3Action;
	method: string;
	/** Query parameters that must be there. */
	needs?: string[];
	/** Query parameters that may be there. */
	takes?: string[];
};

const paging = ['prefix', 'delimiter', 'max-keys', 'encoding-type'];
const pagingV2 = [...paging, 'continuation-token', 'start-after', 'fetch-owner'];
// A store that doesn't look for a bucket in the host name takes the list of one for the list of all.
const listOfBucket = ['list-type', ...pagingV2];
const bucket = {on: 'bucket', action: 'list', method: 'GET'} as const;
const object = {on: 'object'} as const;
const multipart = {on: 'object', action: 'multipart'} as const;

/** Everything that this service does; it answers NotImplemented to the rest of S3. */
export const operations: Operation[] = [
	{
		name: 'ListBuckets',
		on: 'service',
		action: 'list-buckets',
		method: 'GET',
		takes: listOfBucket,
		answer: listBuckets,
	},

	{...bucket, name: 'HeadBucket', method: 'HEAD', answer: headBucket},
	{...bucket, name: 'GetBucketLocation', needs: ['location'], answer: getBucketLocation},
	{...bucket, name: 'ListObjectsV2', needs: ['list-type'], takes: pagingV2, answer: listObjectsV2},
	{...bucket, name: 'ListObjects', takes: [...paging, 'marker'], answer: listObjects},
	{...bucket, name: 'ListMultipartUploads', needs: ['uploads'], takes: ['prefix'], answer: listMultipartUploads},
	{on: 'bucket', name: 'DeleteObjects', method: 'POST', needs: ['delete'], answer: deleteObjects},

	{...object, name: 'PutObject', action: 'put', method: 'PUT', answer: putObject},
	// S3 passes over parameters of other operations, as when a list is asked of what turns out to be a key
	{...object, name: 'GetObject', action: 'get', method: 'GET', takes: ['list-type', ...paging], answer: getObject},
	{...object, name: 'HeadObject', action: 'get', method: 'HEAD', answer: headObject},
	{...object, name: 'DeleteObject', action: 'delete', method: 'DELETE', answer: deleteObject},

	{...multipart, name: 'CreateMultipartUpload', method: 'POST', needs: ['uploads'], answer: createMultipartUpload},
	{...multipart, name: 'UploadPart', method: 'PUT', needs: ['uploadId', 'partNumber'], answer: uploadPart},
	{...multipart, name: 'CompleteMultipartUpload', method: 'POST', needs: ['uploadId'], answer: completeMultipartUpload},
	{...multipart, name: 'AbortMultipartUpload', method: 'DELETE', needs: ['uploadId'], answer: abortMultipartUpload},
];
