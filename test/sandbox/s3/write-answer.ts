import {randomBytes} from 'node:crypto';
import type {ServerResponse} from 'node:http';
import type {S3Answer} from './s3-call.ts';
import type {Refusal} from './s3-error.ts';
import {buildXml} from './xml.ts';

/** Header fields beside those of the result, the time for Date, and whether the connection ends in the middle. */
type AnswerFrame = {headers: Record<string, string>; now: Date; cut: boolean};

/** Sends a result or a refusal, with the header fields that S3 puts on every answer; node:http leaves the body of a HEAD out. */
export function writeAnswer(response: ServerResponse, result: S3Answer | Refusal, frame: AnswerFrame): void {
	const ids = {
		requestId: randomBytes(8).toString('hex').toUpperCase(),
		hostId: randomBytes(56).toString('base64'),
	};
	const {status, headers, body} = 'code' in result ? describeRefusal(result, ids) : result;
	response.writeHead(status, {
		'x-amz-request-id': ids.requestId,
		'x-amz-id-2': ids.hostId,
		date: frame.now.toUTCString(),
		server: 'AmazonS3',
		...(typeof body === 'string' ? {'content-type': 'application/xml'} : {}),
		...(body === undefined ? {} : {'content-length': Buffer.byteLength(body)}),
		...frame.headers,
		...headers,
	});
	if (frame.cut) cutShort(response, body);
	else response.end(body);
}

function cutShort(response: ServerResponse, body: string | Buffer = ''): void {
	const whole = Buffer.from(body);
	if (whole.length === 0) response.destroy();
	else response.write(whole.subarray(0, whole.length / 2), () => response.destroy());
}

function describeRefusal(
	{status, code, message, details}: Refusal,
	ids: {requestId: string; hostId: string},
): S3Answer {
	const elements = {Code: code, Message: message, ...details, RequestId: ids.requestId, HostId: ids.hostId};
	return {status, body: buildXml('Error', elements)};
}
