import {createHash} from 'node:crypto';
import type {IncomingMessage} from 'node:http';
import {type AwsChunk, parseAwsChunked} from './aws-chunked.ts';
import {checkDigests} from './digests.ts';
import {invalidArgument, S3Error} from './s3-error.ts';
import {isSameSignature, type Sender} from './verify-signature.ts';

type PayloadContext = {
	headers: Record<string, string>;
	sender: Sender;
	/** Whether the request came over TLS. */
	secure: boolean;
};

const maxBody = 64 * 1024 * 1024;

/** The body without its transfer framing, at most 64 MiB, held against everything that the header fields declare about it. */
export async function readPayload(message: IncomingMessage, context: PayloadContext): Promise<Buffer> {
	const {headers} = context;
	const declared = headers['x-amz-content-sha256'] ?? '';
	const body = await readBody(message, headers);
	if (declared.startsWith('STREAMING-')) return decodeStream(body, declared, context);
	if (declared === 'UNSIGNED-PAYLOAD') {
		// Stricter than S3: a client that leaves the body unprotected on plain HTTP should be found out here.
		if (!context.secure) throw new S3Error('InvalidRequest', {}, 'UNSIGNED-PAYLOAD is accepted over HTTPS only');
	} else checkHash(body, declared);
	checkDigests(body, headers);
	return body;
}

async function readBody(message: IncomingMessage, headers: Record<string, string>): Promise<Buffer> {
	const decodedLength = headers['x-amz-decoded-content-length'];
	// S3 must know the length before the first byte; Transfer-Encoding alone does not tell it.
	if (headers['transfer-encoding'] !== undefined && decodedLength === undefined) {
		throw new S3Error('NotImplemented', {Header: 'Transfer-Encoding'});
	}
	const proposed = Number(headers['content-length'] ?? decodedLength ?? 0);
	if (proposed > maxBody) throw new S3Error('EntityTooLarge', {ProposedSize: proposed, MaxSizeAllowed: maxBody});
	const pieces: Buffer[] = [];
	let size = 0;
	for await (const piece of receive(message)) {
		pieces.push(piece);
		size += piece.length;
		if (size > maxBody) throw new S3Error('EntityTooLarge', {ProposedSize: size, MaxSizeAllowed: maxBody});
	}
	return Buffer.concat(pieces);
}

// The connection stays open when reading stops early: the refusal still has to be sent.
async function* receive(message: IncomingMessage): AsyncGenerator<Buffer> {
	try {
		yield* message.iterator({destroyOnReturn: false});
	} catch {
		throw new S3Error('IncompleteBody');
	}
}

function checkHash(body: Buffer, declared: string): void {
	if (!/^[0-9a-f]{64}$/.test(declared)) throw invalidArgument('x-amz-content-sha256', declared, unknownPayloadHash);
	const computed = createHash('sha256').update(body).digest('hex');
	if (computed === declared) return;
	const details = {ClientComputedContentSHA256: declared, S3ComputedContentSHA256: computed};
	throw new S3Error('XAmzContentSHA256Mismatch', details);
}

const unknownPayloadHash =
	'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD or a valid sha256 value.';

async function decodeStream(body: Buffer, declared: string, {headers, sender}: PayloadContext): Promise<Buffer> {
	const signed = declared === 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD';
	if (!signed && declared !== 'STREAMING-UNSIGNED-PAYLOAD-TRAILER') {
		throw new S3Error('NotImplemented', {Header: 'x-amz-content-sha256'});
	}
	const {chunks, trailers} = parseAwsChunked(body);
	if (signed) await verifyChunks(chunks, sender);
	const announced = headers['x-amz-trailer']?.split(',').map(name => name.trim().toLowerCase()) ?? [];
	if (announced.some(name => trailers[name] === undefined)) throw new S3Error('MalformedTrailerError');
	const data = Buffer.concat(chunks.map(chunk => chunk.data));
	const length = headers['x-amz-decoded-content-length'];
	if (length === undefined) throw new S3Error('MissingContentLength');
	if (Number(length) !== data.length) throw new S3Error('IncompleteBody');
	checkDigests(data, {...headers, ...trailers});
	return data;
}

async function verifyChunks(chunks: AwsChunk[], sender: Sender): Promise<void> {
	let prior = sender.signature;
	for (const {data, signature = ''} of chunks) {
		const expected = await sender.signChunk(data, prior);
		if (!isSameSignature(expected, signature)) throw new S3Error('SignatureDoesNotMatch');
		prior = expected;
	}
}
