import type {IncomingMessage} from 'node:http';
import {type Buckets, findBucket} from './buckets.ts';
import {checkFeatures, findOperation, refuseOperation} from './find-operation.ts';
import type {S3Key} from './keys.ts';
import type {Operation} from './operations.ts';
import {readPayload} from './read-payload.ts';
import type {S3Answer, ServiceCall} from './s3-call.ts';
import {S3Error} from './s3-error.ts';
import {readRequest, type S3Request} from './s3-request.ts';
import {verifySignature} from './verify-signature.ts';

/** What the service knows while it answers. */
export type S3State = {
	region: string;
	keys: S3Key[];
	buckets: Buckets;
	/** Host names in front of which a bucket's name may stand. */
	ownNames: string[];
	/** Whether it is reached over TLS. */
	secure: boolean;
	now: () => Date;
};

/** How a request ended: with an answer or with a refusal; `action` is S3's name of the operation, '' for none of ours. */
export type Outcome = {action: string; result: S3Answer | S3Error; headers: Record<string, string>};

/** Takes one request from its signature to its result; it never rejects. */
export async function answerRequest(message: IncomingMessage, state: S3State): Promise<Outcome> {
	let action = '';
	let headers: Record<string, string> = {};
	try {
		const request = readRequest(message, state.ownNames);
		const operation = findOperation(request);
		action = operation?.name ?? '';
		headers = nameRegion(request, operation, state);
		return {action, headers, result: await perform(message, {request, operation, state})};
	} catch (error) {
		return {action, headers, result: toS3Error(error)};
	}
}

async function perform(
	message: IncomingMessage,
	{request, operation, state}: {request: S3Request; operation: Operation | undefined; state: S3State},
): Promise<S3Answer> {
	const now = state.now();
	const sender = await verifySignature(request, {region: state.region, keys: state.keys, now});
	if (!operation) throw refuseOperation(request);
	checkFeatures(request, operation);
	if (request.bucket !== undefined) findBucket(state.buckets, request.bucket);
	const denied = sender.key.denied ?? [];
	if (denied.includes(operation.action)) throw new S3Error('AccessDenied');
	const payload = await readPayload(message, {headers: request.headers, sender, secure: state.secure});
	const {buckets, region} = state;
	return callOperation(operation, {request, payload, buckets, region, now, mayList: !denied.includes('list')});
}

function callOperation(operation: Operation, call: ServiceCall): S3Answer {
	if (operation.on === 'service') return operation.answer(call);
	const {bucket = '', key = ''} = call.request;
	const bucketCall = {...call, bucket: findBucket(call.buckets, bucket)};
	return operation.on === 'bucket' ? operation.answer(bucketCall) : operation.answer({...bucketCall, key});
}

// S3 names the region in every answer to HeadBucket, refusals included: they have no body that could.
function nameRegion({bucket}: S3Request, operation: Operation | undefined, state: S3State): Record<string, string> {
	if (operation?.name !== 'HeadBucket' || !state.buckets.has(bucket ?? '')) return {};
	return {'x-amz-bucket-region': state.region};
}

function toS3Error(error: unknown): S3Error {
	if (error instanceof S3Error) return error;
	process.emitWarning(error instanceof Error ? error : String(error));
	return new S3Error('InternalError');
}
