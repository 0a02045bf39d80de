import {createHash} from 'node:crypto';
import {ALGORITHM_IDENTIFIER, createScope, getCanonicalHeaders, getCanonicalQuery} from '@smithy/signature-v4';
import type {Authorization} from './authorization.ts';
import {compactDate} from './request-date.ts';
import type {S3Request} from './s3-request.ts';

/** What the client must have signed, made anew from the request that arrived. */
export type Signable = {canonicalRequest: string; stringToSign: string};

/** Both texts of Signature Version 4, with the header fields that the client says it signed. */
export function canonicalize(
	request: S3Request,
	{authorization, date}: {authorization: Authorization; date: Date},
): Signable {
	const canonicalRequest = canonicalizeRequest(request, authorization.signedHeaders);
	const {day, region, service} = authorization;
	const stringToSign = [
		ALGORITHM_IDENTIFIER,
		compactDate(date),
		createScope(day, region, service),
		createHash('sha256').update(canonicalRequest).digest('hex'),
	].join('\n');
	return {canonicalRequest, stringToSign};
}

function canonicalizeRequest(request: S3Request, signedHeaders: string[]): string {
	const {method, query} = request;
	const signed = Object.entries(request.headers).filter(([name]) => signedHeaders.includes(name));
	const received = {method, query, protocol: '', hostname: '', path: request.path, headers: Object.fromEntries(signed)};
	const headers = getCanonicalHeaders(received, undefined, new Set(signedHeaders));
	const names = Object.keys(headers).sort();
	return [
		method,
		encodePath(request.path),
		getCanonicalQuery(received),
		...names.map(name => `${name}:${headers[name]}`),
		'',
		names.join(';'),
		request.headers['x-amz-content-sha256'],
	].join('\n');
}

// Each byte encoded once, whatever the client left as it is: S3, unlike other services, does not encode twice.
function encodePath(path: string): string {
	const encode = (segment: string) =>
		encodeURIComponent(segment).replaceAll(/[!'()*]/g, mark => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
	return path.split('/').map(encode).join('/');
}
