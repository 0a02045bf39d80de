import {invalidArgument} from './s3-error.ts';
import {queryValue, type S3Request} from './s3-request.ts';

/** What both versions of the list operation let the client choose. */
export type Listing = {
	prefix: string;
	delimiter: string | undefined;
	maxKeys: number;
	encoding: string | undefined;
	/** Writes a key as the client asked for: percent-encoded, or as it is. */
	encode: (name: string) => string;
};

const mostKeys = 1000;

export function readListing(request: S3Request): Listing {
	const encoding = queryValue(request, 'encoding-type');
	if (encoding !== undefined && encoding !== 'url') {
		throw invalidArgument('encoding-type', encoding, 'Invalid Encoding Method specified in Request');
	}
	return {
		prefix: queryValue(request, 'prefix') ?? '',
		delimiter: queryValue(request, 'delimiter') || undefined,
		maxKeys: Math.min(readMaxKeys(queryValue(request, 'max-keys') ?? String(mostKeys)), mostKeys),
		encoding,
		encode: encoding === 'url' ? name => encodeURIComponent(name).replaceAll('%2F', '/') : name => name,
	};
}

/** A continuation token that goes on behind this key. */
export function sealToken(key: string): string {
	return Buffer.from(JSON.stringify({after: key})).toString('base64');
}

/** The key in a continuation token; InvalidArgument for a token that is not ours. */
export function openToken(token: string): string {
	try {
		const opened: unknown = JSON.parse(Buffer.from(token, 'base64').toString());
		if (opened && typeof opened === 'object' && 'after' in opened && typeof opened.after === 'string')
			return opened.after;
	} catch {
		// Not JSON: refused below, like other JSON.
	}
	throw invalidArgument('continuation-token', token, 'The continuation token provided is incorrect');
}

function readMaxKeys(text: string): number {
	if (/^\d{1,9}$/.test(text)) return Number(text);
	throw invalidArgument('max-keys', text, 'Provided max-keys not an integer or within integer range');
}
