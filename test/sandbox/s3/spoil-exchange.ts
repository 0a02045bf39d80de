import type {IncomingMessage, ServerResponse} from 'node:http';
import type {S3Answer} from './s3-call.ts';
import type {Refusal} from './s3-error.ts';
import type {S3Fault} from './s3-faults.ts';

/** Does what a fault between client and store does; false when the request reaches the store. */
export function interceptRequest(
	fault: S3Fault | undefined,
	{message, response}: {message: IncomingMessage; response: ServerResponse},
): boolean {
	if (fault?.kind === 'cut-upload') {
		message.once('data', () => message.socket.destroy()).once('end', () => message.socket.destroy());
	} else if (fault?.kind === 'page') {
		response.writeHead(fault.status, {'content-type': 'text/html; charset=utf-8'}).end(fault.html);
	} else if (fault?.kind !== 'hang') {
		return false;
	}
	message.resume();
	return true;
}

/** The store's result, or what a fault of the store makes of it. */
export async function spoilResult(
	fault: S3Fault | undefined,
	answer: () => Promise<S3Answer | Refusal>,
): Promise<S3Answer | Refusal> {
	if (fault && 'code' in fault) return {...fault, message: fault.message ?? fault.code, details: {}};
	const result = await answer();
	if (fault?.kind !== 'other-content' || 'code' in result) return result;
	const headers = {...result.headers, 'content-length': String(fault.content.length)};
	return {status: result.status, headers, body: fault.content};
}
