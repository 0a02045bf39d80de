/** S3's own answers to what it refuses: the status and the words that its clients know. */
const refusals = {
	AccessDenied: [403, 'Access Denied'],
	AuthorizationHeaderMalformed: [400, 'The authorization header is malformed'],
	BadDigest: [400, 'The Content-MD5 or checksum value that you specified did not match what the server received.'],
	EntityTooLarge: [400, 'Your proposed upload exceeds the maximum allowed size'],
	EntityTooSmall: [400, 'Your proposed upload is smaller than the minimum allowed size'],
	IncompleteBody: [400, 'You did not provide the number of bytes specified by the Content-Length HTTP header'],
	InternalError: [500, 'We encountered an internal error. Please try again.'],
	InvalidAccessKeyId: [403, 'The AWS Access Key Id you provided does not exist in our records.'],
	InvalidArgument: [400, 'Invalid Argument'],
	InvalidBucketName: [400, 'The specified bucket is not valid.'],
	InvalidDigest: [400, 'The Content-MD5 you specified was invalid.'],
	InvalidPart: [
		400,
		"One or more of the specified parts could not be found.  The part may not have been uploaded, or the specified entity tag may not match the part's entity tag.",
	],
	InvalidPartOrder: [
		400,
		'The list of parts was not in ascending order. The parts list must be specified in order by part number.',
	],
	InvalidRequest: [400, 'Invalid Request'],
	InvalidStorageClass: [400, 'The storage class you specified is not valid'],
	InvalidToken: [400, 'The provided token is malformed or otherwise invalid.'],
	InvalidURI: [400, "Couldn't parse the specified URI."],
	MalformedTrailerError: [
		400,
		'The request contained trailing data that was not well-formed or did not conform to our published schema.',
	],
	MalformedXML: [400, 'The XML you provided was not well-formed or did not validate against our published schema'],
	MethodNotAllowed: [405, 'The specified method is not allowed against this resource.'],
	MissingContentLength: [411, 'You must provide the Content-Length HTTP header.'],
	NoSuchBucket: [404, 'The specified bucket does not exist'],
	NoSuchKey: [404, 'The specified key does not exist.'],
	NoSuchUpload: [
		404,
		'The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or completed.',
	],
	NotImplemented: [501, 'A header you provided implies functionality that is not implemented'],
	PermanentRedirect: [
		301,
		'The bucket you are attempting to access must be addressed using the specified endpoint. Please send all future requests to this endpoint.',
	],
	RequestTimeTooSkewed: [403, 'The difference between the request time and the current time is too large.'],
	// The words of Alibaba's OSS, which has no path style.
	SecondLevelDomainForbidden: [403, 'Please use virtual hosted style to access.'],
	SignatureDoesNotMatch: [
		403,
		'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
	],
	XAmzContentSHA256Mismatch: [400, "The provided 'x-amz-content-sha256' header does not match what was computed."],
} as const satisfies Record<string, readonly [number, string]>;

export type S3ErrorCode = keyof typeof refusals;

/** What a client gets to read of a refusal. */
export type Refusal = {status: number; code: string; message: string; details: Record<string, string | number>};

/** A request that S3 refuses; `details` are the elements that S3 adds to the error of this code, in S3's order. */
export class S3Error extends Error implements Refusal {
	readonly code: S3ErrorCode;
	readonly status: number;
	readonly details: Record<string, string | number>;

	constructor(code: S3ErrorCode, details: Record<string, string | number> = {}, message: string = refusals[code][1]) {
		super(message);
		this.name = 'S3Error';
		this.code = code;
		this.status = refusals[code][0];
		this.details = details;
	}
}

/** The refusal of one argument, named as S3 names it. */
export function invalidArgument(name: string, value: string, message: string): S3Error {
	return new S3Error('InvalidArgument', {ArgumentName: name, ArgumentValue: value}, message);
}
