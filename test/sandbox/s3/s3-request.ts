import type {IncomingMessage} from 'node:http';
import {S3Error} from './s3-error.ts';

/** What a request addresses, before anybody has looked at who sent it. */
export type S3Request = {
	method: string;
	/** The path as the client sent it, percent-encoding and query included. */
	url: string;
	/** The decoded path, bucket included where it was in the path: what the client signed. */
	path: string;
	query: Record<string, string[]>;
	/** By lower-case name; repeated fields joined by a comma, as S3 signs them. */
	headers: Record<string, string>;
	/** Undefined: the service itself. */
	bucket: string | undefined;
	/** Undefined: the bucket itself. */
	key: string | undefined;
};

/** Where a service looks for a bucket's name. */
export type Addressing = 'both' | 'path' | 'host';

type ServiceNames = {ownNames: string[]; addressing: Addressing};

const plausibleBucket = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;

/** Reads method, address and header fields; `ownNames` are the host names in front of which a bucket's name may stand. */
export function readRequest(message: IncomingMessage, names: ServiceNames): S3Request {
	const url = message.url ?? '/';
	const [rawPath = '/', rawQuery = ''] = splitOnce(url, '?');
	const headers = Object.fromEntries(
		Object.entries(message.headersDistinct).map(([name, values]) => [name, values?.join(',') ?? '']),
	);
	const path = decodePath(rawPath);
	return {
		method: message.method ?? 'GET',
		url,
		path,
		query: readQuery(rawQuery),
		headers,
		...readAddress(path, headers.host ?? '', names),
	};
}

/** The value of a query parameter, its first one when it is repeated. */
export function queryValue(request: S3Request, name: string): string | undefined {
	return request.query[name]?.[0];
}

function readAddress(path: string, host: string, names: ServiceNames): Pick<S3Request, 'bucket' | 'key'> {
	const {ownNames, addressing} = names;
	const hostBucket = addressing === 'path' ? undefined : bucketInHost(host, ownNames);
	const [bucket = '', key = ''] =
		hostBucket === undefined ? splitOnce(path.slice(1), '/') : [hostBucket, path.slice(1)];
	if (bucket === '') return {bucket: undefined, key: undefined};
	if (addressing === 'host' && hostBucket === undefined) throw new S3Error('SecondLevelDomainForbidden');
	if (!plausibleBucket.test(bucket)) throw new S3Error('InvalidBucketName', {BucketName: bucket});
	return {bucket, key: key === '' ? undefined : key};
}

function bucketInHost(host: string, ownNames: string[]): string | undefined {
	const name = host.replace(/:\d+$/, '').toLowerCase();
	if (ownNames.includes(name)) return undefined;
	const own = ownNames.toSorted((a, b) => b.length - a.length).find(candidate => name.endsWith(`.${candidate}`));
	return own === undefined ? undefined : name.slice(0, -own.length - 1);
}

// S3 reads a "+" in a path as a space, like in a query: clients must send %2B for a plus sign.
function decodePath(path: string): string {
	try {
		if (path.startsWith('/')) return decodeURIComponent(path.replaceAll('+', ' '));
	} catch {
		// Not UTF-8 behind the percent signs: refused below, like a path that is not one.
	}
	throw new S3Error('InvalidURI', {URI: path});
}

function readQuery(query: string): Record<string, string[]> {
	const parameters = new URLSearchParams(query);
	return Object.fromEntries([...new Set(parameters.keys())].map(name => [name, parameters.getAll(name)]));
}

function splitOnce(text: string, separator: string): string[] {
	const at = text.indexOf(separator);
	return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
