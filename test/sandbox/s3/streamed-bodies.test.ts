import {crc32} from 'node:zlib';
import test from 'ava';
import {bucket, type RawRequest, readElement, sendRaw, signRaw, startTestS3} from './s3-clients.ts';
import type {S3Service} from './s3-service.ts';

const content = 'streamed content';

function checksum(text: string): string {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32BE(crc32(text));
	return bytes.toString('base64');
}

/** A signed upload whose aws-chunked body is not signed and ends with these trailers. */
function signStream(service: S3Service, body: string, length = content.length): RawRequest {
	const headers = {
		'content-encoding': 'gzip,aws-chunked',
		'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
		'x-amz-decoded-content-length': String(length),
		'x-amz-trailer': 'x-amz-checksum-crc32',
	};
	return signRaw(service, {path: `/${bucket}/streamed`, method: 'PUT', headers, body});
}

const chunks = `8\r\nstreamed\r\n8\r\n content\r\n0\r\n`;

test('takes the chunks and the checksum out of a streamed body', async t => {
	const service = await startTestS3(t);
	const answer = await sendRaw(
		service,
		signStream(service, `${chunks}x-amz-checksum-crc32:${checksum(content)}\r\n\r\n`),
	);
	t.is(answer.status, 200, answer.body);
	t.is(service.object(bucket, 'streamed')?.toString(), content);
	const stored = await sendRaw(service, signRaw(service, {path: `/${bucket}/streamed`, method: 'HEAD'}));
	t.is(stored.headers['content-encoding'], 'gzip');
});

const broken: Record<string, [body: string, code: string]> = {
	'a wrong checksum behind the chunks': [`${chunks}x-amz-checksum-crc32:AAAAAA==\r\n\r\n`, 'BadDigest'],
	'a missing trailer': [`${chunks}\r\n`, 'MalformedTrailerError'],
	'a trailer that is none': [`${chunks}nonsense\r\n\r\n`, 'MalformedTrailerError'],
	'a body that ends in a chunk': ['8\r\nstre', 'IncompleteBody'],
	'a body that ends before a chunk': ['8\r\n', 'IncompleteBody'],
	'a body without a last chunk': ['8\r\nstreamed\r\n', 'IncompleteBody'],
	'a body without chunks': [content, 'IncompleteBody'],
	'a chunk longer than it says': ['8\r\nstreamed content\r\n0\r\n\r\n', 'IncompleteBody'],
};

for (const [title, [body, code]] of Object.entries(broken)) {
	test(`refuses ${title}`, async t => {
		const service = await startTestS3(t);
		const answer = await sendRaw(service, signStream(service, body));
		t.is(readElement(answer, 'Code'), code);
		t.deepEqual(service.objects(bucket), []);
	});
}

test('refuses a streamed body of another length than was announced', async t => {
	const service = await startTestS3(t);
	const body = `${chunks}x-amz-checksum-crc32:${checksum(content)}\r\n\r\n`;
	t.is(readElement(await sendRaw(service, signStream(service, body, 5)), 'Code'), 'IncompleteBody');
});
