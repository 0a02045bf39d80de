import test, {type ExecutionContext} from 'ava';
import {type RawRequest, readElement, sendRaw, startTestS3} from './s3-clients.ts';
import type {S3Service} from './s3-service.ts';

// Requests and signatures as AWS publishes them in "Authenticating Requests: Using the Authorization Header".
const exampleKey = {accessKeyId: 'AKIAIOSFODNN7EXAMPLE', secretAccessKey: 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'};
const seed = '4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9';
const chunkSignatures = [
	'ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648',
	'0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497',
	'b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9',
];

function startExampleS3(t: ExecutionContext): Promise<S3Service> {
	return startTestS3(t, {
		region: 'us-east-1',
		buckets: {examplebucket: {}},
		keys: [exampleKey],
		ownNames: ['s3.amazonaws.com'],
		now: () => new Date('2013-05-24T00:00:00Z'),
	});
}

function authorize(signedHeaders: string, signature: string): string {
	const credential = `${exampleKey.accessKeyId}/20130524/us-east-1/s3/aws4_request`;
	return `AWS4-HMAC-SHA256 Credential=${credential},SignedHeaders=${signedHeaders},Signature=${signature}`;
}

function chunkedUpload(signatures: string[], fill = 'a'): RawRequest {
	const data = [Buffer.alloc(65_536, 'a'), Buffer.alloc(1024, fill), Buffer.alloc(0)];
	const frames = data.flatMap((chunk, index) => [
		Buffer.from(`${chunk.length.toString(16)};chunk-signature=${signatures[index]}\r\n`),
		chunk,
		Buffer.from('\r\n'),
	]);
	const signedHeaders =
		'content-encoding;content-length;host;x-amz-content-sha256;x-amz-date;x-amz-decoded-content-length;x-amz-storage-class';
	const headers = {
		host: 's3.amazonaws.com',
		'x-amz-date': '20130524T000000Z',
		'x-amz-storage-class': 'REDUCED_REDUNDANCY',
		authorization: authorize(signedHeaders, seed),
		'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
		'content-encoding': 'aws-chunked',
		'x-amz-decoded-content-length': '66560',
		'content-length': '66824',
	};
	return {method: 'PUT', path: '/examplebucket/chunkObject.txt', headers, body: Buffer.concat(frames)};
}

test('accepts the upload in signed chunks that AWS publishes', async t => {
	const service = await startExampleS3(t);
	const answer = await sendRaw(service, chunkedUpload(chunkSignatures));
	t.is(answer.status, 200, answer.body);
	t.true(service.object('examplebucket', 'chunkObject.txt')?.equals(Buffer.alloc(66_560, 'a')));
});

test('refuses signed chunks when one has other data, another signature or none', async t => {
	const [first = '', second = '', last = ''] = chunkSignatures;
	const unsigned = chunkedUpload(chunkSignatures);
	unsigned.body = unsigned.body?.toString().replace(`;chunk-signature=${last}`, '');
	unsigned.headers = {...unsigned.headers, 'content-length': String(unsigned.body?.length)};
	const forgeries = [chunkedUpload(chunkSignatures, 'b'), chunkedUpload([second, first, last]), unsigned];
	for (const forgery of forgeries) {
		const service = await startExampleS3(t);
		t.is(readElement(await sendRaw(service, forgery), 'Code'), 'SignatureDoesNotMatch');
		t.deepEqual(service.objects('examplebucket'), []);
	}
});

test('accepts the upload with a signed Date and the bucket in the host name that AWS publishes', async t => {
	const service = await startExampleS3(t);
	const headers = {
		host: 'examplebucket.s3.amazonaws.com',
		date: 'Fri, 24 May 2013 00:00:00 GMT',
		'x-amz-date': '20130524T000000Z',
		'x-amz-storage-class': 'REDUCED_REDUNDANCY',
		'x-amz-content-sha256': '44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072',
		authorization: authorize(
			'date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class',
			'98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd',
		),
	};
	const upload = {method: 'PUT', path: '/test$file.text', headers, body: 'Welcome to Amazon S3.'};
	const answer = await sendRaw(service, upload);
	t.is(answer.status, 200, answer.body);
	t.deepEqual(service.objects('examplebucket'), ['test$file.text']);
});
