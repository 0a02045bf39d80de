import {S3Error} from './s3-error.ts';

const kept = ['cache-control', 'content-disposition', 'content-language', 'content-type', 'expires'];
const storageClasses = ['STANDARD', 'REDUCED_REDUNDANCY', 'STANDARD_IA', 'ONEZONE_IA', 'INTELLIGENT_TIERING'];

/** What of an upload's header fields belongs to the object and comes back with it. */
export function pickStoredHeaders(headers: Record<string, string>): Record<string, string> {
	const {'content-encoding': encoding = '', 'x-amz-storage-class': storageClass = 'STANDARD'} = headers;
	const fields = Object.entries(headers).filter(([name]) => kept.includes(name) || name.startsWith('x-amz-meta-'));
	return {
		'content-type': 'binary/octet-stream',
		...Object.fromEntries(fields),
		...keepEncoding(encoding),
		...keepStorageClass(storageClass),
	};
}

// aws-chunked is how the body travelled, not what the object is.
function keepEncoding(encoding: string): Record<string, string> {
	const codings = encoding.split(',').map(coding => coding.trim());
	const lasting = codings.filter(coding => coding !== '' && coding !== 'aws-chunked');
	return lasting.length > 0 ? {'content-encoding': lasting.join(',')} : {};
}

// S3 leaves the field out for the usual class.
function keepStorageClass(storageClass: string): Record<string, string> {
	if (!storageClasses.includes(storageClass)) {
		throw new S3Error('InvalidStorageClass', {StorageClassRequested: storageClass});
	}
	return storageClass === 'STANDARD' ? {} : {'x-amz-storage-class': storageClass};
}
