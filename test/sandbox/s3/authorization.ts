import {S3Error} from './s3-error.ts';

/** The parts of an Authorization header of Signature Version 4. */
export type Authorization = {
	accessKeyId: string;
	/** The day of the credential scope, YYYYMMDD. */
	day: string;
	region: string;
	service: string;
	/** Lower-case names. */
	signedHeaders: string[];
	/** Hexadecimal. */
	signature: string;
};

const algorithm = 'AWS4-HMAC-SHA256';

/** Reads the header; AccessDenied when there is none, as S3 answers an anonymous request to a private bucket. */
export function parseAuthorization(header: string | undefined): Authorization {
	if (header === undefined) throw new S3Error('AccessDenied');
	const [mechanism = '', ...rest] = header.trim().split(' ');
	if (mechanism === 'AWS') throw new S3Error('InvalidRequest', {}, unsupportedMechanism);
	if (mechanism !== algorithm) {
		const details = {ArgumentName: 'Authorization', ArgumentValue: header};
		throw new S3Error('InvalidArgument', details, 'Unsupported Authorization Type');
	}
	const components = readComponents(rest.join(' '));
	const {Credential: credential, SignedHeaders: signedHeaders, Signature: signature} = components;
	if (!credential || !signedHeaders || !signature) throw malformed(missingComponents);
	return {...parseCredential(credential), signedHeaders: signedHeaders.toLowerCase().split(';'), signature};
}

/** The 400 that S3 gives for a header it can't use; `fault` completes S3's sentence. */
export function malformed(fault: string, details: Record<string, string> = {}): S3Error {
	return new S3Error('AuthorizationHeaderMalformed', details, `The authorization header is malformed; ${fault}`);
}

const unsupportedMechanism =
	'The authorization mechanism you have provided is not supported. Please use AWS4-HMAC-SHA256.';
const missingComponents =
	'the authorization header requires three components: Credential, SignedHeaders, and Signature.';

function readComponents(text: string): Record<string, string | undefined> {
	const pairs = text.split(',').map(component => {
		const [, name = '', value = ''] = /^\s*(\w+)=(.*?)\s*$/.exec(component) ?? [];
		return [name, value];
	});
	return Object.fromEntries(pairs);
}

// From the right, because the access keys of some S3 services contain slashes.
function parseCredential(credential: string): Pick<Authorization, 'accessKeyId' | 'day' | 'region' | 'service'> {
	const parts = /^(.+)\/(\d{8})\/([^/]*)\/([^/]*)\/aws4_request$/.exec(credential);
	if (!parts)
		throw malformed('the Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".');
	const [, accessKeyId = '', day = '', region = '', service = ''] = parts;
	return {accessKeyId, day, region, service};
}
