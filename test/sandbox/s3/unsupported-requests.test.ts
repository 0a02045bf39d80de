import test from 'ava';
import {bucket, expectRefusal, type Refusal, signRaw} from './s3-clients.ts';

const path = `/${bucket}/key`;
const put = {path, method: 'PUT', body: 'content'};

const refusals: Refusal[] = [
	{
		title: 'a checksum that it cannot compute',
		status: 501,
		code: 'NotImplemented',
		request: service => signRaw(service, {...put, headers: {'x-amz-checksum-crc64nvme': 'AAAAAAAAAAA='}}),
	},
	{
		title: 'a temporary key',
		status: 400,
		code: 'InvalidToken',
		request: service => signRaw(service, {...put, headers: {'x-amz-security-token': 'token'}}),
	},
	{
		title: 'Signature Version 2',
		status: 400,
		code: 'InvalidRequest',
		request: () => ({path, headers: {authorization: 'AWS AKIAOPERATOR:signature'}}),
	},
	{
		title: 'another kind of authorization',
		status: 400,
		code: 'InvalidArgument',
		request: () => ({path, headers: {authorization: 'Bearer token'}}),
	},
	{
		title: 'a condition, rather than ignore it',
		status: 501,
		code: 'NotImplemented',
		request: service => signRaw(service, {...put, headers: {'if-none-match': '*'}}),
	},
	{
		title: 'a range, rather than ignore it',
		status: 501,
		code: 'NotImplemented',
		request: service => signRaw(service, {path, method: 'GET', headers: {range: 'bytes=0-1'}}),
	},
	{
		title: 'to delete many objects without a digest of the list',
		status: 400,
		code: 'InvalidRequest',
		request: service => signRaw(service, {path: `/${bucket}?delete`, method: 'POST', body: '<Delete></Delete>'}),
	},
	{
		title: 'an operation that is not built',
		status: 501,
		code: 'NotImplemented',
		request: service => signRaw(service, {path: `/${bucket}?acl`, method: 'GET'}),
	},
	{
		title: 'a method that S3 does not have',
		status: 405,
		code: 'MethodNotAllowed',
		request: service => signRaw(service, {path, method: 'PATCH'}),
	},
	{
		title: 'a name that cannot be a bucket',
		status: 400,
		code: 'InvalidBucketName',
		request: service => signRaw(service, {path: '/Not_A_Bucket', method: 'GET'}),
	},
	{
		title: 'a path that is not UTF-8',
		status: 400,
		code: 'InvalidURI',
		request: () => ({path: `/${bucket}/%ff`}),
	},
	{
		title: 'a body of unknown length',
		status: 501,
		code: 'NotImplemented',
		request: service => ({
			...signRaw(service, {path, method: 'PUT', headers: {'transfer-encoding': 'chunked'}}),
			body: 'content',
		}),
	},
	{
		title: 'a presigned request',
		status: 501,
		code: 'NotImplemented',
		request: service => signRaw(service, {path, method: 'GET', signQuery: true}),
	},
];

for (const {title, ...refusal} of refusals) {
	test(`refuses ${title}`, t => expectRefusal(t, refusal));
}
