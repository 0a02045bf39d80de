import type {IncomingMessage} from 'node:http';
import {findBucket} from './buckets.ts';
import {checkFeatures, findOperation, refuseOperation} from './find-operation.ts';
import type {Operation} from './operations.ts';
import {checkPermissions, readPermissions} from './permissions.ts';
import {readPayload} from './read-payload.ts';
import {checkRegion, nameRegion} from './regions.ts';
import type {S3Answer, ServiceCall} from './s3-call.ts';
import {type Refusal, S3Error} from './s3-error.ts';
import {readRequest, type S3Request} from './s3-request.ts';
import type {S3State} from './s3-state.ts';
import {verifySignature} from './verify-signature.ts';

/** A request whose address was read; `action` is S3's name of the operation, '' for none of ours. */
export type OpenedRequest = {
	action: string;
	/** Header fields that its answer gets, whatever that is. */
	headers: Record<string, string>;
	/** Takes it from its signature to its result; never rejects. */
	answer: () => Promise<S3Answer | Refusal>;
};

/** Finds out what is asked for; nothing is checked or done before it is answered. */
export function openRequest(message: IncomingMessage, state: S3State): OpenedRequest {
	try {
		const request = readRequest(message, state);
		const operation = findOperation(request);
		return {
			action: operation?.name ?? '',
			headers: nameRegion(request, operation, state),
			answer: () => perform(message, {request, operation, state}).catch(toS3Error),
		};
	} catch (error) {
		return {action: '', headers: {}, answer: async () => toS3Error(error)};
	}
}

async function perform(
	message: IncomingMessage,
	{request, operation, state}: {request: S3Request; operation: Operation | undefined; state: S3State},
): Promise<S3Answer> {
	const {region, keys, buckets, secure} = state;
	const now = state.now();
	const sender = await verifySignature(request, {region, keys, now});
	if (!operation) throw refuseOperation(request);
	checkFeatures(request, operation);
	const bucket = request.bucket === undefined ? undefined : findBucket(buckets, request.bucket);
	if (bucket) checkRegion(bucket, request, region);
	const permissions = readPermissions(sender.key);
	checkPermissions(permissions, {operation, request, bucket});
	const payload = await readPayload(message, {headers: request.headers, sender, secure});
	return callOperation(operation, {request, payload, buckets, now, permissions});
}

function callOperation(operation: Operation, call: ServiceCall): S3Answer {
	if (operation.on === 'service') return operation.answer(call);
	const {bucket = '', key = ''} = call.request;
	const bucketCall = {...call, bucket: findBucket(call.buckets, bucket)};
	return operation.on === 'bucket' ? operation.answer(bucketCall) : operation.answer({...bucketCall, key});
}

function toS3Error(error: unknown): S3Error {
	if (error instanceof S3Error) return error;
	process.emitWarning(error instanceof Error ? error : String(error));
	return new S3Error('InternalError');
}
