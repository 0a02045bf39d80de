import test from 'ava';
import {bucket, expectRefusal, type RawRequest, type Refusal, signRaw} from './s3-clients.ts';

const path = `/${bucket}/key`;
const put = {path, method: 'PUT', body: 'content'};

/** The signed request with header fields replaced after signing. */
function tamper(request: RawRequest, headers: Record<string, string>): RawRequest {
	return {...request, headers: {...request.headers, ...headers}};
}

const refusals: Refusal[] = [
	{
		title: 'a body other than the one that was signed',
		status: 400,
		code: 'XAmzContentSHA256Mismatch',
		request: service => ({...signRaw(service, put), body: 'CONTENT'}),
	},
	{
		title: 'a header field that was changed on the way',
		status: 403,
		code: 'SignatureDoesNotMatch',
		request: service => tamper(signRaw(service, {...put, headers: {'x-amz-meta-a': '1'}}), {'x-amz-meta-a': '2'}),
	},
	{
		title: 'an x-amz field that nobody signed',
		status: 403,
		code: 'AccessDenied',
		request: service => tamper(signRaw(service, put), {'x-amz-meta-a': '1'}),
	},
	{
		title: 'another path than the signed one',
		status: 403,
		code: 'SignatureDoesNotMatch',
		request: service => ({...signRaw(service, put), path: `${path}2`}),
	},
	{
		title: 'a wrong Content-MD5',
		status: 400,
		code: 'BadDigest',
		request: service => signRaw(service, {...put, headers: {'content-md5': 'AAAAAAAAAAAAAAAAAAAAAA=='}}),
	},
	{
		title: 'a wrong checksum',
		status: 400,
		code: 'BadDigest',
		request: service => signRaw(service, {...put, headers: {'x-amz-checksum-crc32': 'AAAAAA=='}}),
	},
	{
		title: 'an unsigned body on plain HTTP',
		status: 400,
		code: 'InvalidRequest',
		request: service => signRaw(service, {...put, headers: {'x-amz-content-sha256': 'UNSIGNED-PAYLOAD'}}),
	},
	{
		title: 'a scope for another service',
		status: 400,
		code: 'AuthorizationHeaderMalformed',
		request: service => {
			const signed = signRaw(service, put);
			return tamper(signed, {Authorization: String(signed.headers?.Authorization).replace('/s3/', '/ec2/')});
		},
	},
	{
		title: 'a scope of another day',
		status: 400,
		code: 'AuthorizationHeaderMalformed',
		request: service => {
			const signed = signRaw(service, put);
			return tamper(signed, {Authorization: String(signed.headers?.Authorization).replace(/\/\d{8}\//, '/20130524/')});
		},
	},
	{
		title: 'a date that is not in the form of the signature',
		status: 403,
		code: 'AccessDenied',
		request: service => tamper(signRaw(service, put), {'X-Amz-Date': new Date().toISOString()}),
	},
	{
		title: 'a body announced as too large',
		status: 400,
		code: 'EntityTooLarge',
		request: service =>
			signRaw(service, {
				...put,
				headers: {'content-length': String(2 ** 30)},
			}),
	},
	{
		title: 'a body that is larger than it was announced to be',
		status: 400,
		code: 'EntityTooLarge',
		request: service => ({
			...signRaw(service, {
				...put,
				body: undefined,
				headers: {'x-amz-decoded-content-length': '7', 'transfer-encoding': 'chunked'},
			}),
			body: Buffer.alloc(65 * 1024 * 1024),
		}),
	},
];

for (const {title, ...refusal} of refusals) {
	test(`refuses ${title}`, t => expectRefusal(t, refusal));
}
