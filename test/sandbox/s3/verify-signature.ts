import {timingSafeEqual} from 'node:crypto';
import {Sha256} from '@aws-crypto/sha256-js';
import {SignatureV4} from '@smithy/signature-v4';
import {type Authorization, malformed, parseAuthorization} from './authorization.ts';
import {canonicalize, type Signable} from './canonical-request.ts';
import type {S3Key} from './keys.ts';
import {readRequestDate} from './request-date.ts';
import {S3Error} from './s3-error.ts';
import type {S3Request} from './s3-request.ts';

/** Who sent a request, proved by its signature. */
export type Sender = {
	key: S3Key;
	/** Hexadecimal: the seed for the signatures of a chunked body. */
	signature: string;
	/** The signature of a chunk that follows the one with the signature `prior`. */
	signChunk(data: Buffer, prior: string): Promise<string>;
};

/** Signs the request again as its sender should have, with a signer that is not the plugin's; an S3Error says what differs. */
export async function verifySignature(
	request: S3Request,
	{region, keys, now}: {region: string; keys: S3Key[]; now: Date},
): Promise<Sender> {
	if (request.query['X-Amz-Algorithm'] ?? request.query.Signature) throw new S3Error('NotImplemented', {}, presigned);
	const authorization = parseAuthorization(request.headers.authorization);
	checkScope(authorization, region);
	const key = findKey(keys, authorization.accessKeyId);
	const signingDate = readRequestDate(request.headers, {day: authorization.day, now});
	checkSignedHeaders(request, authorization.signedHeaders);
	const signer = new SignatureV4({credentials: key, region, service: 's3', sha256: Sha256});
	const signable = canonicalize(request, {authorization, date: signingDate});
	const expected = await signer.sign(signable.stringToSign, {signingDate});
	if (!isSameSignature(expected, authorization.signature)) throw signatureMismatch(authorization, signable);
	return {
		key,
		signature: authorization.signature,
		// S3's signed chunk is the event of Signature Version 4 with no header fields.
		signChunk: (payload, priorSignature) =>
			signer.sign({headers: new Uint8Array(), payload}, {signingDate, priorSignature}),
	};
}

/** Compares two hexadecimal signatures in a time that tells nothing about where they differ. */
export function isSameSignature(expected: string, received: string): boolean {
	const [left, right] = [Buffer.from(expected), Buffer.from(received)];
	return left.length === right.length && timingSafeEqual(left, right);
}

function checkScope({region, service}: Authorization, ownRegion: string): void {
	if (region !== ownRegion) {
		throw malformed(`the region '${region}' is wrong; expecting '${ownRegion}'`, {Region: ownRegion});
	}
	if (service !== 's3') throw malformed(`incorrect service "${service}". This endpoint belongs to "s3".`);
}

function findKey(keys: S3Key[], accessKeyId: string): S3Key {
	const key = keys.find(candidate => candidate.accessKeyId === accessKeyId);
	if (!key) throw new S3Error('InvalidAccessKeyId', {AWSAccessKeyId: accessKeyId});
	return key;
}

function checkSignedHeaders({headers}: S3Request, signedHeaders: string[]): void {
	if (headers['x-amz-security-token'] !== undefined) throw new S3Error('InvalidToken');
	const required = Object.keys(headers).filter(name => name === 'host' || name.startsWith('x-amz-'));
	const unsigned = required.filter(name => !signedHeaders.includes(name));
	if (unsigned.length > 0) throw new S3Error('AccessDenied', {HeadersNotSigned: unsigned.join(', ')}, headersNotSigned);
	if (headers['x-amz-content-sha256'] === undefined) throw new S3Error('InvalidRequest', {}, missingPayloadHash);
}

const presigned = 'Signatures in the query are not implemented';
const headersNotSigned = 'There were headers present in the request which were not signed';
const missingPayloadHash = 'Missing required header for this request: x-amz-content-sha256';

function signatureMismatch(authorization: Authorization, {stringToSign, canonicalRequest}: Signable): S3Error {
	return new S3Error('SignatureDoesNotMatch', {
		AWSAccessKeyId: authorization.accessKeyId,
		StringToSign: stringToSign,
		SignatureProvided: authorization.signature,
		StringToSignBytes: listBytes(stringToSign),
		CanonicalRequest: canonicalRequest,
		CanonicalRequestBytes: listBytes(canonicalRequest),
	});
}

function listBytes(text: string): string {
	return [...Buffer.from(text)].map(byte => byte.toString(16).padStart(2, '0')).join(' ');
}
