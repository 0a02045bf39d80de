import {type Operation, operations} from './operations.ts';
import {S3Error} from './s3-error.ts';
import type {S3Request} from './s3-request.ts';

// The AWS SDK names the operation in x-id, and S3 ignores it.
const ignoredParameter = 'x-id';

/** The operation that method, address and query mean; undefined when they mean none of ours. */
export function findOperation(request: S3Request): Operation | undefined {
	const resource = findResource(request);
	const parameters = Object.keys(request.query).filter(name => name !== ignoredParameter);
	return operations.find(
		({on, method, needs = [], takes = []}) =>
			on === resource &&
			method === request.method &&
			needs.every(name => parameters.includes(name)) &&
			parameters.every(name => needs.includes(name) || takes.includes(name)),
	);
}

/** What to say to a request that means none of our operations. */
export function refuseOperation(request: S3Request): S3Error {
	const resource = findResource(request);
	if (methods[resource].includes(request.method)) return new S3Error('NotImplemented');
	return new S3Error('MethodNotAllowed', {Method: request.method, ResourceType: resource.toUpperCase()});
}

/** Refuses header fields that ask for something that is not built: they are never ignored. */
export function checkFeatures({headers}: S3Request, operation: Operation): void {
	// Here a checksum is that of the whole object, not of the request's body.
	const isForeign = (name: string) =>
		operation.name === 'CompleteMultipartUpload' && name.startsWith('x-amz-checksum-');
	const unknown = Object.keys(headers).find(name => isFeature(name) || isForeign(name));
	if (unknown !== undefined) throw new S3Error('NotImplemented', {Header: unknown});
}

// Where S3 itself has such a method: what we lack of it is not implemented, rather than not allowed.
const methods = {
	service: ['GET'],
	bucket: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
	object: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'],
};

const knownFields =
	/^x-amz-(date|content-sha256|decoded-content-length|trailer|meta-.*|checksum-.*|sdk-checksum-algorithm|storage-class|user-agent)$/;

function isFeature(name: string): boolean {
	return name === 'range' || name.startsWith('if-') || (name.startsWith('x-amz-') && !knownFields.test(name));
}

function findResource({bucket, key}: S3Request): 'service' | 'bucket' | 'object' {
	if (bucket === undefined) return 'service';
	return key === undefined ? 'bucket' : 'object';
}
